"""The changes say everything: applied to the old release they give the new one."""

from __future__ import annotations

from hypothesis import given

from lhextract.changes.apply import apply_changes
from lhextract.changes.compare import compare
from lhextract.model.release import Release
from tests.changes.releases import releases


@given(old=releases(), new=releases())
def test_changes_applied_to_the_old_release_give_the_new_one(old: Release, new: Release) -> None:
    """No difference between two releases is left out of the changes, and none is told wrongly."""
    assert apply_changes(old, compare(old, new)) == new


@given(release=releases())
def test_nothing_differs_from_itself(release: Release) -> None:
    """A release has no changes against itself."""
    assert compare(release, release) == ()
