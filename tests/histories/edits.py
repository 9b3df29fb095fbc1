"""All edits by name, each a function of a page and what it may draw on; None where the page has nothing of the kind."""

from __future__ import annotations

from collections.abc import Callable

from tests.histories.block_edits import (
    add,
    come_back,
    lengthen_title,
    merge,
    move,
    rename,
    rename_and_reword,
    rename_like_another,
    reorder,
    retire,
    split,
    succeed,
    twin,
)
from tests.histories.body_edits import (
    add_caption,
    add_link,
    add_partner,
    add_program,
    change_caption,
    change_link,
    change_year,
    join_list,
    remove_partner,
    remove_program,
    reword_page,
    reword_some,
)
from tests.histories.category_edits import (
    close_category,
    describe_category,
    move_category,
    open_category,
    rename_category,
    shuffle,
    translate_headings,
)
from tests.histories.chance import Draw
from tests.histories.contact_edits import (
    add_contact,
    change_email,
    change_phone,
    change_role,
    gain_title,
    remove_contact,
    replace_contact,
)
from tests.histories.cosmetic_edits import blank_lines, blanks, break_paragraphs, typography
from tests.histories.pages import State
from tests.histories.truth import Edited

Edit = Callable[[State, Draw], Edited | None]

# How often each is drawn, and whether others may be made in the same step.
SMALL: dict[Edit, int] = {
    change_phone: 4,
    replace_contact: 4,
    gain_title: 2,
    change_role: 2,
    change_email: 2,
    add_contact: 2,
    remove_contact: 2,
    change_year: 3,
    add_partner: 3,
    remove_partner: 3,
    add_program: 2,
    remove_program: 2,
    change_link: 2,
    add_link: 1,
    change_caption: 2,
    add_caption: 1,
    reword_some: 4,
    join_list: 2,
    rename: 3,
    lengthen_title: 2,
    rename_like_another: 2,
    rename_and_reword: 3,
    move: 4,
    reorder: 3,
    retire: 4,
    come_back: 8,
    add: 3,
    succeed: 2,
    twin: 3,
    split: 3,
    merge: 3,
    rename_category: 2,
    describe_category: 1,
    open_category: 2,
    close_category: 2,
}
WHOLE: dict[Edit, int] = {shuffle: 2, translate_headings: 2, reword_page: 2, move_category: 2, break_paragraphs: 1}
COSMETIC: dict[Edit, int] = {typography: 1, blanks: 1, blank_lines: 1}


def name_of(edit: Edit) -> str:
    """What an edit is called in tables."""
    return edit.__name__.replace("_", " ")
