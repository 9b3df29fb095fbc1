"""Which version a change takes, and what is said of a wrong one."""

from __future__ import annotations

import pytest

from lhextract.model.version import Level, SchemaVersion, read_version
from lhextract.schema_changes.difference import Difference
from lhextract.schema_changes.verdict import Verdict

RELEASED = SchemaVersion(1, 2, 3)


def verdict(level: Level, current: str) -> Verdict:
    """A change of this level since 1.2.3 under a version."""
    version = read_version(current)
    assert version is not None
    found = () if level is Level.NONE else (Difference("people[].name", "null may come", level, "so it is"),)
    return Verdict(RELEASED, version, found)


@pytest.mark.parametrize(
    ("level", "right"),
    [(Level.NONE, "1.2.3"), (Level.ADDITION, "1.2.4"), (Level.REVISION, "1.3.0"), (Level.MODEL, "2.0.0")],
    ids=lambda value: str(value),
)
def test_exactly_one_version_is_right(level: Level, right: str) -> None:
    """Neither a lower bump nor a higher one passes, and the message names the right one."""
    assert verdict(level, right).problem() is None
    for wrong in {"1.2.3", "1.2.4", "1.3.0", "1.3.1", "2.0.0", "1.2.5"} - {right}:
        problem = verdict(level, wrong).problem()
        assert problem is not None
        assert f"SCHEMA_VERSION: found {wrong}, allowed is {right}" in problem
        assert level is Level.NONE or "people[].name: null may come" in problem


@pytest.mark.parametrize(
    ("text", "version"),
    [
        pytest.param("1.0.0", SchemaVersion(1, 0, 0), id="three-parts"),
        pytest.param("1.0", SchemaVersion(1, 0, 0), id="the-first-writing"),
        pytest.param("1.10.2", SchemaVersion(1, 10, 2), id="two-digits"),
        pytest.param("1.1", None, id="two-parts"),
        pytest.param("0.1.0", None, id="no-model"),
        pytest.param("1.0.0\n", None, id="line-end"),
        pytest.param("١.0.0", None, id="other-digits"),
        pytest.param(1.0, None, id="number"),
        pytest.param(None, None, id="nothing"),
    ],
)
def test_versions_are_read(text: object, version: SchemaVersion | None) -> None:
    """MODEL.REVISION.ADDITION and nothing else, but the first way to write 1.0.0."""
    assert read_version(text) == version


def test_later_versions_are_greater() -> None:
    """Versions compare by number, not by letter."""
    assert SchemaVersion(1, 10, 0) > SchemaVersion(1, 9, 9)
