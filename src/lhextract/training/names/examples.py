"""What the recogniser learns from: lines with marked names, from golden pages and from open corpora."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lhextract.gold import gold_text_path, read_gold
from lhextract.mentions.tagger.tags import PLACE
from lhextract.model.mention import Label

HELD_OUT = "_test"  # corpora with this ending are never learned from
CORPUS_KINDS = {"PERSON": "PERSON", "INSTITUTION": "INSTITUTION", "LOC": PLACE}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a line: `[start, end)` in code points, and its kind."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A line with its names, its role ("" if unknown) and the initiative that owns it (0: none)."""

    text: str
    names: tuple[Name, ...]
    role: str = ""
    owner: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """Lines that belong together; `kinds` are those that are marked completely in it."""

    name: str
    lines: tuple[Marked, ...]
    kinds: frozenset[str]


def read_page(case: Path) -> Document:
    """A golden case; only places are not marked in it."""
    gold = read_gold(case)
    text = gold_text_path(case).read_bytes().decode("utf-8")
    marks = sorted((span.start, span.end, label.value) for span, label in gold.mentions or ())
    lines, offset = [], 0
    roles = gold.lines or ()
    for row, line in zip(roles, text.split("\n"), strict=True):
        end = offset + len(line)
        names = tuple(Name(a - offset, b - offset, kind) for a, b, kind in marks if offset <= a and b <= end)
        if line.strip():
            lines.append(Marked(line, names, row.role.value, row.owner or 0))
        offset = end + 1
    return Document(case.name, tuple(lines), frozenset(label.value for label in Label))


def read_corpus(path: Path) -> Document:
    """A corpus of sentences in JSON Lines; a kind that it never marks is not known in it."""
    lines, kinds = [], set()
    for row in path.read_text(encoding="utf-8").splitlines():
        sentence = json.loads(row)
        names = sorted(
            (span["start"], span["end"], CORPUS_KINDS[span["label"]])
            for span in sentence["spans"]
            if span["label"] in CORPUS_KINDS
        )
        kinds |= {kind for _, _, kind in names}
        lines.append(Marked(sentence["text"], tuple(Name(*name) for name in names)))
    return Document(path.stem, tuple(lines), frozenset(kinds))


def read_corpora(folder: Path, *, held_out: bool = False) -> list[Document]:
    """The corpora of a folder to learn from, or those held out."""
    paths: Iterable[Path] = sorted(folder.glob("*.jsonl"))
    return [read_corpus(path) for path in paths if path.stem.endswith(HELD_OUT) is held_out]
