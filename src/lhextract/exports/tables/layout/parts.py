"""Columns that many tables have."""

from __future__ import annotations

from lhextract.model.meaning import ident_pattern
from lhextract.model.table import Column, ForeignKey

# What ids begin with, by what has them.
PREFIXES = {"initiative": "lh", "contact": "ct", "category": "cat", "institution": "org", "person": "ps"}
# They go into what is made of every page, so people, contacts and their numbers are invented.
EXAMPLES = {
    "initiative": "lh-527ydxmyez",
    "category": "cat-q2obrzfrqc",
    "institution": "org-r55irt6abj",
    "person": "ps-evaroth234",
    "contact": "ct-evaroth234",
}
# Ids of items, by the prefix of their own part.
ITEMS = {
    "tel": "ct-evaroth234/tel-evaroth234",
    "yr": "lh-527ydxmyez/yr-s3ndp2k5lt",
    "pr": "lh-527ydxmyez/pr-lbd5plru6j",
    "ln": "lh-527ydxmyez/ln-gesjsizfqp",
    "cp": "lh-yyo4xzfn2l/cp-53pashl3sa",
    "ac": "lh-vrnqakatqc/ac-dmaoxav2vj",
}
TABLES = {
    "initiative": "initiatives",
    "category": "categories",
    "institution": "institutions",
    "person": "people",
    "contact": "contacts",
}
START = Column(
    "start_offset", "integer", "First character, as code point offset into `text.txt`, counted from 0.", 2673, True
)
END = Column("end_offset", "integer", "The offset behind the last character.", 2796, True)
SPAN = (START, END)


def whole(pattern: str) -> str:
    """A pattern that the schema promises, as a column has it: without anchors, since the whole value has to match."""
    return pattern.removeprefix("^").removesuffix("$")


def own_id(kind: str, meaning: str) -> Column:
    """The id that a record was given once and keeps."""
    return Column("id", "string", meaning, EXAMPLES[kind], required=True, pattern=whole(ident_pattern(PREFIXES[kind])))


def item_id(owner: str, prefix: str) -> Column:
    """The id of an item that has none of its own: that of its owner, and what the item says."""
    meaning = (
        f"Id of the row: the id of its {owner}, `/`, and an id made from what is written. It stays while the words do."
    )
    pattern = whole(ident_pattern(PREFIXES[owner], prefix))
    return Column("id", "string", meaning, ITEMS[prefix], required=True, pattern=pattern)


def refers(kind: str, meaning: str, *, name: str | None = None, required: bool = True) -> Column:
    """A column that holds the id of a row of another table."""
    pattern = whole(ident_pattern(PREFIXES[kind]))
    return Column(name or kind, "string", meaning, EXAMPLES[kind], required=required, pattern=pattern)


def key_to(kind: str, *, name: str | None = None) -> ForeignKey:
    """The foreign key of such a column."""
    return ForeignKey((name or kind,), TABLES[kind], ("id",))


def position(of: str) -> Column:
    """The place in an order, from 1."""
    return Column("position", "integer", f"Place among {of}, counted from 1.", 1, required=True)
