"""One line of a contact block, taken apart: person with titles, role, unit, phones, e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from lhextract.addresses import EMAIL, find_email, mail_of, number_of
from lhextract.language.cues import Cues
from lhextract.model.mention import Label, Mention
from lhextract.model.span import Span
from lhextract.records.block_view import ViewLine

EDGES = " ,;:–—-|/·•&"
# What stands between the parts of a contact that is written on one line.
SEPARATOR = re.compile(r"\s*[;|·•]\s*|,\s+|\s+[–—/-]\s+|\s*[()]\s*")
PROSE_REACH = 60  # characters between a name in prose and its number
LONGEST_TITLES = 300  # characters before a name that are looked at: a line may be the whole page, with many names
# Words before a number that say which of several it is: "Office:", "Direct line:".
NUMBER_NAME = re.compile(r"(?:^|(?<=[,;|(]))\s*[^\W\d_][\w.-]*(?: [\w.-]+){0,2}:\s*$")
BEFORE_COLON = re.compile(r"[^:]{2,60}:\s*")
NO_WORD = re.compile(r"[\W\d_]*")
# A town with its code ("48143 Münster", "G12 8QQ").
POSTAL = re.compile(r"\b\d{4,6} [A-ZÄÖÜ]|\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b")


class PartKind(StrEnum):
    """What a part of a contact line is."""

    PERSON = "person"
    ROLE = "role"
    UNIT = "unit"
    OTHER = "other"  # a part of a line that names a person, without a sign of what it is
    PHONE = "phone"
    EMAIL = "e-mail"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a contact line; `before` and `after` are the titles around a person's name."""

    kind: PartKind
    text: str
    span: Span
    person: Mention | None = None
    before: str | None = None
    after: str | None = None


def read_parts(line: ViewLine, cues: Cues) -> list[Part]:
    """Return the parts of a contact line in order; labels, fax numbers and postal addresses are none."""
    anchored = sorted(_anchored(line), key=lambda part: part.span)
    if not (anchored or line.mentions) and any(is_postal(piece, cues) for piece in line.text.split(", ")):
        return []  # "An Cheathrú Rua, Co. Galway"
    parts: list[Part] = []
    position = line.line.start
    for number, part in enumerate(anchored):
        before = _gap(line, position, part.span.start, cues, next_kind=part.kind, first=number == 0)
        if part.kind is PartKind.PERSON:
            before, titles = _titles_before(before, line, cues)
            part = replace(part, before=titles)
        _add(parts, before, line, cues)
        parts.append(part)
        position = part.span.end
    _add(parts, _gap(line, position, line.line.end, cues, next_kind=None, first=not anchored), line, cues)
    return parts


def read_prose(line: ViewLine, cues: Cues) -> list[Part]:
    """The contacts that a paragraph gives ("for questions, ask Dr. X on +44 …"): persons, each with its numbers.

    A number or address belongs to the person that is named shortly before it; others are no contact's.
    """
    parts: list[Part] = []
    for part in sorted(_anchored(line), key=lambda part: part.span):
        if part.kind is PartKind.PERSON:
            start = part.span.start - line.line.start
            found = _titles_end(cues).search(line.text, max(0, start - LONGEST_TITLES), start)
            titles = found.group(1).strip(" ,-") if found else None
            parts.append(replace(part, before=titles))
        elif parts and part.span.start - parts[-1].span.end <= PROSE_REACH:
            parts.append(part)
    followed = [False] * len(parts)
    for position in range(len(parts) - 1):
        followed[position] = parts[position + 1].kind is not PartKind.PERSON
    return [part for part, has in zip(parts, followed, strict=True) if has or part.kind is not PartKind.PERSON]


def _anchored(line: ViewLine) -> Iterator[Part]:
    """The parts that are found by themselves: persons, phones, e-mail addresses, in text or behind links."""
    for mention in line.of(Label.PERSON):
        yield Part(PartKind.PERSON, mention.text, mention.span, mention)
    phones = line.of(Label.PHONE)
    for phone in phones:
        yield Part(PartKind.PHONE, phone.text, phone.span)
    mails = [Span(line.line.start + m.start(), line.line.start + m.end()) for m in EMAIL.finditer(line.text)]
    for span in mails:
        yield Part(PartKind.EMAIL, find_email(_slice(line, span)) or "", span)
    for anchor in line.anchors:
        number, mail = number_of(anchor.href), mail_of(anchor.href)
        taken = any(anchor.span.overlaps(mention.span) for mention in line.mentions)
        if number and not taken:
            yield Part(PartKind.PHONE, number, anchor.span)
        elif mail and not taken and not any(anchor.span.overlaps(span) for span in mails):
            yield Part(PartKind.EMAIL, mail, anchor.span)


def _slice(line: ViewLine, span: Span) -> str:
    return line.text[span.start - line.line.start : span.end - line.line.start]


def _gap(line: ViewLine, start: int, end: int, cues: Cues, *, next_kind: PartKind | None, first: bool) -> list[Span]:
    """The parts between two that are found by themselves, without labels."""
    text = line.text[start - line.line.start : end - line.line.start]
    label = _label(cues).match(text) if first else None
    if label is None and first and next_kind is PartKind.PERSON:
        # "Further information: Dr. X", but "Scientific director: Dr. X" says what X does.
        label = BEFORE_COLON.match(text)
        label = None if label and role_pattern(cues).search(label.group()) else label
    if label is not None:
        start += label.end()
        text = text[label.end() :]
    if next_kind in {PartKind.PHONE, PartKind.EMAIL}:
        cut = _number_label(cues).search(text) or NUMBER_NAME.search(text)
        if cut:
            text = text[: cut.start()]
    inner = [m.span for m in line.starting_in(Span(start, end), Label.INSTITUTION)] if start < end else []
    pieces, begin = [], 0
    for cut in SEPARATOR.finditer(text):
        if not any(span.start < start + cut.end() and start + cut.start() < span.end for span in inner):
            pieces.append((begin, cut.start()))
            begin = cut.end()
    pieces.append((begin, len(text)))
    return [Span(start + a, start + b) for a, b in pieces if b > a and not NO_WORD.fullmatch(text[a:b])]


@cache
def _label(cues: Cues) -> re.Pattern[str]:
    """What announces a contact: "Contact:", "Kontakt an der Uni:", "Contact" before a title; no role word."""
    roles = set(cues.words["contacts.roles"])
    labels = sorted(
        {*cues.words["contacts.labels"], *cues.words["contacts.label_starts"]} - roles, key=len, reverse=True
    )
    words = "|".join(map(re.escape, labels))
    return re.compile(rf"\W*(?:{words})\b(?:[^:,\d]{{0,40}}:|\s*$|\s(?=(?-i:{_titles(cues)})))\s*", re.IGNORECASE)


@cache
def _titles(cues: Cues) -> str:
    words = sorted({*cues.words["titles.before"], *cues.words["people.prose_titles"]}, key=lambda t: (-len(t), t))
    return rf"(?:{'|'.join(map(re.escape, words))})(?![^\W\d_])"


@cache
def _titles_end(cues: Cues) -> re.Pattern[str]:
    """Titles at the end of what stands before a name."""
    return re.compile(rf"(?:(?<=[\s:(])|^)((?:{_titles(cues)}[\s,-]*)+(?:\([^()]*\)\s*)?)$")


@cache
def _number_label(cues: Cues) -> re.Pattern[str]:
    labels = cues.alternatives("contacts.phone", "contacts.fax", "contacts.email", "contacts.email_letters")
    return re.compile(rf"(?<!\w){labels}\b\.?(?: ?/ ?{labels}\b\.?)?\s*(?:\([^()]*\))?\s*:?\s*$", re.IGNORECASE)


@cache
def _starts_number(cues: Cues) -> re.Pattern[str]:
    labels = cues.alternatives("contacts.phone", "contacts.fax", "contacts.email")
    return re.compile(rf"{labels}\b\.?:?(?:\s*[+(\d]|\s*$|:)", re.IGNORECASE)


def _titles_before(gap: list[Span], line: ViewLine, cues: Cues) -> tuple[list[Span], str | None]:
    """What stands before a name without its titles, and the titles: both of "Director: Prof. Dr."."""
    if not gap:
        return gap, None
    last = gap[-1]
    text = _slice(line, last).rstrip(" ,")
    found = _titles_end(cues).search(text, max(0, len(text) - LONGEST_TITLES))
    if found is None:
        return gap, None
    rest = text[: found.start()].rstrip(EDGES)
    kept = gap[:-1] + ([Span(last.start, last.start + len(rest))] if rest and not NO_WORD.fullmatch(rest) else [])
    return kept, found.group(1).strip(" ,-") or None


def _add(parts: list[Part], spans: Sequence[Span], line: ViewLine, cues: Cues) -> None:
    """Say what each piece of text is, and add it; titles behind a name go to its person."""
    for span in spans:
        text = _slice(line, span)
        if parts and parts[-1].kind is PartKind.PERSON:
            titles, rest = _split_titles(text.strip(EDGES), cues)
            if titles:
                parts[-1] = _with_titles(parts[-1], titles)
                if rest is None:
                    continue
                span = Span(span.start + text.index(rest, len(titles)), span.end)
                text = rest
        bare = _small(cues).sub("", text.strip(EDGES + "."))
        if not bare or NO_WORD.fullmatch(bare) or _starts_number(cues).match(bare):
            continue
        kind = _kind(bare, line, span, cues)
        if kind is not None:
            start = span.start + text.index(bare)
            parts.append(Part(kind, bare, Span(start, start + len(bare))))


def _with_titles(person: Part, titles: str) -> Part:
    after = f"{person.after}, {titles}" if person.after else titles
    return replace(person, after=after)


def _within(line: ViewLine, span: Span) -> list[Mention]:
    return [m for m in line.starting_in(span, Label.INSTITUTION) if span.covers(m.span)]


def _kind(text: str, line: ViewLine, span: Span, cues: Cues) -> PartKind | None:
    if text.casefold() in cues.words["contacts.fields"]:
        return None
    if role_pattern(cues).search(text):
        return PartKind.ROLE
    if _within(line, span):
        return PartKind.UNIT
    if is_postal(text, cues):
        return None
    # What follows a number in lower case says when to call, not who or where.
    return PartKind.OTHER if text[0].isupper() or text[0].isdigit() else None


@cache
def _small(cues: Cues) -> re.Pattern[str]:
    """Small words at the beginning of a part: "the", "and", "at the"."""
    return re.compile(rf"^(?:{cues.alternatives('contacts.small_words')}\s+)+", re.IGNORECASE)


@cache
def role_pattern(cues: Cues) -> re.Pattern[str]:
    """Heads of what a person does."""
    return re.compile(rf"(?<![\w-]){cues.compounds('contacts.roles')}(?!\w)", re.IGNORECASE)


def is_postal(text: str, cues: Cues) -> bool:
    """Whether a text is a street or a town with its code: "Bispinghof 3A, 48143 Münster"."""
    return bool(POSTAL.search(text) or _street(cues).search(text))


@cache
def _street(cues: Cues) -> re.Pattern[str]:
    """A street or room with its number ("Merangasse 18/I", "12 High Street", "Room B12"), or a county."""
    street = rf"(?:{cues.alternatives('contacts.streets')}|\w+{cues.alternatives('contacts.street_ends')})"
    number = r"(?:[A-Z]?\d{1,4}(?:[A-Za-z]|[/-]\w+)?)(?!\w)"
    county = cues.alternatives("contacts.counties")
    return re.compile(rf"(?<!\w)(?:{street}\.? {number}|{number} (?:\w+ )?{street}(?!\w)|{county} \w)", re.IGNORECASE)


def _split_titles(text: str, cues: Cues) -> tuple[str | None, str | None]:
    """What stands behind a name: titles ("MD PhD", "M.A."), and the rest (a role, a unit)."""
    found = _titles_after(cues).match(text)
    position = found.end() if found else 0
    return text[:position].strip(" ,") or None, text[position:].strip(EDGES) or None


@cache
def _titles_after(cues: Cues) -> re.Pattern[str]:
    return re.compile(rf"(?:{cues.alternatives('titles.after')}(?![^\W_])[\s,]*)+")


def split_role(text: str, institutions: Sequence[Mention], cues: Cues) -> tuple[str, str | None]:
    """Return role and unit: "Advisor, School of Science" is cut, "Head of X" keeps the whole as role, with unit X."""
    if not institutions:
        return _cut(text, cues) if ", " in text else (text, None)
    role, unit = text, institutions[0].text
    for mention in institutions:
        lead = text[: max(0, text.find(mention.text))]
        cut = list(_role_cut(cues).finditer(lead))
        # At the comma or "at the" right before the name; a comma missing before a unit cuts too
        # ("International Affairs Advisor School of …"), but not within "Head of X" and "Director MIDEM".
        if cut and cut[-1].end() >= len(lead) - len("The "):
            role, unit = lead[: cut[-1].start()].strip(EDGES), text[cut[-1].end() :].strip(EDGES + ".")
            break
        if mention is institutions[0] and lead.strip()[-1:].isalpha() and " " in mention.text and not _tied(lead, cues):
            role = lead.strip(EDGES)
    return role, institutions[0].text if len(institutions) == 1 else unit


def _cut(text: str, cues: Cues) -> tuple[str, str | None]:
    cut = _role_cut(cues).search(text)
    return (text[: cut.start()].strip(EDGES), text[cut.end() :].strip(EDGES)) if cut else (text, None)


@cache
def _role_cut(cues: Cues) -> re.Pattern[str]:
    return re.compile(cues.alternatives("contacts.role_cuts"))


def _tied(lead: str, cues: Cues) -> bool:
    return re.search(rf"\b{cues.alternatives('contacts.role_ties')} $", lead) is not None
