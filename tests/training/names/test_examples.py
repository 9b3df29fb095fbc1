from __future__ import annotations

import json
from pathlib import Path

import pytest

from lhextract.gold import gold_text_path, read_gold
from lhextract.training.names.examples import Document, Marked, Name, read_corpora, read_corpus, read_page
from tests.conftest import GOLDEN

ALL = frozenset({"PERSON", "INSTITUTION", "PROGRAM", "PHONE", "YEAR"})
SENTENCES = (
    {"text": "Trento welcomes Eva Roth.", "spans": [{"start": 16, "end": 24, "label": "PERSON"}]},
    {
        "text": "KIMS is in Changwon, Mr. Kim in MISC.",
        "spans": [
            {"start": 32, "end": 36, "label": "MISC"},
            {"start": 11, "end": 19, "label": "LOC"},
            {"start": 0, "end": 4, "label": "INSTITUTION"},
        ],
    },
    {"text": "Nothing here.", "spans": []},
)


def write_corpus(path: Path, *sentences: object) -> Path:
    """A corpus in JSON Lines."""
    path.write_text("".join(f"{json.dumps(sentence)}\n" for sentence in sentences), encoding="utf-8")
    return path


@pytest.mark.parametrize("case", ["lighthouses", "lighthouses-html", "jena-netzwerke"])
def test_a_golden_page_is_read_whole(case: str) -> None:
    """Every line that is not blank is there once, with its role and owner, and every mention in its line, in order."""
    gold, document = read_gold(GOLDEN / case), read_page(GOLDEN / case)
    text = gold_text_path(GOLDEN / case).read_bytes().decode("utf-8")
    assert (document.name, document.kinds) == (case, ALL)
    assert [line.text for line in document.lines] == [line for line in text.split("\n") if line.strip()]
    rows = [(row.role.value, row.owner or 0) for row in gold.lines or () if row.role.value != "blank"]
    assert [(line.role, line.owner) for line in document.lines] == rows
    names = [(line.text[name.start : name.end], name.kind) for line in document.lines for name in line.names]
    marks = sorted((span.start, span.end, label.value) for span, label in gold.mentions or ())
    assert names == [(text[start:end], kind) for start, end, kind in marks]


def test_a_corpus_marks_persons_institutions_and_places(tmp_path: Path) -> None:
    """Names of other kinds are left out, the rest stand in order; lines have no role and no owner."""
    document = read_corpus(write_corpus(tmp_path / "made_train.jsonl", *SENTENCES))
    assert document == Document(
        "made_train",
        (
            Marked("Trento welcomes Eva Roth.", (Name(16, 24, "PERSON"),)),
            Marked("KIMS is in Changwon, Mr. Kim in MISC.", (Name(0, 4, "INSTITUTION"), Name(11, 19, "PLACE"))),
            Marked("Nothing here.", ()),
        ),
        frozenset({"PERSON", "INSTITUTION", "PLACE"}),
    )


def test_a_kind_that_a_corpus_never_marks_is_not_known_in_it(tmp_path: Path) -> None:
    """A corpus of persons alone says nothing about institutions."""
    assert read_corpus(write_corpus(tmp_path / "persons.jsonl", SENTENCES[0])).kinds == {"PERSON"}


@pytest.mark.parametrize(
    ("held_out", "names"),
    [
        pytest.param(False, ["a_train", "b_test_more"], id="to-learn-from"),
        pytest.param(True, ["a_test"], id="held-out"),
    ],
)
def test_test_corpora_are_never_learned_from(tmp_path: Path, held_out: bool, names: list[str]) -> None:
    """A corpus whose name ends in `_test` is held out, and files of other kinds are not read."""
    for name in ("b_test_more.jsonl", "a_train.jsonl", "a_test.jsonl", "README.md"):
        write_corpus(tmp_path / name, *SENTENCES)
    assert [document.name for document in read_corpora(tmp_path, held_out=held_out)] == names
