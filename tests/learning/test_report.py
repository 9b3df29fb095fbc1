"""What would make corrections unnecessary, and what that changes."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from lhextract.corrections.wishes import Wish
from lhextract.desk import Desk, open_desk
from lhextract.errors import GoldError
from lhextract.learning.effect import effect_of
from lhextract.learning.on_golden import measure_on_golden, sample_of
from lhextract.learning.remedies import NotName, ProfileKey, Remedy, applied, row_of
from lhextract.learning.report import Advice, report_on
from lhextract.learning.touching import touches
from lhextract.lookups import KnownInstitution, KnownProgram, Lookups
from lhextract.model.correction import Action, Rename
from lhextract.profile import Profile
from tests.conftest import GOLDEN

LIGHT = "Institute of Lightweight Engineering and Polymer Technology"
CONTACTS = (
    ("lh-gxpzwazasc", "contacts.ct-qd25muna7e.unit"),
    ("lh-gxpzwazasc", "contacts.ct-apyauzoc4l.unit"),
    ("lh-kfx6kr4wep", "contacts.ct-7rortmczvd.unit"),
)
ALIKE = {("lh-kfx6kr4wep", "contacts.ct-ukyffz5w6z.unit"), ("lh-2qdpc252ba", "contacts.ct-wgijqq2zpb.unit")}
PARLIAMENT = "org-daqxqrwi4c"


def rename_units(desk: Desk) -> None:
    """The same correction at three of five equal places."""
    desk.decide([Wish(Action.SET, *at, "ILK") for at in CONTACTS], author="Ann Lee")


def advice_for(desk: Desk, kind: type[Remedy], *, least: int = 2, quick: bool = False) -> Advice:
    """The first remedy of a kind that the report has."""
    report = report_on([desk], least=least, quick=quick)
    return next(one for finding in report.findings for one in finding.advice if isinstance(one.remedy, kind))


def test_effect_of_a_rename(desk: Desk) -> None:
    """A row makes the decisions redundant that say the same, and names the other places that it would change."""
    rename_units(desk)
    advice = advice_for(desk, Rename, quick=True)
    assert advice.row == f"contacts.unit,{LIGHT},ILK,corrected 3 times"
    assert advice.effect is not None
    assert set(advice.effect.redundant) == {one.id for one in desk.decisions().decisions}
    assert {(place.record, place.path) for place in advice.effect.others} == ALIKE
    assert advice.effect.against == ()


def test_a_row_works_against_other_decisions(desk: Desk) -> None:
    """Where somebody has confirmed the value that a row changes, the report says so."""
    rename_units(desk)
    (confirmed,) = desk.decide([Wish(Action.CONFIRM, *min(ALIKE))], author="Bo Berg")
    advice = advice_for(desk, Rename, quick=True)
    assert advice.effect is not None
    assert advice.effect.against == (confirmed.id,)
    assert {(place.record, place.path) for place in advice.effect.others} == {max(ALIKE)}


def test_the_printed_command_writes_the_row(desk: Desk, lhextract: Callable[..., tuple[int, str, str]]) -> None:
    """The command of the report, run as it is, makes the decisions redundant; the report itself writes nothing."""
    rename_units(desk)
    before = files()
    code, out, _ = lhextract("corrections", "report", "--quick")
    assert (code, files()) == (0, before)
    command = next(line.strip() for line in out.splitlines() if line.strip().startswith("lhextract correct set"))
    assert lhextract(*shlex.split(command)[1:])[0] == 0
    (written,) = files() - before
    assert written == Path("pipeline/lookups/renames.csv")
    again = open_desk("lighthouses", start=Path.cwd())
    assert {ruling.state.value for ruling in again.corrected().rulings} == {"redundant"}
    assert report_on([again]).findings == ()


def files() -> set[Path]:
    """All files of the workspace."""
    return {path for path in Path().rglob("*") if path.is_file()}


def test_effect_of_an_institution(workspace: Path) -> None:
    """A row for an institution takes the place of the one there is, and is measured by reading the page again."""
    desk = open_desk("lighthouses", start=workspace)
    wishes = [Wish(Action.SET, PARLIAMENT, "kind", "agency"), Wish(Action.SET, PARLIAMENT, "country", "BE")]
    desk.decide(wishes, author="Ann Lee")
    advice = advice_for(desk, KnownInstitution)
    assert advice.instead_of == "European Parliament"
    assert advice.row.startswith("European Parliament,EU Parliament|")
    assert advice.row.endswith(",agency,BE,,,corrected 2 times")
    assert advice.effect is not None
    assert set(advice.effect.redundant) == {one.id for one in desk.decisions().decisions}
    assert advice.effect.others == ()


def test_institutions_of_one_kind(desk: Desk) -> None:
    """Institutions that were all given the same kind have a row each."""
    wishes = [Wish(Action.SET, ident, "kind", "facility") for ident in ("org-6hc6uwwzcd", "org-fho4s5mc3p")]
    desk.decide(wishes, author="Ann Lee")
    (finding,) = report_on([desk], quick=True).findings
    assert {one.row for one in finding.advice} == {
        "University Technology Centres,,facility,,,,corrected 2 times",
        "International Affairs Commission,,facility,,,,corrected 2 times",
    }


def test_effect_of_a_program(workspace: Path) -> None:
    """A program that was missed is found everywhere with its row, and the report says where."""
    desk = open_desk("lighthouses", start=workspace)
    at = desk.text.index("exchange", desk.text.index("The exchange of non-scientific staff"))
    desk.decide([Wish(Action.ADD, "lh-yhsx3g4v7u", "programs", place=(at, at + 8))], author="Ann Lee")
    advice = advice_for(desk, KnownProgram, least=1)
    assert advice.effect is not None
    assert len(advice.effect.redundant) == 1
    assert {place.record for place in advice.effect.others} == {"lh-527ydxmyez", "lh-yhsx3g4v7u", "lh-2qdpc252ba"}


def test_quick_measures_no_extraction(desk: Desk) -> None:
    """Quick leaves out what needs the stages, and says so: there is no page to read here."""
    at = desk.text.index("practical year")
    desk.decide([Wish(Action.ADD, "lh-527ydxmyez", "programs", place=(at, at + 14))], author="Ann Lee")
    assert advice_for(desk, KnownProgram, least=1, quick=True).effect is None


def test_names_that_are_none(desk: Desk) -> None:
    """Who takes a program out may say that it is no name, or that it is no program."""
    path = next(
        e.path for e in desk.corrected().entries.items("lh-4yqt5racwu", "programs") if "History" in str(e.value)
    )
    desk.decide([Wish(Action.REMOVE, "lh-4yqt5racwu", path)], author="Ann Lee")
    report = report_on([desk], least=1, quick=True)
    assert {one.file for finding in report.findings for one in finding.advice} == {
        "lookups/not_names.csv",
        "lookups/renames.csv",
    }


def test_effect_on_golden_pages() -> None:
    """A row is scored on golden pages that have its words: what was right and is not any more, case by case."""
    cases = [GOLDEN / "birmingham-flagships", GOLDEN / "erlangen-partner"]
    row, missing = KnownProgram("exchange", ()), KnownProgram("Zzyzx Programme", ())
    found = measure_on_golden([row, missing], cases, tell=lambda _: None)
    worse = {(one.case, one.part, one.name) for one in found[row].differences if one.after.f1 < one.before.f1}
    assert ("birmingham-flagships", "strict", "PROGRAM") in worse
    assert (found[missing].touched, found[missing].differences) == (0, ())


def test_a_rename_on_golden_pages() -> None:
    """A rename is scored by the records: one program less is right."""
    row = Rename("programs", "PDP", None)
    (found,) = measure_on_golden([row], [GOLDEN / "aalto-partnerships"], tell=lambda _: None)[row].differences
    assert (found.part, found.name) == ("records", "programs")
    assert found.after.matched == found.before.matched - 1


@pytest.mark.parametrize(
    ("size", "count"), [pytest.param(None, 5, id="all"), pytest.param(2, 2, id="some"), pytest.param(9, 5, id="more")]
)
def test_sample(tmp_path: Path, size: int | None, count: int) -> None:
    """A sample is spread over the cases, never twice the same, and the same every time."""
    for name in "abcde":
        (tmp_path / name / "gold").mkdir(parents=True)
    found = sample_of(tmp_path, size)
    assert len(set(found)) == len(found) == count
    assert found == sample_of(tmp_path, size)


def test_sample_of_nothing(tmp_path: Path) -> None:
    """A folder without cases is an error."""
    with pytest.raises(GoldError):
        sample_of(tmp_path, None)


@pytest.mark.parametrize(
    ("remedy", "row"),
    [
        pytest.param(NotName('a "b", c'), '"a ""b"", c",why', id="quoted"),
        pytest.param(ProfileKey("demo", "phone", "region", "AT"), '[phone]\nregion = "AT"', id="region"),
        pytest.param(ProfileKey("demo", "host", "names", "TUD"), '[host]\nnames = ["TU Dresden", "TUD"]', id="host"),
        pytest.param(Rename("programs", "PDP", None), "programs,PDP,,why", id="removed"),
    ],
)
def test_rows_are_ready_to_be_copied(remedy: Remedy, row: str) -> None:
    """A row is written as its file has it."""
    profile = Profile.model_validate({"host": {"names": ["TU Dresden"]}})
    assert row_of(remedy, profile=profile, reason="why") == row


def test_a_key_of_a_profile_is_for_its_source() -> None:
    """Another source's profile stays as it is."""
    remedy = ProfileKey("demo", "phone", "region", "AT")
    assert applied(remedy, lookups=Lookups(), profile=Profile(), source="demo")[1].phone.region == "AT"
    assert applied(remedy, lookups=Lookups(), profile=Profile(), source="other")[1] == Profile()


@pytest.mark.parametrize(
    ("remedy", "text", "can"),
    [
        pytest.param(KnownProgram("Łódź Plus", ()), "the LODZ-PLUS lectures", True, id="written-otherwise"),
        pytest.param(
            KnownInstitution("X", ("Institute B",), "unit", None, None, None), "Institute B", True, id="alias"
        ),
        pytest.param(NotName("Open Day"), "Open Days", False, id="another-word"),
        pytest.param(Rename("institutions.name", "TU Wien", "TUW"), "nothing", True, id="name-of-a-lookup"),
        pytest.param(ProfileKey("demo", "phone", "region", "AT"), "nothing", True, id="own-profile"),
    ],
)
def test_words_that_have_to_be_there(remedy: Remedy, text: str, can: bool) -> None:
    """A page is left unread only where a remedy can change nothing of it."""
    assert touches(remedy, text, source="demo") is can


def test_a_page_without_the_words_is_not_read(desk: Desk) -> None:
    """No stage runs for a page that a remedy cannot matter to."""

    def never(*_: object) -> None:
        raise AssertionError("read")

    effect = effect_of(KnownProgram("Zzyzx Programme", ()), [desk], never)  # type: ignore[arg-type]
    assert (effect.redundant, effect.others) == ((), ())
