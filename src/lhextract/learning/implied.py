"""The mentions of a page after all decisions: those about mentions, and what follows from items that stand on words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lhextract.corrections.apply import Corrected
from lhextract.corrections.entries import list_of
from lhextract.corrections.settled import Settled
from lhextract.items import KINDS, WRITTEN
from lhextract.minting import mint
from lhextract.model.correction import Ruling, Value
from lhextract.model.mention import Label
from lhextract.model.record import RecordMention, Records
from lhextract.wording import fold

Scope = tuple[int, int]
# What the words are that an item, or a field of a contact, stands on.
LABEL_OF = {
    "years": Label.YEAR,
    "programs": Label.PROGRAM,
    "phones": Label.PHONE,
    "partners": Label.INSTITUTION,
    "host_units": Label.INSTITUTION,
    "person": Label.PERSON,
    "unit": Label.INSTITUTION,
}
# Who takes one of these out says that the words are none. A partner that is taken out is an institution still, and
# so is a unit.
GOES_WITH_ITS_WORDS = frozenset({"years", "programs", "phones", "person"})
BY_DECISION = "correction"


@dataclass(frozen=True, slots=True)
class Marks:
    """`mentions` in page order without overlap; `decided` are the ids of those that a decision speaks of."""

    mentions: tuple[RecordMention, ...]
    decided: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Statement:
    """What a ruling says of words: within `scope`, `old` was read and `new` is right; None is nothing."""

    ruling: Ruling
    what: str
    label: Label
    scope: Scope
    old: str | None
    new: str | None


def marks_of(corrected: Corrected, text: str, settled: Settled) -> Marks:
    """Return the mentions after all settled decisions."""
    records = corrected.records
    mentions = list(records.mentions)
    decided = {mention.id for mention in mentions if mention.rule == BY_DECISION}
    for rulings in settled.of.values():
        decided |= {one.path.partition(".")[2] for one in rulings if list_of(one.path) == "mentions"}
        # Changes first: what was confirmed with a whole record does not hold a change up.
        for statement in sorted(_statements(rulings, corrected), key=lambda one: one.old == one.new):
            mentions = _applied(statement, mentions, decided, records, text)
            decided |= {
                mention.id
                for mention in mentions
                if statement.new is not None and mention.type is statement.label and _says(mention, statement)
            }
    mentions.sort(key=lambda mention: (mention.start, mention.end))
    return Marks(tuple(mentions), frozenset(decided & {mention.id for mention in mentions}))


def with_marks(records: Records, marks: Marks) -> Records:
    """The records with the mentions after all decisions."""
    return replace(records, mentions=marks.mentions)


def _statements(rulings: Iterable[Ruling], corrected: Corrected) -> Iterator[_Statement]:
    for ruling in rulings:
        kind, field = list_of(ruling.path), ruling.path.rpartition(".")[2]
        what = kind or (field if ruling.path.startswith("contacts.") else "")
        if what not in LABEL_OF or ruling.record not in corrected.entries.of:
            continue
        entry = corrected.entries.get(ruling.record, ruling.path)
        whole = corrected.entries.of[ruling.record]["name"].scope
        yield _Statement(
            ruling,
            what,
            LABEL_OF[what],
            entry.scope if entry is not None else whole,
            _written(kind, ruling.machine),
            _written(kind, ruling.value),
        )


def _written(kind: str | None, value: Value) -> str | None:
    """The words of a value as the page has them."""
    if isinstance(value, Mapping) and kind is not None:
        value = value.get(WRITTEN.get(kind, KINDS[kind].main[0]))
    return value if isinstance(value, str) and value else None


def _says(mention: RecordMention, statement: _Statement) -> bool:
    inside = statement.scope[0] <= mention.start and mention.end <= statement.scope[1]
    return inside and fold(mention.text) == fold(statement.new or "")


def _applied(
    statement: _Statement, mentions: list[RecordMention], decided: set[str], records: Records, text: str
) -> list[RecordMention]:
    """The mentions after one statement; what a steward said of a mention itself stands."""
    if statement.old == statement.new:
        return mentions
    low, high = statement.scope
    same = [
        mention
        for mention in mentions
        if statement.old is not None
        and mention.type is statement.label
        and low <= mention.start < mention.end <= high
        and fold(mention.text) == fold(statement.old)
        and mention.id not in decided
    ]
    if statement.new is None:
        return [one for one in mentions if one not in same] if statement.what in GOES_WITH_ITS_WORDS else mentions
    places = [place for mention in same if (place := _inside(mention, statement.new)) is not None]
    if statement.what != "unit" and (place := _place(statement, text)) is not None:
        places.append(place)
    for place in dict.fromkeys(places):
        mentions = _put(place, statement, mentions, decided, records, text)
    return mentions


def _inside(mention: RecordMention, new: str) -> Scope | None:
    """Where the right words stand in a mention that is too long."""
    at = mention.text.find(new)
    return (mention.start + at, mention.start + at + len(new)) if at >= 0 else None


def _place(statement: _Statement, text: str) -> Scope | None:
    """Where the right words stand: over the place of the entry, or where it has none the only place in its scope."""
    new, ruling = statement.new or "", statement.ruling
    found = list(_occurrences(text, new, statement.scope))
    if ruling.end > ruling.start:
        found = [(start, end) for start, end in found if start < ruling.end and ruling.start < end]
    return found[0] if len(found) == 1 else None


def _occurrences(text: str, words: str, scope: Scope) -> Iterator[Scope]:
    at = text.find(words, *scope)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + 1, scope[1])


def _put(
    place: Scope,
    statement: _Statement,
    mentions: Sequence[RecordMention],
    decided: set[str],
    records: Records,
    text: str,
) -> list[RecordMention]:
    """A mention at a place, instead of those that overlap it; one that a steward spoke of stays as it is."""
    overlapping = [one for one in mentions if one.start < place[1] and place[0] < one.end]
    if any(one.id in decided or (one.start, one.end, one.type) == (*place, statement.label) for one in overlapping):
        return list(mentions)
    return [*(one for one in mentions if one not in overlapping), _mention(place, statement, records, text)]


def _mention(place: Scope, statement: _Statement, records: Records, text: str) -> RecordMention:
    words, value = text[slice(*place)], statement.ruling.value
    line = next((line.number for line in records.lines if line.start <= place[0] <= line.end), 1)
    institution = value.get("institution") if isinstance(value, Mapping) else None
    person = next((one.id for one in records.people if fold(one.name) == fold(words)), None)
    return RecordMention(
        id=mint("mn", statement.label.value, words, str(place)),
        type=statement.label,
        text=words,
        start=place[0],
        end=place[1],
        line=line,
        initiative=statement.ruling.record,
        institution=str(institution) if institution and statement.label is Label.INSTITUTION else None,
        person=person if statement.label is Label.PERSON else None,
        rule=BY_DECISION,
        confidence=1.0,
    )
