"""What editors do to text: a partner, programme or year more, less or another; links, captions; rewording."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lhextract.model.change import Kind
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole
from tests.histories.chance import Draw
from tests.histories.pages import Part, State, text_of
from tests.histories.rows import Mark, Row, join, put, row_of, sentences
from tests.histories.truth import Edited, changed_block, event
from tests.histories.wordings import can_be_reworded, reword
from tests.histories.words import AND, CAPTION_ENDINGS, CAPTIONS, LINK_ENDINGS, LINKS, PROGRAM_SENTENCES

LEAST_TEXT = 14  # characters of a link or caption that is still the same with an ending


def _bodies(part: Part, label: Label) -> Iterator[tuple[int, Mark]]:
    """Mentions of one type in the text, whose words stand in the initiative once."""
    whole = "\n".join(row.text for row in part.rows)
    for index in part.with_role(LineRole.BODY):
        for mark in part.rows[index].of(label):
            if whole.count(part.rows[index].slice(mark)) == 1:
                yield index, mark


def change_year(state: State, draw: Draw) -> Edited | None:
    """A year in the text is another one."""
    for part in draw.shuffled(state.blocks):
        years = [(i, m) for i, m in _bodies(part, Label.YEAR) if part.rows[i].slice(m).isdigit()]
        if years:
            index, mark = draw.chance.choice(years)
            row = part.rows[index]
            year = row.slice(mark)
            whole = "\n".join(one.text for one in part.rows)
            near = [str(int(year) + step) for step in (-3, -2, -1, 1, 2, 3)]
            other = draw.chance.choice([one for one in near if one not in whole])
            changed = part.put(index, put(row, mark.start, mark.end, other, label=Label.YEAR))
            return changed_block(state, part, changed, event(Kind.YEAR_CHANGED, part.key, old=year, new=other))
    return None


def _listed(part: Part) -> Iterator[tuple[int, Mark, Mark]]:
    """Two institutions that "and" or a comma joins: the line, and both mentions."""
    for index in part.with_role(LineRole.BODY):
        row = part.rows[index]
        marks = row.of(Label.INSTITUTION)
        for one, other in pairwise(marks):
            if row.text[one.end : other.start] in {", ", " and ", " und "}:
                yield index, one, other


def add_partner(state: State, draw: Draw) -> Edited | None:
    """One more in a list of institutions."""
    for part in draw.shuffled(state.blocks):
        pairs = list(_listed(part))
        names = [name for name in draw.shelf.institutions if name not in text_of(state) and "University" in name]
        if pairs and names:
            index, one, _ = draw.chance.choice(pairs)
            name = draw.chance.choice(names)
            row = put(part.rows[index], one.end, one.end, ", ")
            row = put(row, one.end + 2, one.end + 2, name, label=Label.INSTITUTION)
            said = event(Kind.PARTNER_ADDED, part.key, new=name, if_read=True)
            return changed_block(state, part, part.put(index, row), said)
    return None


def remove_partner(state: State, draw: Draw) -> Edited | None:
    """One less in a list of institutions."""
    for part in draw.shuffled(state.blocks):
        whole = "\n".join(row.text for row in part.rows)
        pairs = [(i, a, b) for i, a, b in _listed(part) if whole.count(part.rows[i].slice(a)) == 1]
        if pairs:
            index, one, other = draw.chance.choice(pairs)
            row = part.rows[index]
            said = event(Kind.PARTNER_REMOVED, part.key, old=row.slice(one), if_read=True)
            return changed_block(state, part, part.put(index, put(row, one.start, other.start, "")), said)
    return None


def _insert(part: Part, sentence: Row) -> Part | None:
    """A sentence more, before the last one of a paragraph that has several: a link may stand at its end."""
    for index in part.with_role(LineRole.BODY):
        pieces = sentences(part.rows[index])
        if len(pieces) > 2:
            return part.put(index, join([*pieces[:-1], sentence, pieces[-1]]))
    return None


def add_program(state: State, draw: Draw) -> Edited | None:
    """A sentence about a programme more."""
    text = text_of(state)
    names = [name for name in draw.shelf.programs if name not in text]
    pattern = draw.chance.choice(PROGRAM_SENTENCES[state.language])
    for part in draw.shuffled(state.blocks):
        name = draw.chance.choice(names)
        changed = _insert(part, row_of(pattern.replace("{}", f"[[PROG|{name}]]"), LineRole.BODY))
        if changed is not None:
            return changed_block(state, part, changed)
    return None


def remove_program(state: State, draw: Draw) -> Edited | None:
    """A sentence that names a programme, and nothing else, is gone."""
    for part in draw.shuffled(state.blocks):
        for index, mark in _bodies(part, Label.PROGRAM):
            pieces, name = sentences(part.rows[index]), part.rows[index].slice(mark)
            gone = next(piece for piece in pieces if name in piece.text)
            if len(gone.marks) == 1 and can_be_reworded(gone) and len(pieces) > 1 and "(" not in gone.text:
                changed = part.put(index, join([piece for piece in pieces if piece is not gone]))
                return changed_block(state, part, changed)
    return None


def _ended(state: State, draw: Draw, role: LineRole, ending: str, kind: Kind) -> Edited | None:
    for part in draw.shuffled(state.blocks):
        for index in part.with_role(role):
            row = part.rows[index]
            if (
                len(row.text) >= max(LEAST_TEXT, len(ending))
                and "http" not in row.text
                and "www" not in row.text
                and not row.text.endswith(ending)
            ):
                column = len(row.text)
                changed = part.put(index, put(row, column, column, ending))
                return changed_block(state, part, changed, event(kind, part.key, old=row.text, new=ending))
    return None


def change_link(state: State, draw: Draw) -> Edited | None:
    """A link has other words."""
    return _ended(state, draw, LineRole.LINK, LINK_ENDINGS[state.language], Kind.LINK_CHANGED)


def change_caption(state: State, draw: Draw) -> Edited | None:
    """A picture has another caption."""
    return _ended(state, draw, LineRole.CAPTION, CAPTION_ENDINGS[state.language], Kind.CAPTION_CHANGED)


def _line_more(state: State, draw: Draw, role: LineRole, texts: tuple[str, ...], kind: Kind) -> Edited | None:
    part, text = draw.block(state), draw.chance.choice(texts)
    bodies = part.with_role(LineRole.BODY)
    if not bodies or any(row.text.startswith(text) for row in part.rows):
        return None
    changed = part.put(bodies[-1], part.rows[bodies[-1]], Row(text, role))
    return changed_block(state, part, changed, event(kind, part.key, new=text))


def add_link(state: State, draw: Draw) -> Edited | None:
    """A link below the text."""
    return _line_more(state, draw, LineRole.LINK, LINKS[state.language], Kind.LINK_ADDED)


def add_caption(state: State, draw: Draw) -> Edited | None:
    """A picture below the text."""
    return _line_more(state, draw, LineRole.CAPTION, CAPTIONS[state.language], Kind.CAPTION_ADDED)


def reword_some(state: State, draw: Draw, *, share: float = 0.5) -> Edited | None:
    """Half of the sentences of an initiative say the same otherwise."""
    for part in draw.shuffled(state.blocks):
        changed = reword(part, share, draw.chance, language=state.language, fillers=draw.shelf.fillers)
        if changed is not None:
            return changed_block(state, part, changed)
    return None


def reword_page(state: State, draw: Draw) -> Edited | None:
    """Half of the sentences of all initiatives say the same otherwise."""
    after, events = state, []
    for part in state.blocks:
        changed = reword(part, 0.5, draw.chance, language=state.language, fillers=draw.shelf.fillers)
        if changed is not None:
            step = changed_block(after, part, changed)
            after, events = step.state, [*events, *step.events]
    keys = frozenset(part.key for part in state.blocks)
    return Edited(after, tuple(events), keys) if events else None


def join_list(state: State, draw: Draw) -> Edited | None:
    """A comma between two names becomes "and", or the other way round: the text is another one, nothing else."""
    for part in draw.shuffled(state.blocks):
        for index, one, other in _listed(part):
            row = part.rows[index]
            word = ", " if row.text[one.end : other.start] != ", " else AND[state.language]
            return changed_block(state, part, part.put(index, put(row, one.end, other.start, word)))
    return None
