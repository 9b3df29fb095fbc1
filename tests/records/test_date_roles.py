from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.language.cues import Cues, load_cues
from lhextract.records.date_evidence import REACH, describe_dates, find_dated_lines, months_covered
from lhextract.records.date_roles import JudgedRole, judge_roles, load_date_weights
from tests.builders import marked_block


def judged(line: str, cues: Cues, role: str = "body") -> JudgedRole:
    """The role of the first date of a line that is an initiative by itself."""
    dates = find_dated_lines(marked_block([(role, line)])[0].lines, cues=cues, region="DE")
    return judge_roles(dates, cues, load_date_weights())[0]


@pytest.mark.parametrize(
    ("line", "role", "reason"),
    [
        pytest.param("They have met since [[YEAR|2014]].", "start", "right before: since", id="since"),
        pytest.param("since the [[YEAR|winter semester 2019/20]]", "start", "right before: since", id="since-the"),
        pytest.param("a module from [[YEAR|September 2024]] on", "start", "right before: since", id="from"),
        pytest.param("Seit dem [[YEAR|1. April 2019]] auch.", "start", "right before: since", id="seit-dem"),
        pytest.param("ab [[YEAR|Herbst 2025]] zwei", "start", "right before: since", id="ab"),
        pytest.param("It runs until [[YEAR|2026]].", "other", "right before: until", id="until"),
        pytest.param("More than 500 graduated by [[YEAR|May 2022]].", "other", "right before: until", id="by"),
        pytest.param("bis zum [[YEAR|31.12.2025]] die", "other", "right before: until", id="bis-zum"),
        pytest.param("Letters from before [[YEAR|1930]]", "other", "right before: until", id="before"),
        pytest.param("© [[YEAR|2023]]", "other", "right before: stamps", id="copyright"),
        pytest.param("Stand: [[YEAR|Mai 2023]]", "other", "right before: stamps", id="stand"),
        pytest.param("from [[YEAR|2018 to 2023]]", "other", "period", id="years"),
        pytest.param("founded from [[YEAR|1 March 2023 to 28 February 2027]]", "other", "period", id="funding"),
        pytest.param("from [[YEAR|May to September 2021]]", "event", "some days or months", id="months"),
        pytest.param("[[YEAR|28 December 2021 – 3 January 2022]]", "event", "some days or months", id="over-new-year"),
    ],
)
def test_what_settles_a_role(line: str, role: str, reason: str, cues: Cues) -> None:
    """Since when, until when, a stamp or a period settles the role, whatever else is said."""
    assert judged(line, cues) == JudgedRole(role, ((reason, 0),))  # type: ignore[arg-type]


def test_a_caption_is_neither_start_nor_event(cues: Cues) -> None:
    """The date of a picture is `other`, also where the caption tells of a foundation."""
    assert judged("The founding assembly of [[YEAR|2014]]", cues, "caption") == JudgedRole("other", (("caption", 0),))


@pytest.mark.parametrize(
    ("line", "role"),
    [
        pytest.param("A treaty was concluded in [[YEAR|1999]].", "start", id="treaty"),
        pytest.param("Lund joined in [[YEAR|2015]].", "start", id="joined"),
        pytest.param("Leiden followed in [[YEAR|November 2020]].", "start", id="followed"),
        pytest.param("Im [[YEAR|April 2011]] trat das Institut bei.", "start", id="beigetreten"),
        pytest.param("Der Freundschaftsvertrag folgte [[YEAR|1983]].", "start", id="compound"),
        pytest.param("The course has run twice; the conference took place in [[YEAR|2019]].", "event", id="took-place"),
        pytest.param("Im [[YEAR|Juli 2022]] feierten sie das Jubiläum.", "event", id="gefeiert"),
        pytest.param("Am [[YEAR|12. Oktober 2023]] kamen 260 Menschen zur Tagung.", "event", id="tagung"),
        pytest.param("The project ended in [[YEAR|2021]].", "other", id="ended"),
        pytest.param("Die Förderung endet am [[YEAR|31. August 2025]].", "other", id="endet"),
        pytest.param("Funding ends on [[YEAR|31 December 2024]].", "other", id="ends"),
    ],
)
def test_what_is_said_of_a_date(line: str, role: str, cues: Cues) -> None:
    """Where nothing settles a role, the words of the sentence weigh, in both languages."""
    assert judged(line, cues).role == role


def test_reasons_say_what_spoke_for_a_role(cues: Cues) -> None:
    """The reasons are the differences to the next best role, the strongest first, and add up to the lead."""
    reasons = judged("The agreement was signed in [[YEAR|2014]].", cues).reasons
    assert {"founds: close", "agrees: close"} <= {name for name, part in reasons if part > 0}
    assert [abs(part) for _, part in reasons] == sorted((abs(part) for _, part in reasons), reverse=True)
    assert sum(part for _, part in reasons) > 0


WORDS = st.lists(st.text("abcdefg", min_size=1, max_size=9), min_size=1, max_size=80).map(" ".join)


@given(WORDS, WORDS, st.sampled_from(["They signed it in [[YEAR|2014]] at last.", "In [[YEAR|2014]] they met."]))
def test_other_sentences_do_not_matter(before: str, after: str, sentence: str) -> None:
    """Only the sentence of a date is read."""
    alone = judged(sentence, load_cues())
    assert judged(f"{before}. {sentence} A{after}.", load_cues()) == alone


@given(WORDS, WORDS)
def test_what_is_far_away_is_not_read(before: str, after: str) -> None:
    """However long a line without full stops is, the words within reach of a date are the ones that count."""
    near = "x" * (REACH - 1)
    features = [
        describe_dates(
            find_dated_lines(marked_block([("body", line)])[0].lines, cues=load_cues(), region=None), load_cues()
        )
        for line in (f"{near} [[YEAR|2014]] {near}", f"{before} {near} [[YEAR|2014]] {near} {after} founded")
    ]
    assert features[0] == features[1]


@pytest.mark.parametrize(
    ("value", "months"),
    [("2014", 0), ("2022-09-28/2022-10-03", 1), ("2021-12/2022-02", 2), ("2019/2020", 12), ("2019-02/2024", 59)],
)
def test_months_covered(value: str, months: int) -> None:
    """The length of an interval is told in months."""
    assert months_covered(value) == months
