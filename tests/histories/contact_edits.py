"""What editors do to contacts: another number, person, title, role or address; one more, one less."""

from __future__ import annotations

import random
import re

from lhextract.model.change import Kind
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole
from tests.histories.chance import Draw
from tests.histories.pages import Part, State, text_of
from tests.histories.rows import Mark, Row, put, row_of
from tests.histories.truth import Edited, changed_block, event
from tests.histories.words import PEOPLE, ROLES

CONTACT = tuple(role for role in LineRole if role.is_contact)
EMAIL = re.compile(r"[\w.+-]+(?=@[\w-]+(?:\.[\w-]+)+$)")
# Numbers in one writing ("463-33013/14"), and extensions.
SEVERAL = re.compile(r"[/;,]\s?\d{1,3}$|[a-zA-Z]|-\s?0$")
TITLE = re.compile(r"(?:^|: )(Dr\. |Dr |PD Dr\. )?$")
TAIL = 4  # digits that are looked for in the values of changes


def _marks(part: Part, label: Label) -> list[tuple[int, Mark]]:
    """Mentions of one type on the contact lines of an initiative, with the index of the line."""
    return [(index, mark) for index in part.with_role(*CONTACT) for mark in part.rows[index].of(label)]


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _renumbered(number: str, chance: random.Random) -> str:
    """The number with other last digits, written as before."""
    places = [index for index, char in enumerate(number) if char.isdigit()][-3:]
    while True:
        other = list(number)
        for place in places:
            other[place] = chance.choice("123456789")
        if "".join(other) != number:
            return "".join(other)


def _numbers(part: Part) -> list[tuple[int, Mark]]:
    """The numbers of an initiative that are one number each, and stand in it once."""
    text = "\n".join(row.text for row in part.rows)
    found = []
    for index, mark in _marks(part, Label.PHONE):
        number = part.rows[index].slice(mark)
        if len(_digits(number)) >= 7 and not SEVERAL.search(number) and text.count(number) == 1:
            found.append((index, mark))
    return found


def change_phone(state: State, draw: Draw) -> Edited | None:
    """A contact has another number."""
    for part in draw.shuffled(state.blocks):
        if numbers := _numbers(part):
            index, mark = draw.chance.choice(numbers)
            row = part.rows[index]
            number = row.slice(mark)
            other = _renumbered(number, draw.chance)
            changed = part.put(index, put(row, mark.start, mark.end, other, label=Label.PHONE))
            said = event(Kind.PHONE_CHANGED, part.key, old=_digits(number)[-TAIL:], new=_digits(other)[-TAIL:])
            return changed_block(state, part, changed, said)
    return None


def _people(part: Part) -> list[tuple[int, Mark]]:
    """The people on contact lines who stand there once."""
    text = "\n".join(part.rows[index].text for index in part.with_role(*CONTACT))
    return [(i, m) for i, m in _marks(part, Label.PERSON) if text.count(part.rows[i].slice(m)) == 1]


def _new_person(state: State, draw: Draw) -> str | None:
    text = text_of(state) + " ".join(row.text for part, _ in draw.attic.values() for row in part.rows)
    free = [name for name in PEOPLE if name.split()[-1] not in text]
    return draw.chance.choice(free) if free else None


def replace_contact(state: State, draw: Draw) -> Edited | None:
    """Somebody else has the post, with another number if there is one beside the name."""
    name = _new_person(state, draw)
    for part in draw.shuffled(state.blocks):
        people = _people(part)
        if not people or name is None:
            continue
        index, mark = draw.chance.choice(people)
        old = part.rows[index].slice(mark)
        changed = part
        for place, number in reversed(_numbers(part)):
            if place in {index, index + 1} and len(people) == 1:
                row = changed.rows[place]
                other = _renumbered(row.slice(number), draw.chance)
                changed = changed.put(place, put(row, number.start, number.end, other, label=Label.PHONE))
        changed = changed.put(index, put(changed.rows[index], mark.start, mark.end, name, label=Label.PERSON))
        return changed_block(state, part, changed, event(Kind.CONTACT_REPLACED, part.key, old=old, new=name))
    return None


def gain_title(state: State, draw: Draw) -> Edited | None:
    """Somebody has become a doctor, or a professor."""
    for part in draw.shuffled(state.blocks):
        for index, mark in _people(part):
            row = part.rows[index]
            found = TITLE.search(row.text[: mark.start])
            # "Minescu, Anca" has no title before it.
            if found is None or row.role is not LineRole.CONTACT_PERSON or "," in row.slice(mark):
                continue
            title = "Prof. " if found.group(1) else "Dr. "
            start = mark.start - len(found.group(1) or "")
            changed = part.put(index, put(row, start, start, title))
            return changed_block(state, part, changed, event(Kind.TITLE_CHANGED, part.key, new=title))
    return None


def change_role(state: State, draw: Draw) -> Edited | None:
    """Somebody has another post."""
    for part in draw.shuffled(state.blocks):
        rows = [
            i for i in part.with_role(LineRole.CONTACT_ROLE) if not part.rows[i].marks and "," not in part.rows[i].text
        ]
        if rows and len(_people(part)) == 1 and len(part.with_role(LineRole.CONTACT_ROLE)) == 1:
            row = part.rows[rows[0]]
            role = draw.chance.choice([one for one in ROLES[state.language] if one != row.text])
            changed = part.put(rows[0], put(row, 0, len(row.text), role))
            return changed_block(state, part, changed, event(Kind.ROLE_CHANGED, part.key, new=role))
    return None


def change_email(state: State, draw: Draw) -> Edited | None:
    """A contact has another address on the same server."""
    for part in draw.shuffled(state.blocks):
        rows = part.with_role(LineRole.CONTACT_EMAIL)
        for index in rows:
            row = part.rows[index]
            found = EMAIL.search(row.text)
            if found is None or row.text.count("@") > 1 or not _people(part):
                continue
            desk = draw.chance.choice(["international", "coordination", "welcome", "desk"])
            local = f"{desk}{draw.chance.randrange(10, 99)}"
            if local == found.group():
                continue
            changed = part.put(index, put(row, found.start(), found.end(), local))
            return changed_block(
                state, part, changed, event(Kind.EMAIL_CHANGED, part.key, old=found.group(), new=local)
            )
    return None


def add_contact(state: State, draw: Draw) -> Edited | None:
    """One more person to ask, below the others."""
    name = _new_person(state, draw)
    for part in draw.shuffled(state.blocks):
        numbers, rows = _numbers(part), part.with_role(*CONTACT)
        if not numbers or name is None or rows[-1] != part.with_role(*LineRole)[-1] or not _ends_with_person(part):
            continue
        index, mark = numbers[-1]
        number = _renumbered(part.rows[index].slice(mark), draw.chance)
        more = (
            row_of(f"Dr. [[PERSON|{name}]]", LineRole.CONTACT_PERSON),
            row_of(f"Tel. [[PHONE|{number}]]", LineRole.CONTACT_PHONE),
        )
        changed = part.put(rows[-1], part.rows[rows[-1]], *more)
        return changed_block(state, part, changed, event(Kind.CONTACT_ADDED, part.key, new=name))
    return None


def _ends_with_person(part: Part) -> bool:
    """Whether the last contact is a person: somebody below an office would be the one who sits there."""
    people, labels = _people(part), part.with_role(LineRole.CONTACT_LABEL)
    return bool(people) and people[-1][0] > max(labels, default=-1)


PLAIN = frozenset({LineRole.CONTACT_PERSON, LineRole.CONTACT_PHONE, LineRole.CONTACT_EMAIL, LineRole.CONTACT_LABEL})

BELOW = frozenset({LineRole.CONTACT_PHONE, LineRole.CONTACT_EMAIL, LineRole.BLANK})


def remove_contact(state: State, draw: Draw) -> Edited | None:
    """One of several people is not named any more, nor are number and address below the name."""
    for part in draw.shuffled(state.blocks):
        rows = part.with_role(*CONTACT)
        people = _people(part)
        lines = [index for index, _ in people]
        if len(people) < 2 or len(set(lines)) < len(lines) or any(part.rows[i].role not in PLAIN for i in rows):
            continue
        index, mark = draw.chance.choice(people)
        end = index + 1
        while end < len(part.rows) and part.rows[end].role in BELOW:
            end += 1
        if not _is_alone(part.rows[index], mark):
            continue
        changed = part
        for _ in range(index, end):
            changed = changed.put(index)
        return changed_block(
            state, part, changed, event(Kind.CONTACT_REMOVED, part.key, old=part.rows[index].slice(mark))
        )
    return None


def _is_alone(row: Row, mark: Mark) -> bool:
    """Whether nothing but titles and a number stand on the line of a name."""
    return row.of(Label.PERSON) == (mark,) and row.role is LineRole.CONTACT_PERSON and ":" not in row.text[: mark.start]
