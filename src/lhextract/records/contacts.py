"""Contact lines and their mentions to contacts: a person with titles, role, unit, phones and e-mail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from lhextract.addresses import EMAIL, find_email
from lhextract.language.cues import Cues
from lhextract.model.mention import Label, Mention
from lhextract.model.outline import LineRole
from lhextract.model.span import Span
from lhextract.records.block_view import BlockView, ViewLine

# Where a line with role and unit is cut: at its comma, or at "at the"/"an der".
CUT = re.compile(r", | at the | at | an der | am | im ")
# What ties a name to the role before it: "Head of", "Sprecher des".
TIED = re.compile(r"\b(?:of|of the|for|for the|des|der|von|für|in|and|und) $")
EDGES = " ,;:–-|/"


@dataclass(slots=True)
class Draft:
    """A contact that is being put together; `spans` are the lines that went into it."""

    person: Mention | None = None
    before: str | None = None
    after: str | None = None
    role: str | None = None
    unit: str | None = None
    unit_from_role: bool = False
    phones: list[Mention] = field(default_factory=list)
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
    return drafts


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
    leading = group[0].role in {LineRole.CONTACT_UNIT, LineRole.CONTACT_ROLE} and any(
        line.role is LineRole.CONTACT_PERSON for line in group
    )
    drafts = [Draft()]
    closed = False  # in a leading group: a person was seen, so the next unit or role opens the next contact
    for position, line in enumerate(group):
        people = line.of(Label.PERSON) if line.role is LineRole.CONTACT_PERSON else ()
        descriptive = line.role in {LineRole.CONTACT_UNIT, LineRole.CONTACT_ROLE}
        if line.role is LineRole.CONTACT_PERSON:
            if drafts[-1].person is not None or (not leading and not drafts[-1].is_empty):
                drafts.append(Draft())
            _take_person_line(drafts, line, people, cues)
            closed = True
        elif descriptive and leading and closed and _person_follows(group, position):
            drafts.append(Draft())
            closed = False
        draft = drafts[-1]
        if line.role is LineRole.CONTACT_ROLE:
            _take_role(draft, line)
        elif line.role is LineRole.CONTACT_UNIT:
            _take_unit(draft, line, view)
        _take_numbers(drafts, line)
        draft.spans.append(Span(line.line.start, line.line.end))
    return drafts


def _person_follows(group: Sequence[ViewLine], position: int) -> bool:
    """Whether the next line that is no unit and no role names a person."""
    for line in group[position + 1 :]:
        if line.role is LineRole.CONTACT_PERSON:
            return True
        if line.role not in {LineRole.CONTACT_UNIT, LineRole.CONTACT_ROLE}:
            return False
    return False


def _take_person_line(drafts: list[Draft], line: ViewLine, people: Sequence[Mention], cues: Cues) -> None:
    """Read titles, name and what follows it; a second person on the line opens a contact of its own."""
    if not people:
        drafts[-1].role = drafts[-1].role or line.text.strip(EDGES) or None
        return
    starts = [mention.span.start for mention in people[1:]] + [line.line.end]
    begin = line.line.start
    for number, (person, end) in enumerate(zip(people, starts, strict=True)):
        if number:
            drafts[-1].spans.append(Span(line.line.start, line.line.end))
            drafts.append(Draft())
        draft = drafts[-1]
        draft.person = person
        lead = line.text[begin - line.line.start : person.span.start - line.line.start]
        # Before a second person, what belongs to the first ends at a number or a separator.
        draft.before = (
            re.split(r"[;|/\d]|\S@\S+|\b(?:and|und)\b", lead)[-1].strip(" ,.:") or None
            if number
            else lead.strip(" ,;|") or None
        )
        behind = _without_numbers(line, person.span.end, end, cues)
        titles, rest = _split_titles(behind, cues)
        draft.after = titles
        if rest and number == len(people) - 1:
            _take_text(draft, rest)
        begin = person.span.end


def _without_numbers(line: ViewLine, start: int, end: int, cues: Cues) -> str:
    """The text behind a name up to the first phone, e-mail or their label."""
    text = line.text[start - line.line.start : end - line.line.start]
    stop = _numbers_begin(cues).search(text)
    return (text[: stop.start()] if stop else text).strip(EDGES)


@cache
def _numbers_begin(cues: Cues) -> re.Pattern[str]:
    labels = cues.alternatives("contacts.phone", "contacts.fax", "contacts.email")
    return re.compile(rf"(?<!\w){labels}\b\.?(?::|\s*[+(\d@])|[\w.+-]{{1,64}}@|\+\d|[|;]", re.IGNORECASE)


def _split_titles(text: str, cues: Cues) -> tuple[str | None, str | None]:
    """What stands behind a name: titles ("MD PhD", "M.A."), and the rest (a role, a unit)."""
    titles = sorted(cues.words["titles.after"], key=lambda title: (-len(title), title))
    position = 0
    while position < len(text):
        match = next(
            (
                title
                for title in titles
                if text.startswith(title, position) and not text[position + len(title) :][:1].isalnum()
            ),
            None,
        )
        if match is None:
            break
        position += len(match)
        gap = re.compile(r"[\s,]*").match(text, position)
        position = gap.end() if gap else position
    taken, rest = text[:position].strip(" ,"), text[position:].strip(EDGES)
    return taken or None, rest or None


def _take_text(draft: Draft, text: str) -> None:
    role, unit = _cut(text)
    draft.role = draft.role or role
    if unit:
        draft.unit, draft.unit_from_role = draft.unit or unit, True


def _take_role(draft: Draft, line: ViewLine) -> None:
    """Read a role line: "Advisor, School of Science" is cut, "Head of X" keeps the whole as role."""
    institutions = line.of(Label.INSTITUTION)
    text = line.text.strip(EDGES + ".")
    role, unit = text, None
    for mention in institutions:
        lead = line.text[: mention.span.start - line.line.start]
        cut = list(CUT.finditer(lead))
        # At the comma or "at the" right before the name; a comma missing before a unit cuts too
        # ("International Affairs Advisor School of …"), but not within "Head of X" and "Director MIDEM".
        if cut and cut[-1].end() >= len(lead) - len("The "):
            role, unit = lead[: cut[-1].start()].strip(EDGES), line.text[cut[-1].end() :].strip(EDGES + ".")
            break
        if unit is None:
            unit = mention.text
            if lead.strip()[-1:].isalpha() and " " in mention.text and not TIED.search(lead):
                role = lead.strip(EDGES)
    if institutions and unit is not None and len(institutions) == 1:
        unit = institutions[0].text
    if not institutions and ", " in text:
        role, unit = _cut(text)
    draft.role = f"{draft.role}, {role}" if draft.role else role
    if unit and not draft.unit:
        draft.unit, draft.unit_from_role = unit, True


def _cut(text: str) -> tuple[str, str | None]:
    cut = CUT.search(text)
    return (text[: cut.start()].strip(EDGES), text[cut.end() :].strip(EDGES)) if cut else (text, None)


def _take_unit(draft: Draft, line: ViewLine, view: BlockView) -> None:
    """The name of the unit; a line that names several keeps its whole text, an acronym beside its long form none."""
    shorts = {short for _, short in view.pairs}
    names = [mention for mention in line.of(Label.INSTITUTION) if mention.span not in shorts]
    text = names[0].text if len(names) == 1 else line.text.strip(EDGES + ".")
    if draft.unit is None or draft.unit_from_role:
        draft.unit, draft.unit_from_role = text, False
    elif draft.unit != text:
        draft.unit = f"{draft.unit}, {text}"


def _take_numbers(drafts: Sequence[Draft], line: ViewLine) -> None:
    """Give each phone and e-mail of a line to the last person who starts before it, else to the person above."""

    def owner(offset: int) -> Draft:
        here = [d for d in drafts if d.person is not None and line.line.start <= d.person.span.start < offset]
        return here[-1] if here else drafts[-1]

    for phone in line.of(Label.PHONE):
        owner(phone.span.start).phones.append(phone)
    for match in EMAIL.finditer(line.text):
        draft = owner(line.line.start + match.start())
        draft.email = draft.email or find_email(match.group())
