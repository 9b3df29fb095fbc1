"""Contact lines and their mentions to contacts: a person with titles, role, unit, phones and e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lhextract.language.cues import Cues
from lhextract.model.mention import Label, Mention
from lhextract.model.outline import LineRole
from lhextract.model.span import Span
from lhextract.records.block_view import BlockView, ViewLine
from lhextract.records.contact_line import EDGES, Part, PartKind, read_parts, read_prose, split_role

DESCRIPTIVE = frozenset({PartKind.ROLE, PartKind.UNIT, PartKind.OTHER})


@dataclass(frozen=True, slots=True)
class Number:
    """A phone number as written, and where: in the text, or behind a link that says "Call"."""

    raw: str
    span: Span


@dataclass(slots=True)
class Draft:
    """A contact that is being put together; `spans` are the lines that went into it."""

    person: Mention | None = None
    before: str | None = None
    after: str | None = None
    role: str | None = None
    unit: str | None = None
    unit_from_role: bool = False
    phones: list[Number] = field(default_factory=list)
    email: str | None = None
    spans: list[Span] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing but a label was seen."""
        return not (self.person or self.role or self.unit or self.phones or self.email)


def build_drafts(view: BlockView, cues: Cues) -> list[Draft]:
    """Return the contacts of a block in page order, each with what belongs to it.

    A unit or role belongs to the person next to it; where the contact block opens with one, each belongs to
    the person that follows ("CRTD / Prof. A / Klinik … / Prof. B"). A phone or e-mail belongs to the person
    above it.
    """
    drafts: list[Draft] = []
    for group in _groups(view):
        drafts.extend(draft for draft in _group_drafts(group, view, cues) if not draft.is_empty)
    for line in view.with_role(LineRole.BODY):
        drafts.extend(_prose_drafts(line, cues))
    return _without_copies(sorted(drafts, key=lambda draft: min(draft.spans)))


def _without_copies(drafts: Sequence[Draft]) -> list[Draft]:
    """Without contacts that stand there twice, as for large and small screens."""
    seen: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        person = draft.person.text if draft.person else None
        numbers = tuple(number.raw for number in draft.phones)
        seen.setdefault((person, draft.role, draft.unit, numbers, draft.email), draft)
    return list(seen.values())


def _prose_drafts(line: ViewLine, cues: Cues) -> list[Draft]:
    """The contacts that a paragraph names."""
    builder = _Builder(cues, leading=False)
    builder.open_line(Span(line.line.start, line.line.end))
    for part in read_prose(line, cues):
        builder.take(part, line, ahead=False, same_line=False)
    return [draft for draft in builder.drafts if draft.person is not None]


def _groups(view: BlockView) -> list[list[ViewLine]]:
    """Stretches of contact lines, cut where a label or other text stands between."""
    groups: list[list[ViewLine]] = [[]]
    for line in view.lines:
        if line.role.is_contact and line.role is not LineRole.CONTACT_LABEL:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _group_drafts(group: Sequence[ViewLine], view: BlockView, cues: Cues) -> list[Draft]:
    """One contact per person; the parts of each line in turn go to the person that they belong to."""
    lines = [(line, _parts(line, cues)) for line in group]
    parts = [part for _, line_parts in lines for part in line_parts]
    builder = _Builder(cues, leading=_is_leading(parts))
    ahead = _persons_ahead(parts)
    done = 0
    for line, line_parts in lines:
        builder.open_line(Span(line.line.start, line.line.end))
        whole = _whole_line(line, line_parts)
        if whole is not None:
            done += len(line_parts)
            builder.open_description(ahead=ahead[done])
            for draft in builder.shared:
                if whole is PartKind.ROLE:
                    _take_role(draft, line.text.strip(EDGES + "."), line.of(Label.INSTITUTION), cues)
                else:
                    _take_unit(draft, line, view)
            continue
        last = max((n for n, part in enumerate(line_parts, start=1) if part.kind is PartKind.PERSON), default=0)
        for number, part in enumerate(line_parts, start=1):
            done += 1
            builder.take(part, line, ahead=ahead[done], same_line=number < last)
    _share_rows(builder.drafts, lines, cues)
    return builder.drafts


def _parts(line: ViewLine, cues: Cues) -> list[Part]:
    """The parts of a line; words on a line for phone or e-mail, such as "Send a message", are none."""
    parts = read_parts(line, cues)
    if line.role in {LineRole.CONTACT_PHONE, LineRole.CONTACT_EMAIL}:
        return [part for part in parts if part.kind is not PartKind.OTHER]
    return parts


def _whole_line(line: ViewLine, parts: Sequence[Part]) -> PartKind | None:
    """Whether a line is a role or a unit as a whole: it says so, and nothing else stands on it."""
    if parts and all(part.kind in DESCRIPTIVE for part in parts):
        return {LineRole.CONTACT_ROLE: PartKind.ROLE, LineRole.CONTACT_UNIT: PartKind.UNIT}.get(line.role)
    return None


def _is_leading(parts: Sequence[Part]) -> bool:
    """Whether a group opens with units or roles that belong to the persons after them."""
    return bool(parts) and parts[0].kind in DESCRIPTIVE and any(part.kind is PartKind.PERSON for part in parts)


def _persons_ahead(parts: Sequence[Part]) -> list[bool]:
    """For each number of parts that are done: whether a person is named next, before any phone or e-mail is."""
    ahead = [False] * (len(parts) + 1)
    for index in range(len(parts) - 1, -1, -1):
        part = parts[index]
        ahead[index] = ahead[index + 1] if part.kind in DESCRIPTIVE else part.kind is PartKind.PERSON
    return ahead


class _Builder:
    """Puts contacts together: `shared` are the drafts that the next role, unit or number belongs to."""

    def __init__(self, cues: Cues, *, leading: bool) -> None:
        self._cues = cues
        self.drafts = [Draft()]
        self.shared = self.drafts[-1:]
        self._leading = leading
        self._previous: PartKind | None = None
        self._span = Span(0, 1)

    def open_line(self, span: Span) -> None:
        """Begin a line."""
        self._span = span
        self._previous = None

    def take(self, part: Part, line: ViewLine, *, ahead: bool, same_line: bool) -> None:
        """Give a part to its contact; `ahead`: a person follows it, on the same line or not."""
        if part.kind is PartKind.PERSON:
            self._take_person(part)
            self._note_line(self.shared[-1:])  # those before on the line have it: there may be many
            self._previous = part.kind
            return
        if part.kind in DESCRIPTIVE:
            self.open_description(ahead=ahead, same_line=same_line)
            for draft in self.shared:
                _describe(draft, part, line, self._cues)
        for draft in self.shared:
            if part.kind is PartKind.PHONE:
                draft.phones.append(Number(part.text, part.span))
            elif part.kind is PartKind.EMAIL:
                draft.email = draft.email or part.text
        self._note_line(self.shared)
        self._previous = part.kind

    def _note_line(self, drafts: Sequence[Draft]) -> None:
        for draft in drafts:
            if self._span not in draft.spans:
                draft.spans.append(self._span)

    def _take_person(self, part: Part) -> None:
        last = self.drafts[-1]
        if last.person is not None or (not self._leading and self._previous is None and not last.is_empty):
            self.drafts.append(Draft())
        draft = self.drafts[-1]
        draft.person, draft.before, draft.after = part.person, part.before, part.after
        # Two persons named in one breath share what follows; whoever had something of their own before does not.
        together = self._previous is PartKind.PERSON and len(self.drafts) > 1
        if together:
            self.shared.append(draft)
        else:
            self.shared = [draft]

    def open_description(self, *, ahead: bool, same_line: bool = False) -> None:
        """Open the next contact with a role or unit that stands before its person."""
        if self.drafts[-1].person is not None and ahead and (self._leading or same_line):
            self.drafts.append(Draft())
            self.shared = self.drafts[-1:]
        self._note_line(self.shared)


def _share_rows(drafts: Sequence[Draft], lines: Sequence[tuple[ViewLine, list[Part]]], cues: Cues) -> None:
    """A table cell that spans the rows of several persons belongs to each of them."""
    row_of = {part.span.start: line.rows[0] for line, parts in lines for part in parts if line.rows}
    for line, parts in lines:
        if line.rows is None or line.rows[0] == line.rows[1]:
            continue
        for draft in drafts:
            row = row_of.get(draft.person.span.start) if draft.person else None
            if row is None or not line.rows[0] < row <= line.rows[1]:
                continue
            for part in parts:
                if part.kind is PartKind.PHONE:
                    draft.phones.append(Number(part.text, part.span))
                elif part.kind is PartKind.EMAIL:
                    draft.email = draft.email or part.text
                elif part.kind is not PartKind.PERSON:
                    _describe(draft, part, line, cues)


def _describe(draft: Draft, part: Part, line: ViewLine, cues: Cues) -> None:
    """Take a role or unit that is one part of a line; units that stand side by side make one name."""
    if part.kind is PartKind.ROLE:
        _take_role(
            draft,
            part.text,
            [m for m in line.starting_in(part.span, Label.INSTITUTION) if part.span.covers(m.span)],
            cues,
        )
    elif draft.unit is None or draft.unit_from_role:
        draft.unit, draft.unit_from_role = part.text, False
    else:
        draft.unit = f"{draft.unit}, {part.text}"


def _take_role(draft: Draft, text: str, institutions: Sequence[Mention], cues: Cues) -> None:
    role, unit = split_role(text, institutions, cues)
    draft.role = f"{draft.role}, {role}" if draft.role else role
    if unit and not draft.unit:
        draft.unit, draft.unit_from_role = unit, True


def _take_unit(draft: Draft, line: ViewLine, view: BlockView) -> None:
    """The name of the unit; a line that names several keeps its whole text, an acronym beside its long form none."""
    shorts = {short for _, short in view.pairs}
    names = [mention for mention in line.of(Label.INSTITUTION) if mention.span not in shorts]
    text = names[0].text if len(names) == 1 else line.text.strip(EDGES + ".")
    if draft.unit is None or draft.unit_from_role:
        draft.unit, draft.unit_from_role = text, False
    elif draft.unit != text:
        draft.unit = f"{draft.unit}, {text}"
