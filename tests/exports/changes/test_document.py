"""docs/changes.md knows every kind and every key."""

from __future__ import annotations

from dataclasses import fields

import pytest

from lhextract.exports.changes.sentences import as_text, sentence_of
from lhextract.model.change import Change, Kind
from tests.conftest import ROOT
from tests.exports.changes.every import NAMES, change_of

DOCUMENT = (ROOT / "docs" / "changes.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", Kind)
def test_kind_is_documented(kind: Kind) -> None:
    """Every kind has a row that says whether it is a note, and how it is told."""
    row = next(line for line in DOCUMENT.splitlines() if line.startswith(f"| `{kind.value}` |"))
    assert f"| {'note' if kind.is_note else 'change'} |" in row
    assert as_text(sentence_of(change_of(kind), NAMES)) in row


@pytest.mark.parametrize("key", [field.name for field in fields(Change)])
def test_key_is_documented(key: str) -> None:
    """Every key of a line has its meaning there."""
    assert f"`{key}`" in DOCUMENT.split("| kind | |")[0]
