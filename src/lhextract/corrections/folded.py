"""A folded text with the way back to the characters that it was folded from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from lhextract.wording import TYPOGRAPHY

# Characters that fold to several, one way of writing "..." among them.
_LONGER = "".join(re.escape(chr(code)) for code, plain in TYPOGRAPHY.items() if len(plain) != 1)
# Where one character does not become one: runs of blanks, and the above. Any other blank but " " becomes " ".
_UNEVEN = re.compile(rf"\s{{2,}}|[^\S ]|[{_LONGER}]")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is what `lhextract.wording.fold` makes of a text, but blanks at its ends stay (as one).

    It is a row of pieces: piece `i` begins at `text[here[i]]`, and at `there[i]` in the text that was folded; the last
    entries are the ends. A piece that is equally long on both sides corresponds character by character, another one
    only as a whole.
    """

    text: str
    here: Sequence[int]
    there: Sequence[int]

    def back(self, offset: int) -> int | None:
        """Where a character of `text` comes from; None inside what was one character ("..." from an ellipsis)."""
        return _across(offset, self.here, self.there)


def _across(offset: int, source: Sequence[int], target: Sequence[int]) -> int | None:
    piece = bisect_right(source, offset) - 1
    if source[piece] == offset:
        return target[piece]
    even = source[piece + 1] - source[piece] == target[piece + 1] - target[piece]
    return target[piece] + offset - source[piece] if even else None


def fold_with_offsets(source: str) -> Folded:
    """Fold a text in linear time."""
    parts: list[str] = []
    here, there = [0], [0]

    def add(plain: str, end: int) -> None:
        if end > there[-1]:
            parts.append(plain)
            here.append(here[-1] + len(plain))
            there.append(end)

    for match in _UNEVEN.finditer(source):
        add(source[there[-1] : match.start()].translate(TYPOGRAPHY), match.start())
        add(" " if match.group().isspace() else match.group().translate(TYPOGRAPHY), match.end())
    add(source[there[-1] :].translate(TYPOGRAPHY), len(source))
    return Folded("".join(parts), tuple(here), tuple(there))


def fold_within(text: str) -> str:
    """Fold a text as it stands within a longer one: a blank at its ends stays."""
    return fold_with_offsets(text).text
