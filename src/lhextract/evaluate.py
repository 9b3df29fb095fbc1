"""Precision, recall and F1 against gold; definitions in docs/annotation-guidelines.md, section 4."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from lhextract.gold import UNSETTLED, Gold, GoldInstitution
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole
from lhextract.model.record import Initiative, Institution, Records
from lhextract.model.span import Span


@dataclass(frozen=True, slots=True)
class Score:
    """Counts that can be added up over pages: what both have, what was predicted, what the gold has."""

    matched: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.matched + other.matched, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Matched among predicted; 1 where nothing was predicted."""
        return self.matched / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """Matched among gold; 1 where the gold has nothing."""
        return self.matched / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.predicted + self.gold
        return 2 * self.matched / total if total else 1.0


@dataclass(slots=True)
class Evaluation:
    """Scores of one page or of several by part ("strict", "relaxed", "outline", "records") and name.

    `errors` says per part and name what is missing or false, for a person to read.
    """

    scores: dict[tuple[str, str], Score] = field(default_factory=dict)
    errors: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def add(self, part: str, name: str, score: Score, errors: Iterable[str] = ()) -> None:
        """Add counts to a row."""
        self.scores[part, name] = self.scores.get((part, name), Score()) + score
        self.errors.setdefault((part, name), []).extend(errors)

    def merge(self, other: Evaluation) -> None:
        """Add the counts of another page."""
        for (part, name), score in other.scores.items():
            self.add(part, name, score, other.errors[part, name])


def evaluate_page(records: Records, gold: Gold, text: str) -> Evaluation:
    """Score everything that the gold of a page has; `text` is the canonical text that the records refer to."""
    evaluation = Evaluation()
    places = _align(records, text, gold.source)
    if gold.mentions is not None:
        _score_mentions(evaluation, records, gold.mentions, gold.source, places)
    if gold.lines is not None:
        _score_lines(evaluation, records, gold, places)
    if gold.records is not None:
        _score_records(evaluation, records.initiatives, gold.records)
    if gold.institutions is not None:
        _score_linking(evaluation, records, gold.institutions)
    return evaluation


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line of ours stands in the gold text: its line number there, and how far its offsets are apart."""

    number: int
    shift: int


def _align(records: Records, text: str, source: str) -> dict[int, _Place]:
    """Our line numbers to places in the gold text, by equal lines in the same order.

    On a text page they are the same; what an HTML page shows besides its content has no line in the gold.
    """
    ours = [text[line.start : line.end] for line in records.lines]
    theirs = source.split("\n")
    starts = [0, *itertools.accumulate(len(line) + 1 for line in theirs)]
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return {
        records.lines[a + i].number: _Place(b + i + 1, starts[b + i] - records.lines[a + i].start)
        for a, b, size in blocks
        for i in range(size)
    }


def _score_mentions(
    evaluation: Evaluation,
    records: Records,
    gold: frozenset[tuple[Span, Label]],
    source: str,
    places: Mapping[int, _Place],
) -> None:
    # A mention on a line that the gold has not is moved out of its reach, and counts as false.
    nowhere = _Place(0, len(source) + 1)
    shifts = {m.id: places.get(m.line, nowhere).shift for m in records.mentions}
    ours = {(Span(m.start + shifts[m.id], m.end + shifts[m.id]), m.type): m.text for m in records.mentions}
    for label in Label:
        a = {span for span, kind in ours if kind is label}
        b = {span for span, kind in gold if kind is label}
        errors = [f"false {ours[span, label]!r} at {span.start}" for span in sorted(a - b)]
        errors += [f"missed {source[span.start : span.end]!r} at {span.start}" for span in sorted(b - a)]
        evaluation.add("strict", label.value, Score(len(a & b), len(a), len(b)), errors)
        evaluation.add("relaxed", label.value, Score(_pair_overlaps(a, b), len(a), len(b)))


def _pair_overlaps(ours: set[Span], gold: set[Span]) -> int:
    """How many pairs of overlapping spans there are if each is used once, the largest overlaps first."""
    overlaps = sorted(
        ((min(a.end, b.end) - max(a.start, b.start), a, b) for a in ours for b in gold if a.overlaps(b)),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    used_ours: set[Span] = set()
    used_gold: set[Span] = set()
    for _, a, b in overlaps:
        if a not in used_ours and b not in used_gold:
            used_ours.add(a)
            used_gold.add(b)
    return len(used_ours)


def _score_lines(evaluation: Evaluation, records: Records, gold: Gold, places: Mapping[int, _Place]) -> None:
    """Roles and owners of lines that are not blank; blocks as wholes.

    A line that the gold has not (furniture of an HTML page) is right if it is left aside, and then not counted.
    """
    order = {initiative.id: initiative.order for initiative in records.initiatives}
    theirs = {number: line for number, line in enumerate(gold.lines or (), 1) if line.role is not LineRole.BLANK}
    ours = {place.number: line for line in records.lines if (place := places.get(line.number)) is not None}
    extra = [line for line in records.lines if line.number not in places and line.role not in ASIDE]
    wrong = [
        f"line {number}: {ours[number].role if number in ours else 'missing'}, gold {line.role}"
        for number, line in theirs.items()
        if number not in ours or ours[number].role is not line.role
    ]
    stray = [
        f"line {number}"
        for number, line in theirs.items()
        if number not in ours or order.get(ours[number].initiative or "") != line.owner
    ]
    more = [f"line {line.number} of ours is not in the gold: {line.role}" for line in extra]
    found = len(theirs.keys() & ours.keys()) + len(extra)
    evaluation.add("outline", "line roles", Score(len(theirs) - len(wrong), found, len(theirs)), wrong + more)
    evaluation.add("outline", "line owners", Score(len(theirs) - len(stray), found, len(theirs)), stray + more)
    a = _blocks((number, order.get(ours[number].initiative or "")) for number in theirs if number in ours)
    b = _blocks((number, line.owner) for number, line in theirs.items())
    errors = [f"false block, lines {x[0]}-{x[1]}" for x in sorted(a - b)] + [
        f"missed block, lines {x[0]}-{x[1]}" for x in sorted(b - a)
    ]
    evaluation.add("outline", "blocks", Score(len(a & b), len(a), len(b)), errors)


def _blocks(owners: Iterable[tuple[int, int | None]]) -> set[tuple[int, int]]:
    """(first line, last line) of every initiative: its first stretch; a row of a shared table comes later."""
    stretches: dict[int, tuple[int, int]] = {}
    previous: int | None = None
    for number, owner in owners:
        if owner is not None and owner == previous:
            stretches[owner] = (stretches[owner][0], number)
        elif owner is not None and owner not in stretches:
            stretches[owner] = (number, number)
        previous = owner if owner is None or stretches[owner][1] == number else None
    return set(stretches.values())


# Roles of lines that no gold has to name: the furniture that stands around the content.
ASIDE = frozenset({LineRole.NAV, LineRole.BLANK})

FieldReader = tuple[Callable[[Initiative], Iterable[Any]], Callable[[Mapping[str, Any]], Iterable[Any]]]


def _fold(text: str | None) -> str | None:
    return None if text is None else " ".join(text.casefold().split())


def _folded(texts: Iterable[str | None]) -> list[str | None]:
    return [_fold(text) for text in texts]


def _person_phones(person: str | None, phones: Iterable[str | None]) -> tuple[Any, ...]:
    return (_fold(person), tuple(sorted(phone or "" for phone in phones)))


# Field by field: what our initiative has, what a gold record has; compared as sets per initiative.
FIELDS: dict[str, FieldReader] = {
    "name": (lambda i: [_fold(i.name)], lambda g: [_fold(g["name"])]),
    "category": (lambda i: [i.category], lambda g: [tuple(g["category_path"])]),
    "contacts": (
        lambda i: [_person_phones(c.person, (p.e164 for p in c.phones)) for c in i.contacts],
        lambda g: [_person_phones(c["person"], c["phones"]) for c in g["contacts"]],
    ),
    "contact titles": (
        lambda i: [(_fold(c.person), *_folded(t for t in (c.titles_before, c.titles_after) if t)) for c in i.contacts],
        lambda g: [(_fold(c["person"]), *_folded(c["titles"])) for c in g["contacts"]],
    ),
    "contact role": (
        lambda i: [(_fold(c.person), _fold(c.role)) for c in i.contacts],
        lambda g: [(_fold(c["person"]), _fold(c["role"])) for c in g["contacts"]],
    ),
    "contact unit": (
        lambda i: [(_fold(c.person), _fold(c.unit)) for c in i.contacts],
        lambda g: [(_fold(c["person"]), _fold(c["unit"])) for c in g["contacts"]],
    ),
    "contact e-mail": (
        lambda i: [(_fold(c.person), c.email) for c in i.contacts if c.email],
        lambda g: [(_fold(c["person"]), c["email"]) for c in g["contacts"] if c["email"]],
    ),
    "years": (
        lambda i: [(y.value, y.role) for y in i.years],
        lambda g: [(None if y["value"] is None else str(y["value"]), y["role"]) for y in g["years"]],
    ),
    "programs": (lambda i: _folded(p.name for p in i.programs), lambda g: _folded(g["programs"])),
    "partners": (lambda i: _folded(p.name for p in i.partners), lambda g: _folded(g["partners"])),
    "host units": (lambda i: _folded(u.name for u in i.host_units), lambda g: _folded(g["host_units"])),
    "links": (
        lambda i: [(_fold(link.text), link.url) for link in i.links],
        lambda g: [(_fold(link["text"]), link["url"]) for link in g["links"]],
    ),
    "captions": (lambda i: _folded(c.text for c in i.captions), lambda g: _folded(g["captions"])),
    "acronyms": (
        lambda i: [(_fold(a.short), _fold(a.long)) for a in i.acronyms],
        lambda g: [(_fold(a["short"]), _fold(a["long"])) for a in g["acronyms"]],
    ),
}


def _score_records(evaluation: Evaluation, ours: Sequence[Initiative], gold: Sequence[Mapping[str, Any]]) -> None:
    """Compare the initiatives in page order; a missing or extra one counts in every field."""
    for name, (read_ours, read_gold) in FIELDS.items():
        for order in range(max(len(ours), len(gold))):
            a = set(read_ours(ours[order])) if order < len(ours) else set()
            b = set(read_gold(gold[order])) if order < len(gold) else set()
            errors = [f"record {order + 1}: false {value!r}" for value in sorted(a - b, key=repr)]
            errors += [f"record {order + 1}: missed {value!r}" for value in sorted(b - a, key=repr)]
            evaluation.add("records", name, Score(len(a & b), len(a), len(b)), errors)


def _score_linking(evaluation: Evaluation, records: Records, gold: Sequence[GoldInstitution]) -> None:
    """What the forms of a page are linked to, form by form: ROR id, owner, kind, and which forms are one institution.

    Precision is over what was said: no id, no owner and the kind "unknown" are abstentions, which cost recall alone.
    """
    rows = {institution.id: institution for institution in records.institutions}
    order = {initiative.id: initiative.order for initiative in records.initiatives}
    linked: dict[GoldInstitution, Institution] = {}
    for mention in records.mentions:
        row = _gold_row(gold, mention.text, order.get(mention.initiative or "")) if mention.institution else None
        if row is not None:
            linked.setdefault(row, rows[mention.institution or ""])
    named = {institution.id: row.canonical for row, institution in reversed(linked.items())}
    for row, institution in linked.items():
        if row.ror != UNSETTLED:
            _add_answer(evaluation, "ROR id", row.surface, institution.ror, row.ror)
        _add_answer(evaluation, "kind", row.surface, _known_kind(institution.kind), _known_kind(row.kind))
        owner = named.get(institution.parent or "", institution.parent)
        _add_answer(evaluation, "owner", row.surface, owner, row.parent)
    ours = {(a.surface, b.surface) for a, b in itertools.combinations(linked, 2) if linked[a].id == linked[b].id}
    theirs = {(a.surface, b.surface) for a, b in itertools.combinations(linked, 2) if a.canonical == b.canonical}
    errors = [
        f"{kind} {pair}"
        for kind, pairs in (("false", ours - theirs), ("missed", theirs - ours))
        for pair in sorted(pairs)
    ]
    evaluation.add("linking", "same institution", Score(len(ours & theirs), len(ours), len(theirs)), errors)


def _gold_row(gold: Sequence[GoldInstitution], surface: str, initiative: int | None) -> GoldInstitution | None:
    rows = [row for row in gold if row.surface == surface]
    return next((row for row in rows if initiative in row.initiatives), next(iter(rows), None))


def _known_kind(kind: str) -> str | None:
    return None if kind in {"unknown", "other"} else kind


def _add_answer(evaluation: Evaluation, name: str, surface: str, ours: str | None, gold: str | None) -> None:
    right = ours is not None and ours == gold
    errors = [] if right or (ours is None and gold is None) else [f"{surface!r}: {ours!r}, gold {gold!r}"]
    evaluation.add("linking", name, Score(int(right), int(ours is not None), int(gold is not None)), errors)
