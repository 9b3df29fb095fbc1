"""What `lhextract verify` found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from rich.text import Text

from lhextract.show.console import render, shorten
from lhextract.show.states import near
from lhextract.verification.mismatch import MEANINGS, Kind, Mismatch
from lhextract.verification.verify import EXPLAINED, Verified

SHOWN = 20  # lines of one kind in one file
VALUE = 100  # characters of a value
MILD = "yellow"
GRAVE = "bold red"


def verified(one: Verified) -> str:
    """A heading, then what does not follow by kind: place, value found, value derived, and where that comes from."""
    if one.follows:
        return render(Text(f"{one.source}: {one.files} files follow from their inputs, in every field", style="bold"))
    counts = Counter(mismatch.kind for mismatch in one.mismatches)
    said = ", ".join(f"{counts[kind]} {kind.value}" for kind in Kind if counts[kind])
    parts: list[Text] = [Text(f"{one.source}: {said} ({one.files} files in {near(one.folder)})", style="bold")]
    for kind in Kind:
        if counts[kind]:
            parts.append(Text(f"{kind.value}: {MEANINGS[kind]}", style=MILD if kind in EXPLAINED else GRAVE))
            parts += _of_kind([mismatch for mismatch in one.mismatches if mismatch.kind is kind])
    parts.append(Text(_advice(one)))
    return render(*parts)


def _of_kind(mismatches: Sequence[Mismatch]) -> list[Text]:
    lines: list[Text] = []
    for file in dict.fromkeys(mismatch.file for mismatch in mismatches):
        of_file = [mismatch for mismatch in mismatches if mismatch.file == file]
        for mismatch in of_file[:SHOWN]:
            lines += _lines(mismatch)
        if len(of_file) > SHOWN:
            lines.append(Text(f"  {file}: {len(of_file) - SHOWN} more; --format json has all"))
    return lines


def _lines(mismatch: Mismatch) -> list[Text]:
    where = f"{mismatch.file} {mismatch.place}".rstrip()
    values = {"found": mismatch.found, "derived": mismatch.derived}
    said = [f"{name} {shorten(value, VALUE)}" for name, value in values.items() if value is not None]
    lines = [Text(f"  {where}"), *(Text(f"    {one}") for one in said)]
    return [*lines, Text(f"    {mismatch.origin}", style="dim")] if mismatch.origin else lines


def _advice(one: Verified) -> str:
    if one.is_explained:
        return f"what to do: `{one.command}` makes it anew from the inputs of today"
    # Not `run --force`: it compares with what is there, and refuses where that cannot be trusted or read.
    removed = f"move the folder away and `{one.command}`" if one.alone else f"remove the folder and `{one.command}`"
    ids = "ids are in its identity.json, and begin anew" if one.alone else "ids stay"
    return (
        "what to do: find out who changed it (`git log`, `git diff`); a value that is right belongs into a correction "
        f"(`lhextract correct`); for the rest, restore it by version control, or {removed} ({ids})"
    )


def verified_data(one: Verified) -> dict[str, Any]:
    """The same for programs, with every place."""
    counts = Counter(mismatch.kind.value for mismatch in one.mismatches)
    return {
        "source": one.source,
        "folder": near(one.folder),
        "files": one.files,
        "follows": one.follows,
        "explained": one.is_explained,
        "counts": {kind.value: counts[kind.value] for kind in Kind if counts[kind.value]},
        "mismatches": [mismatch.to_json() for mismatch in one.mismatches],
    }
