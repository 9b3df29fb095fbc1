"""Damage that a page takes on its way changes nothing: other blanks, other line ends, other ways to write HTML."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import cache
from html.entities import codepoint2name
from itertools import count
from typing import Any

import pytest

from lhextract.acquire.decode import HTML, TEXT
from lhextract.lookups import Lookups
from lhextract.model.page import Snapshot
from lhextract.profile import Profile
from lhextract.run import Extraction, extract
from tests.conftest import GOLDEN

TEXT_CASES = ("lighthouses", "jena-netzwerke", "aachen-networks")
# With a page on which blank lines once mattered.
SPACED_CASES = (*TEXT_CASES, "goettingen-netzwerke")
HTML_CASES = ("lund-html", "lighthouses-html")

Damage = Callable[[str], str]


def every(step: int, pattern: str, by: Callable[[re.Match[str]], str], text: str) -> str:
    """Replace every `step`-th match."""
    numbers = count(1)
    return re.sub(pattern, lambda match: match.group() if next(numbers) % step else by(match), text)


# Damage that canonical text undoes: every offset is the same.
WRITING: dict[str, Damage] = {
    "bom": lambda page: f"\ufeff{page}",
    "crlf": lambda page: page.replace("\n", "\r\n"),
    "cr": lambda page: page.replace("\n", "\r"),
    "nbsp": lambda page: page.replace(" ", "\u00a0"),
    "some-nbsp": lambda page: every(3, " ", lambda _: "\u00a0", page),
    "soft-hyphens": lambda page: re.sub(r"[^\W\d_]{9,}", lambda m: f"{m[0][:5]}\u00ad{m[0][5:]}", page),
    "nfd": lambda page: unicodedata.normalize("NFD", page),
    "doubled-blanks": lambda page: page.replace(" ", "  "),
    "blanks-at-line-ends": lambda page: page.replace("\n", " \u00a0\n  "),
    "tabs": lambda page: every(2, " ", lambda _: "\t", page),
    "zero-width": lambda page: every(2, r"\w(?=\w)", lambda m: f"{m[0]}\u200b", page),
    "joiners": lambda page: every(3, r"\b", lambda _: "\u2060", page),
}
# Damage that changes the canonical text: blank lines are kept there.
SPACING: dict[str, Damage] = {
    "blank-lines-added": lambda page: page.replace("\n", "\n\n"),
    "blank-lines-removed": lambda page: re.sub(r"\n+", "\n", page),
}

# What a change of tags leaves alone: comments, the doctype, scripts and styles.
UNTOUCHED = re.compile(r"<!.*?>|<(script|style)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^<>]*?)(/?)>")
ATTRIBUTE = re.compile(r"""([^\s=<>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+))?""")
# HTML, section "Optional tags": </p> may be left out before these, and at the end of what holds the paragraph.
AFTER_P = (
    "address|article|aside|blockquote|details|dialog|div|dl|fieldset|figcaption|figure|footer|form|h[1-6]|header"
    "|hgroup|hr|main|menu|nav|ol|p|pre|search|section|table|ul"
)
LINE_TAGS = rf"{AFTER_P}|summary|dt|dd|li|tr|td|th|thead|tbody|html|head|body|meta|link|title"
IDS = re.compile(r"(id|for|aria-controls|aria-labelledby|data-bs-target|data-bs-parent|href)$")


def outside(change: Damage, page: str) -> str:
    """Change an HTML page, but for what is no content."""
    pieces, position = [], 0
    for kept in UNTOUCHED.finditer(page):
        pieces += [change(page[position : kept.start()]), kept.group()]
        position = kept.end()
    return "".join([*pieces, change(page[position:])])


def retag(change: Callable[[str, str, list[tuple[str, str]], str], str], page: str) -> str:
    """Rewrite every tag from its slash, name, attributes and closing slash."""

    def rewritten(match: re.Match[str]) -> str:
        return change(match[1], match[2], [(m[1], m[2] or "") for m in ATTRIBUTE.finditer(match[3])], match[4])

    return outside(lambda piece: TAG.sub(rewritten, piece), page)


def tag(slash: str, name: str, attributes: list[tuple[str, str]], end: str, gap: str = " ") -> str:
    """A tag from its parts."""
    written = "".join(f"{gap}{key}={value}" if value else f"{gap}{key}" for key, value in attributes)
    return f"<{slash}{name}{written}{gap if end else ''}{end}>"


def renamed(key: str, value: str) -> str:
    """The value of an attribute with other ids."""
    bare = value.strip("\"'")
    if not IDS.match(key) or (key == "href" and not bare.startswith("#")):
        return value
    ids = re.sub(r"[^\s#]+", lambda m: "x" + hashlib.sha256(m[0].encode()).hexdigest()[:8], bare)
    return f'"{ids}"'


def entities(page: str) -> str:
    """Everything beyond ASCII as a character reference, by name where there is one."""
    return "".join(
        char
        if char.isascii()
        else f"&{codepoint2name[ord(char)]};"
        if ord(char) in codepoint2name
        else f"&#{ord(char)};"
        for char in page
    )


MARKUP: dict[str, Damage] = {
    "indented": lambda page: outside(lambda piece: re.sub(r">\s+<", ">\n\t\t   \n  <", piece), page),
    "tags-on-lines": lambda page: outside(
        lambda piece: re.sub(rf"\s*(</?(?:{LINE_TAGS})\b[^<>]*>)\s*", r"\n    \1\n      ", piece), page
    ),
    "minified": lambda page: outside(lambda piece: re.sub(rf"\s*(</?(?:{LINE_TAGS})\b[^<>]*>)\s*", r"\1", piece), page),
    "wrapped": lambda page: outside(lambda piece: every(4, " (?=[^<>]*<)", lambda _: "\n      ", piece), page),
    "crlf": lambda page: page.replace("\n", "\r\n"),
    "bom": lambda page: f"\ufeff{page}",
    "attributes-reordered": lambda page: retag(lambda s, n, a, e: tag(s, n, a[::-1], e), page),
    "attributes-on-lines": lambda page: retag(lambda s, n, a, e: tag(s, n, a, e, gap="\n\t "), page),
    "attributes-single-quoted": lambda page: retag(
        lambda s, n, a, e: tag(s, n, [(k, f"'{v[1:-1]}'" if v[:1] == '"' and "'" not in v else v) for k, v in a], e),
        page,
    ),
    "uppercase-tags": lambda page: retag(lambda s, n, a, e: tag(s, n.upper(), a, e), page),
    "uppercase-attributes": lambda page: retag(
        lambda s, n, a, e: tag(s, n.upper(), [(k.upper(), v) for k, v in a], e), page
    ),
    "ids-renamed": lambda page: retag(lambda s, n, a, e: tag(s, n, [(k, renamed(k, v)) for k, v in a], e), page),
    "entities": lambda page: outside(entities, page),
    "p-unclosed": lambda page: outside(lambda piece: re.sub(rf"</p>(?=\s*<(?:/|(?:{AFTER_P})\b))", "", piece), page),
    "li-dt-dd-unclosed": lambda page: outside(lambda piece: re.sub(r"</(?:li|dt|dd|tr|td|th)>", "", piece), page),
    "comments": lambda page: outside(
        lambda piece: re.sub(r"(</[a-z]\w*>)", r"\1<!-- <p>Contact: Dr. No One, +49 30 901820</p> -->", piece), page
    ),
    "comments-in-text": lambda page: outside(
        lambda piece: every(5, r"(?<=\w) (?=\w[^<>]*<)", lambda _: " <!-- note -->", piece), page
    ),
}


def page_of(case: str) -> str:
    """The page of a case."""
    return next((GOLDEN / case).glob("source.*")).read_bytes().decode("utf-8")


@cache
def extracted(case: str, page: str) -> Extraction:
    """A page extracted under the name of its case."""
    body = page.encode("utf-8")
    media_type = HTML if case in HTML_CASES else TEXT
    snapshot = Snapshot(case, None, media_type, None, hashlib.sha256(body).hexdigest(), body)
    return extract(snapshot, profile=Profile(), lookups=Lookups())


def records_of(extraction: Extraction) -> dict[str, Any]:
    """The records, without the digest of the bytes that they come from."""
    assert extraction.records is not None
    records = asdict(extraction.records)
    del records["source"]["snapshot"]["sha256"]
    return records


PLACES = frozenset({"start", "end", "number", "line", "text_sha256", "spans"})


def placeless(value: Any) -> Any:
    """Records without what says where on the page something stands."""
    if isinstance(value, dict):
        return {key: placeless(item) for key, item in value.items() if key not in PLACES}
    return [placeless(item) for item in value] if isinstance(value, list | tuple) else value


def without_blank_lines(extraction: Extraction) -> dict[str, Any]:
    """The records as `placeless`, and of the lines those that are not blank, with their texts."""
    records = records_of(extraction)
    text = extraction.page.text
    lines = [
        (text[line["start"] : line["end"]], line["role"], line["initiative"])
        for line in records.pop("lines")
        if line["end"] > line["start"]
    ]
    return {"lines": lines, **placeless(records)}


def cases(names: tuple[str, ...], damages: dict[str, Damage]) -> Iterator[Any]:
    """Every page with every damage."""
    for case in names:
        for damage, change in damages.items():
            yield pytest.param(case, change, id=f"{case}-{damage}")


def compare(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    """Compare part by part, so that a failure says where it is."""
    assert ours.keys() == theirs.keys()
    for part, value in theirs.items():
        assert ours[part] == value, part


@pytest.mark.parametrize(("case", "damage"), list(cases(TEXT_CASES, WRITING)))
def test_other_writing(case: str, damage: Damage) -> None:
    """Another way to write the same characters gives the same text and records, with every offset."""
    page = page_of(case)
    written = damage(page)
    assert written != page
    assert extracted(case, written).page.text == extracted(case, page).page.text
    compare(records_of(extracted(case, written)), records_of(extracted(case, page)))


@pytest.mark.parametrize(("case", "damage"), list(cases(SPACED_CASES, SPACING)))
def test_other_blank_lines(case: str, damage: Damage) -> None:
    """Blank lines more or less give the same records; only offsets and line numbers move."""
    page = page_of(case)
    spaced = damage(page)
    assert spaced != page
    compare(without_blank_lines(extracted(case, spaced)), without_blank_lines(extracted(case, page)))


@pytest.mark.parametrize(("case", "damage"), list(cases(HTML_CASES, MARKUP)))
def test_other_markup(case: str, damage: Damage) -> None:
    """Another way to write the same elements gives the same text and records, with every offset."""
    page = page_of(case)
    written = damage(page)
    assert written != page
    assert extracted(case, written).page.text == extracted(case, page).page.text
    compare(records_of(extracted(case, written)), records_of(extracted(case, page)))
