r"""The characters of a file as somebody reads them, each with the way back to the characters that stand for it.

In a page "ü" may be written `&uuml;`, `&#252;`, `u` with a mark, `\u00fc` (in a script) or `%C3%BC` (in an address),
with a soft hyphen behind it. What is looked for in the view and masked in the source is gone in every writing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from typing import Literal
from urllib.parse import unquote

from lhextract.forgetting.hiding import Hidden

Kind = Literal["text", "shown", "code"]
INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069"
BLANKS = r"[^\S\n\r\u2028\u2029\x85\x0b\x0c]+"
MARKED = r"[^\W\d_][\u0300-\u036f]+"
ESCAPED = r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[nrt]"
PERCENT = r"%[0-7][0-9a-fA-F]|%[cdCD][0-9a-fA-F]%[89abAB][0-9a-fA-F]|%[eE][0-9a-fA-F](?:%[89abAB][0-9a-fA-F]){2}"
ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
TAG = r"<!--|-->|</?[A-Za-z][^<>]*>"
# Elements that do not break a word ("Die<b>rich</b>").
INLINE = re.compile(r"</?(?:a|abbr|b|bdi|bdo|cite|em|font|i|mark|small|span|strong|sub|sup|u|wbr)\b", re.IGNORECASE)
PATTERNS = {
    "text": re.compile(f"(?P<blank>{BLANKS})|(?P<marked>{MARKED})|(?P<unseen>[{INVISIBLE}])"),
    "shown": re.compile(
        rf"(?P<tag>{TAG})|(?P<entity>{ENTITY})|(?P<blank>\s+)|(?P<marked>{MARKED})|(?P<unseen>[{INVISIBLE}])"
    ),
    "code": re.compile(
        f"(?P<escape>{ESCAPED})|(?P<percent>{PERCENT})|(?P<entity>{ENTITY})|(?P<blank>{BLANKS})|(?P<marked>{MARKED})"
        f"|(?P<unseen>[{INVISIBLE}])"
    ),
}


@dataclass(frozen=True, slots=True)
class View:
    """A text as read: character `i` stands for `source[starts[i]:ends[i]]`."""

    source: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def masked(self, parts: Iterable[Hidden]) -> list[tuple[int, int, str]]:
        """What to write into the source, as `[start, end)` and the new characters; line ends stay."""
        return [
            (self.starts[index], self.ends[index], part.mask.value)
            for part in parts
            for index in range(part.span.start, part.span.end)
            if self.text[index] != "\n"
        ]


def view_of(source: str, kind: Kind) -> View:
    """A flat text; what an HTML page shows (the tags aside); or its code and any other file, tags and all."""
    written = _Written()
    position = 0
    for match in PATTERNS[kind].finditer(source):
        written.copy(source, position, match.start())
        written.add(_read(match), match.start(), match.end())
        position = match.end()
    written.copy(source, position, len(source))
    return View(source, "".join(written.chars), tuple(written.starts), tuple(written.ends))


@dataclass(slots=True)
class _Written:
    """The characters of a view so far, with the way back for each."""

    chars: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def copy(self, source: str, start: int, end: int) -> None:
        """Take over what stands for itself."""
        self.chars += source[start:end]
        self.starts += range(start, end)
        self.ends += range(start + 1, end + 1)

    def add(self, read: str, start: int, end: int) -> None:
        """Write what something stands for; a mark joins the character before it, and so does what nobody sees."""
        joined = unicodedata.normalize("NFC", f"{self.chars[-1]}{read}") if self.chars else read
        if read and not (unicodedata.combining(read) and len(joined) == 1):
            self.chars.append(read)
            self.starts.append(start)
            self.ends.append(end)
        elif self.chars and (read or end - start == 1):
            self.chars[-1] = joined
            self.ends[-1] = end


def _read(match: re.Match[str]) -> str:
    """The characters that something written stands for; one at most, so that a mask is as long as what is read."""
    written = match.group()
    match match.lastgroup:
        case "blank":
            return " "
        case "marked":
            return unicodedata.normalize("NFC", written)[:1]
        case "entity":
            char = unescape(written)[:1]
            return " " if char.isspace() else "" if re.fullmatch(f"[{INVISIBLE}]", char) else char
        case "escape":
            return "\n" if written[1] in "nrt" else chr(int(written[2:], 16))
        case "percent":
            return unquote(written)
        case "tag":
            return "" if INLINE.match(written) else "\n"
    return ""


def write_masked(source: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """The source with some characters replaced; of two edits of one place the first holds."""
    pieces, position = [], 0
    for start, end, mask in sorted(edits, key=lambda edit: edit[:2]):
        if start >= position:
            pieces += [source[position:start], mask]
            position = end
    return "".join([*pieces, source[position:]])
