"""What editors do to headings: rename, translate, open, close, move with all that stands under them; and a shuffle."""

from __future__ import annotations

from dataclasses import replace

from lhextract.model.change import Kind
from lhextract.model.outline import LineRole
from lhextract.wording import fold
from tests.histories.block_edits import LEAST_BLOCKS, fresh_block
from tests.histories.chance import Draw
from tests.histories.pages import Part, State, heading_of
from tests.histories.rows import Row, put
from tests.histories.truth import Edited, event
from tests.histories.words import HEADINGS

OTHER = {"en": "de", "de": "en"}


def _headings(state: State) -> list[Part]:
    return [part for part in state.parts if part.level]


def _free(state: State, language: str, draw: Draw) -> list[str]:
    taken = {fold(heading_of(part)) for part in _headings(state)}
    names = [name for name in HEADINGS[language] if name not in taken | draw.used]
    return draw.chance.sample(names, len(names))


def _called(part: Part, name: str) -> Part:
    row = part.rows[0]
    return part.put(0, put(replace(row, marks=()), 0, len(row.text), name))


def rename_category(state: State, draw: Draw) -> Edited | None:
    """A heading has other words."""
    members, names = state.members(), _free(state, state.language, draw)
    able = [part for part in _headings(state) if part.key in members]
    if not able or not names:
        return None
    part = draw.chance.choice(able)
    draw.used.add(names[0])
    return Edited(state.put(part.key, _called(part, names[0])), (), frozenset({part.key, *members[part.key]}))


def translate_headings(state: State, draw: Draw) -> Edited | None:
    """All headings are in the other language."""
    headings, names = _headings(state), _free(state, OTHER[state.language], draw)
    if not headings or len(names) < len(headings):
        return None
    after = state
    for part, name in zip(headings, names, strict=False):
        draw.used.add(name)
        after = after.put(part.key, _called(part, name))
    return Edited(after, (), frozenset(part.key for part in state.parts if part.key))


def describe_category(state: State, draw: Draw) -> Edited | None:
    """The prose under a heading is longer by a sentence."""
    members = state.members()
    for part in _headings(state):
        prose = [i for i, row in enumerate(part.rows) if row.role is LineRole.DESCRIPTION]
        if part.key in members and prose:
            row = part.rows[prose[0]]
            more = " " + draw.chance.choice(draw.shelf.fillers)
            after = state.put(part.key, part.put(prose[0], put(row, len(row.text), len(row.text), more)))
            return Edited(after, (event(Kind.CATEGORY_REWORDED, part.key),), frozenset({part.key}))
    return None


def _section(state: State, heading: Part) -> tuple[int, int]:
    """The first part of a category without sub-headings, and the one behind its last."""
    start = state.parts.index(heading)
    end = start + 1
    while end < len(state.parts) and state.parts[end].is_block:
        end += 1
    return start, end


def _flat(state: State) -> bool:
    return all(part.level <= 1 for part in state.parts)


def move_category(state: State, draw: Draw) -> Edited | None:
    """A heading stands elsewhere, and all that stands under it with it."""
    members = state.members()
    headings = [part for part in _headings(state) if part.key in members]
    if len(headings) < 2 or not _flat(state):
        return None
    part, other = draw.chance.sample(headings, 2)
    start, end = _section(state, part)
    section = state.parts[start:end]
    rest = replace(state, parts=(*state.parts[:start], *state.parts[end:]))
    where, _ = _section(rest, other)
    if len(section) <= len(members[part.key]):  # other lines stand between
        return None
    after = replace(rest, parts=(*rest.parts[:where], *section, *rest.parts[where:]))
    if list(after.members()) == list(members) or after.members() != members:
        return None
    return Edited(after, (), frozenset({part.key, *members[part.key]}))


def open_category(state: State, draw: Draw) -> Edited | None:
    """A new heading with a new initiative, before another heading."""
    headings = [part for part in _headings(state) if part.level == 1]
    names = _free(state, state.language, draw)
    if not headings or not names or not _flat(state):
        return None
    new = fresh_block(state, draw)
    draw.used.add(names[0])
    key = f"{new.key}/c"
    heading = Part((Row(names[0], LineRole.HEADING, owned=False),), key, 1)
    before = draw.chance.choice(headings)
    after = state.put(before.key, heading, new, before)
    return Edited(after, (event(Kind.INITIATIVE_ADDED, new.key),), frozenset({key, new.key}))


def close_category(state: State, draw: Draw) -> Edited | None:
    """A heading and the few initiatives under it are gone."""
    members = state.members()
    for part in _headings(state):
        keys = members.get(part.key, [])
        if not 0 < len(keys) <= 2 or len(state.blocks) - len(keys) < LEAST_BLOCKS or not _flat(state):
            continue
        after = state.put(part.key)
        for key in keys:
            draw.attic[key] = state.find(key), part.key
            after = after.put(key)
        return Edited(after, tuple(event(Kind.INITIATIVE_RETIRED, key) for key in keys), frozenset({part.key, *keys}))
    return None


def shuffle(state: State, draw: Draw) -> Edited | None:
    """All initiatives stand in another order under their headings."""
    homes, members = state.homes(), state.members()
    order = {key: iter(draw.chance.sample(keys, len(keys))) for key, keys in members.items()}
    parts = [state.find(next(order[homes[part.key][0]])) if part.is_block else part for part in state.parts]
    after = replace(state, parts=tuple(parts))
    return Edited(after, (), frozenset(part.key for part in state.parts if part.key)) if after != state else None
