"""What editors do to whole initiatives: rename, move, retire, bring back, add, split, merge."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate, pairwise

from lhextract.model.change import Kind
from lhextract.model.outline import LineRole
from lhextract.wording import fold
from tests.histories.chance import Draw
from tests.histories.contact_edits import CONTACT
from tests.histories.pages import Part, State
from tests.histories.rows import Row, join, put, row_of, sentences
from tests.histories.truth import Edited, changed_block, event, rewritten
from tests.histories.wordings import reword
from tests.histories.words import TITLE_ENDINGS, TITLES

LEAST_BLOCKS = 4  # on a page that loses one
FIRST_HALF = 0.6  # at the least: the longer part is the one that stays
LEAST_NEW = 0.25  # a successor that keeps more than this of its text, and the contacts, is the same initiative
NOT_KEPT = frozenset({LineRole.BLANK})


def _fresh_title(state: State, draw: Draw) -> str:
    taken = {part.title for part in (*state.blocks, *(part for part, _ in draw.attic.values()))}
    return draw.chance.choice([title for title in TITLES[state.language] if title not in taken])


def _titled(part: Part, title: Row) -> Part:
    return part.put(part.with_role(LineRole.TITLE)[0], title)


def _shown(state: State, draw: Draw) -> list[Part]:
    return [part for part in draw.shuffled(state.blocks) if len(part.with_role(LineRole.TITLE)) == 1]


def rename(state: State, draw: Draw) -> Edited | None:
    """An initiative is called otherwise."""
    for part in _shown(state, draw)[:1]:
        new = Row(_fresh_title(state, draw), LineRole.TITLE)
        said = event(Kind.INITIATIVE_RENAMED, part.key, old=part.title or "", new=new.text)
        return changed_block(state, part, _titled(part, new), said)
    return None


def lengthen_title(state: State, draw: Draw) -> Edited | None:
    """An initiative has something behind its title."""
    for part in _shown(state, draw)[:1]:
        row = part.rows[part.with_role(LineRole.TITLE)[0]]
        new = put(row, len(row.text), len(row.text), draw.chance.choice(TITLE_ENDINGS[state.language]))
        said = event(Kind.INITIATIVE_RENAMED, part.key, old=row.text, new=new.text)
        return changed_block(state, part, _titled(part, new), said)
    return None


def rename_like_another(state: State, draw: Draw) -> Edited | None:
    """An initiative is called nearly as another one is."""
    parts = _shown(state, draw)
    if len(parts) < 2:
        return None
    part, other = parts[:2]
    row = other.rows[other.with_role(LineRole.TITLE)[0]]
    new = put(row, len(row.text), len(row.text), " II")
    if fold(new.text) == fold(part.title or ""):
        return None
    said = event(Kind.INITIATIVE_RENAMED, part.key, old=part.title or "", new=new.text)
    return changed_block(state, part, _titled(part, new), said)


def rename_and_reword(state: State, draw: Draw) -> Edited | None:
    """An initiative is called otherwise, and half of its sentences are other ones."""
    for part in _shown(state, draw):
        new = Row(_fresh_title(state, draw), LineRole.TITLE)
        changed = reword(part, 0.5, draw.chance, language=state.language, fillers=draw.shelf.fillers)
        if changed is not None:
            said = event(Kind.INITIATIVE_RENAMED, part.key, old=part.title or "", new=new.text)
            return changed_block(state, part, _titled(changed, new), said)
    return None


def family(state: State, key: str) -> frozenset[str]:
    """An initiative and those that were made of it, or it of them: twins and halves share text.

    Nobody can say which of two twins has gone if a third one comes at the same time.
    """
    return frozenset(block.key for block in state.blocks if _root(block.key) == _root(key)) | {key}


def _root(key: str) -> str:
    return key.replace("/half", "").replace("+", "")


def _movable(state: State, draw: Draw) -> list[Part]:
    """Initiatives that are not the only ones under their heading."""
    members = state.members()
    many = {key for keys in members.values() if len(keys) > 1 for key in keys}
    return [part for part in draw.shuffled(state.blocks) if part.key in many]


def _stand_behind(state: State, part: Part, anchor: str) -> State:
    """The page with an initiative behind another part."""
    index = next(i for i, other in enumerate(state.parts) if other.key == anchor) + 1
    return replace(state, parts=(*state.parts[:index], part, *state.parts[index:]))


def move(state: State, draw: Draw) -> Edited | None:
    """An initiative stands under another heading."""
    homes, members = state.homes(), state.members()
    for part in _movable(state, draw):
        targets = [key for key in members if key not in {"", homes[part.key][0]}]
        if targets:
            target = draw.chance.choice(targets)
            after = _stand_behind(state.put(part.key), part, draw.chance.choice([target, *members[target]]))
            said = event(Kind.INITIATIVE_MOVED, part.key, new=homes[target][1][-1])
            return Edited(after, (said,), frozenset({part.key, target, homes[part.key][0]}))
    return None


def reorder(state: State, draw: Draw) -> Edited | None:
    """An initiative stands elsewhere under its heading."""
    homes, members = state.homes(), state.members()
    for part in _movable(state, draw):
        anchors = [key for key in members[homes[part.key][0]] if key != part.key]
        after = _stand_behind(state.put(part.key), part, draw.chance.choice(anchors))
        if [b.key for b in after.blocks] != [b.key for b in state.blocks]:
            return Edited(after, (), frozenset({part.key}))
    return None


def retire(state: State, draw: Draw) -> Edited | None:
    """An initiative is gone."""
    for part in _movable(state, draw)[:1]:
        if len(state.blocks) > LEAST_BLOCKS:
            draw.attic[part.key] = part, state.homes()[part.key][0]
            said = event(Kind.INITIATIVE_RETIRED, part.key)
            return Edited(state.put(part.key), (said,), family(state, part.key))
    return None


def come_back(state: State, draw: Draw) -> Edited | None:
    """An initiative that had gone is there again, somewhat reworded perhaps."""
    homes = state.members()
    for key, (gone, home) in draw.attic.items():
        if home not in homes:
            continue
        part = gone
        if draw.chance.random() < 0.5:
            part = reword(gone, 0.3, draw.chance, language=state.language, fillers=draw.shelf.fillers) or gone
        after = _stand_behind(state, part, draw.chance.choice(homes[home]))
        del draw.attic[key]
        return Edited(after, (event(Kind.INITIATIVE_RETURNED, key),), frozenset({key}))
    return None


def fresh_block(state: State, draw: Draw) -> Part:
    """An initiative of another page that this one never had, with or without a title as here."""
    titled = any(part.title for part in state.blocks)
    able = [block for block in draw.shelf.blocks if block.key not in draw.used and (block.title is not None) == titled]
    part = draw.chance.choice(able)
    draw.used.add(part.key)
    return part


def add(state: State, draw: Draw) -> Edited | None:
    """A new initiative."""
    part = fresh_block(state, draw)
    after = _stand_behind(state, part, draw.block(state).key)
    return Edited(after, (event(Kind.INITIATIVE_ADDED, part.key),), frozenset({part.key}))


def succeed(state: State, draw: Draw) -> Edited | None:
    """An initiative is gone, and a new one stands in its place: a like title, or the same contacts and a sentence."""
    for part in _movable(state, draw):
        titles, bodies = part.with_role(LineRole.TITLE), part.with_role(LineRole.BODY)
        if not titles or not bodies or len(state.blocks) <= LEAST_BLOCKS:
            continue
        new, row = fresh_block(state, draw), part.rows[titles[0]]
        own = tuple(other for other in new.rows if other.role is not LineRole.TITLE)
        if draw.chance.random() < 0.5:
            ending = draw.chance.choice(TITLE_ENDINGS[state.language])
            rows = (put(row, len(row.text), len(row.text), ending), *own)
        else:
            texts = tuple(other for other in own if not other.role.is_contact)
            contacts = tuple(part.rows[index] for index in part.with_role(*CONTACT))
            title, kept = Row(_fresh_title(state, draw), LineRole.TITLE), sentences(part.rows[bodies[0]])[0]
            if len(kept.text) > LEAST_NEW * sum(len(other.text) for other in texts):
                continue
            rows = (title, *texts, kept, *contacts)
        draw.attic[part.key] = part, state.homes()[part.key][0]
        events = (event(Kind.INITIATIVE_RETIRED, part.key), event(Kind.INITIATIVE_ADDED, new.key))
        return Edited(state.put(part.key, Part(rows, new.key)), events, family(state, part.key) | {new.key})
    return None


def twin(state: State, draw: Draw) -> Edited | None:
    """A new initiative beside one like it: the same partners, half of the sentences, a title that goes on."""
    for part in draw.shuffled(state.blocks):
        changed = reword(part, 0.5, draw.chance, language=state.language, fillers=draw.shelf.fillers)
        key = f"{part.key}+"
        if changed is None or key in draw.used or f"{part.key}/merged" in draw.used:
            continue
        draw.used.add(key)
        rows = [row for row in changed.rows if not row.role.is_contact]
        new = Part(tuple(rows), key)
        for index in new.with_role(LineRole.TITLE)[:1]:
            row = new.rows[index]
            new = new.put(index, put(row, len(row.text), len(row.text), " II"))
        after = state.put(part.key, part, new)
        return Edited(after, (event(Kind.INITIATIVE_ADDED, key),), family(after, key))
    return None


def split(state: State, draw: Draw) -> Edited | None:
    """The smaller, second half of a text has become an initiative of its own, with a title if the others have one."""
    for part in draw.shuffled(state.blocks):
        bodies, key = part.with_role(LineRole.BODY), f"{part.key}/half"
        pieces = [piece for index in bodies for piece in sentences(part.rows[index])]
        # What was merged and is split again is no new initiative.
        was_merged = f"{part.key}/merged" in draw.used
        if len(pieces) < 4 or key in draw.used or was_merged or bodies != list(range(bodies[0], bodies[-1] + 1)):
            continue
        lengths = list(accumulate(len(piece.text) for piece in pieces))
        middle = next(number for number, length in enumerate(lengths, start=1) if length > FIRST_HALF * lengths[-1])
        if middle == len(pieces):
            continue
        draw.used.add(key)
        first = (*part.rows[: bodies[0]], join(pieces[:middle]), *part.rows[bodies[-1] + 1 :])
        second: tuple[Row, ...] = (join(pieces[middle:]),)
        if part.title is not None:
            second = (row_of(_fresh_title(state, draw), LineRole.TITLE), *second)
        old, new = replace(part, rows=first), Part(second, key)
        events = (
            event(Kind.INITIATIVE_ADDED, key),
            event(Kind.INITIATIVE_SPLIT, part.key),
            *rewritten(part, old),
        )
        after = state.put(part.key, old, new)
        return Edited(after, events, family(after, key), frozenset({part.key}))
    return None


def merge(state: State, draw: Draw) -> Edited | None:
    """An initiative has taken up the text and the contacts of a smaller one, whose title is gone."""
    blocks = draw.shuffled(state.blocks)
    for one, other in pairwise(blocks):
        part, gone = (one, other) if len(one.body) >= len(other.body) else (other, one)
        bodies = part.with_role(LineRole.BODY)
        alone = len(state.members()[state.homes()[gone.key][0]]) == 1
        if (
            alone
            or not bodies
            or not gone.body
            or len(state.blocks) <= LEAST_BLOCKS
            or gone.key in family(state, part.key)
        ):
            continue
        draw.used.add(f"{part.key}/merged")
        more = [gone.rows[index] for index in gone.with_role(LineRole.BODY)]
        contacts = [gone.rows[index] for index in gone.with_role(*CONTACT)]
        end = part.with_role(*(role for role in LineRole if role not in NOT_KEPT))[-1]
        rows = (
            *part.rows[: bodies[-1] + 1],
            *more,
            *part.rows[bodies[-1] + 1 : end + 1],
            *contacts,
            *part.rows[end + 1 :],
        )
        new = replace(part, rows=rows)
        events = (
            event(Kind.INITIATIVE_RETIRED, gone.key),
            event(Kind.INITIATIVE_MERGED, part.key),
            *rewritten(part, new),
        )
        after = state.put(gone.key).put(part.key, new)
        touched = family(state, part.key) | family(state, gone.key)
        return Edited(after, events, touched, frozenset({part.key}))
    return None
