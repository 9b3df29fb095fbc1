from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.language.cues import load_cues
from lhextract.outline.cohesion import Cohesion, Counts
from lhextract.outline.form import describe_line, patterns


def relations(*lines: str) -> list[list[str]]:
    """What each line shares with the lines around it."""
    forms = [describe_line(line, load_cues()) for line in lines]
    cohesion = Cohesion(forms, patterns(load_cues()).unit)
    return [cohesion.features(position) for position in range(len(forms))]


def early(subject: str) -> str:
    """A sentence that carries nothing but its subject, among its first words."""
    return f"we go on to it in {subject} as of now too."


def late(subject: str) -> str:
    """The same with the subject behind the first fourteen words."""
    return f"we go on to it as of now too so that we all can {subject}."


OF_ALL = "These are big ties that go on to all of us in Lund."  # speaks of the category


def test_all_that_is_said_of_a_paragraph() -> None:
    """A paragraph says how it opens, what it shares with its run, and both together."""
    assert relations(early("Lund"), early("Lund"))[1] == [
        "opens with 0 new names",
        "shares 1 words found nowhere else",
        "shares 1 rare names",
        "shares 1 rare words with the paragraph above",
        "shares no whole name",
        "paragraph 2 of its run",
        "opens with a shared name",
        "after no ending link, shares no whole name",
        "after no ending link, shares no whole name, no new names first",
        "shares no whole name, no new names first, 1 words found nowhere else",
    ]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        pytest.param([early("Lund")], "opens with 1 new names", id="new-name"),
        pytest.param([late("see Lund")], "opens with 0 new names", id="name-too-late"),
        pytest.param([early("Lund, Bern, Oslo or Rome")], "opens with 3 new names", id="three-or-more"),
        pytest.param([early("Lund"), early("Bern")], "shares nothing", id="nothing"),
        pytest.param([early("Lund"), early("Bern")], "opens with no shared name", id="no-shared-name"),
        pytest.param([early("Lund"), early("Bern")],
                     "shares no whole name, new names first, 0 words found nowhere else", id="new-names-first"),
        pytest.param([early("harbour"), late("see harbours")], "shares 1 words found nowhere else", id="stem"),
        pytest.param([early("harbour"), late("see harbours")], "shares 0 rare names", id="no-name"),
        pytest.param([early("EPN"), late("see EPN")], "shares a name of two words or an acronym", id="acronym"),
        pytest.param([early("Lund University"), late("be at Lund University")],
                     "shares a name of two words or an acronym", id="two-words"),
        pytest.param([early("Lund"), late("see Lund")], "opens with no shared name", id="shared-name-too-late"),
        pytest.param([early("the School"), early("the School")], "shares 0 rare names", id="unit-is-no-name"),
        pytest.param([early("Lund, Bern, Oslo, Rome or Nice")] * 2, "shares 4 words found nowhere else", id="four"),
        pytest.param([early("Lund, Bern, Oslo, Rome or Nice")] * 2, "shares 3 rare names", id="three-names"),
        pytest.param([early("Lund, Bern, Oslo, Rome or Nice")] * 2, "shares 4 rare words with the paragraph above",
                     id="four-above"),
        pytest.param([early("Lund"), early("Bern"), early("Lund")], "shares 0 rare words with the paragraph above",
                     id="not-the-paragraph-above"),
        pytest.param([early("Lund"), early("Bern"), early("Lund")], "shares 1 words found nowhere else",
                     id="but-one-of-the-run"),
        pytest.param([early("Lund"), early("Lund"), "Imprint", early("x"), early("Lund")],
                     "shares nothing", id="what-stood-before-the-run"),
        pytest.param([early("Lund"), "Imprint", early("Lund"), early("Lund")], "shares 0 words found nowhere else",
                     id="found-elsewhere"),
        pytest.param([early("Lund")] * 4, "shares 0 rare names", id="four-times-is-not-rare"),
        pytest.param([early("Lund")] * 3, "shares 1 rare names", id="three-times-is"),
        pytest.param([early("x")] * 3, "paragraph 3 of its run", id="third"),
        pytest.param([early("x")] * 6, "paragraph 4 of its run", id="fourth-or-later"),
        pytest.param([early("x"), "More information", early("y")], "paragraph 2 of its run", id="a-link-ends-no-run"),
        pytest.param([early("x"), "Photo: Eva", early("y")], "paragraph 2 of its run", id="a-credit-ends-no-run"),
        pytest.param([early("x"), OF_ALL], "paragraph 2 of its run", id="prose-of-the-category"),
        pytest.param([early("x"), early("the European Network (EN)")], "introduces a new acronym", id="introduced"),
        pytest.param([f"{late('x')} {late('y')} More information", early("x")],
                     "after an ending link, shares no whole name", id="ending-link"),
    ],
)  # fmt: skip
def test_what_a_paragraph_shares(lines: list[str], told: str) -> None:
    """Rare words, names and acronyms tie a paragraph to the prose before it."""
    assert told in relations(*lines)[-1]


@pytest.mark.parametrize(
    "between", [pytest.param("Imprint", id="label"), pytest.param(OF_ALL, id="prose-of-the-category")]
)
def test_a_run_ends(between: str) -> None:
    """After a line that looks like a label, and after prose about the category, a new run begins."""
    assert relations(early("Lund"), between, early("Lund"))[-1] == ["opens with 0 new names"]


def test_an_acronym_that_is_shared_is_not_new() -> None:
    """An introduced acronym is new only where the paragraph shares no whole name."""
    assert "introduces a new acronym" not in relations(early("EPN"), early("the Particle Network (EPN)"))[-1]
    assert "shares nothing" not in relations(early("EPN"), early("EPN"))[-1]


@pytest.mark.parametrize(
    ("label", "prose", "told"),
    [
        pytest.param("Baltic Sea", late("see the Baltic Sea"), "stands in prose", id="quoted"),
        pytest.param("BALTIC SEA", late("see the Baltic Sea"), "stands in prose", id="case"),
        pytest.param("Sea Baltic", late("see the Baltic Sea"), "stands in no prose", id="order"),
        pytest.param("a b c d e f g h", late("a b c d e f g h"), "stands in prose", id="eight-words"),
        pytest.param("a b c d e f g h i", late("a b c d e f g h i"), "stands in no prose", id="nine-words"),
        pytest.param("Baltic herring", late("see the herrings"), "shares 1 rare words with the prose below", id="one"),
        pytest.param("Baltic herring fish", late("see baltic herrings, fish"),
                     "shares 2 rare words with the prose below", id="two-or-more"),
        pytest.param("Sea", late("see the sea"), "shares 0 rare words with the prose below", id="short-word"),
    ],
)  # fmt: skip
def test_what_a_label_shares_with_the_prose_below(label: str, prose: str, told: str) -> None:
    """A title shares its subject with what follows, and a phrase of the text stands in it."""
    assert told in relations(label, prose)[0]


def test_a_label_looks_both_ways_for_prose() -> None:
    """Prose above counts like prose below; another label does not."""
    first, label, last = relations(late("see herring"), "Herring", "Imprint")[:3]
    assert first == ["opens with 0 new names"]
    assert label == ["stands in prose", "shares 1 rare words with the prose above"]
    assert last == ["stands in no prose"]


def test_a_word_of_many_paragraphs_is_not_rare() -> None:
    """What stands in more than three paragraphs ties a label to none of them."""
    assert "shares 1 rare words with the prose below" in relations("Herring", *[late("see herring")] * 3)[0]
    assert "shares 0 rare words with the prose below" in relations("Herring", *[late("see herring")] * 4)[0]


@given(st.lists(st.text("abé\ud800", max_size=2)), st.lists(st.text("abc", max_size=2), unique=True))
def test_words_are_counted_as_a_table_would(words: list[str], asked: list[str]) -> None:
    """Every word has a number of its own with its count; a word that is not there has none."""
    counts, expected = Counts(words), Counter(words)
    numbers = counts.numbers(asked).tolist()
    assert len(counts) == len(expected)
    assert [number >= 0 for number in numbers] == [word in expected for word in asked]
    known = [(word, number) for word, number in zip(asked, numbers, strict=True) if number >= 0]
    assert [int(counts.counts[number]) for _, number in known] == [expected[word] for word, _ in known]
    assert len({number for _, number in known}) == len(known)
