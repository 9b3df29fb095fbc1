"""Columns that many tables have."""

from __future__ import annotations

from lhextract.model.table import Column, ForeignKey

# An id that was taken when it was minted has a number behind it.
_ID = r"[a-z]+-[a-z2-7]{10}[0-9]*"
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


def own_id(kind: str, meaning: str) -> Column:
    """The id that a record was given once and keeps."""
    return Column("id", "string", meaning, EXAMPLES[kind], required=True, pattern=_ID)


def item_id(owner: str, prefix: str) -> Column:
    """The id of an item that has none of its own: that of its owner, and what the item says."""
    meaning = (
        f"Id of the row: the id of its {owner}, `/`, and an id made from what is written. It stays while the words do."
    )
    return Column("id", "string", meaning, ITEMS[prefix], required=True, pattern=f"{_ID}/[a-z]+-[a-z2-7]{{10}}")


def refers(kind: str, meaning: str, *, name: str | None = None, required: bool = True) -> Column:
    """A column that holds the id of a row of another table."""
    return Column(name or kind, "string", meaning, EXAMPLES[kind], required=required, pattern=_ID)


def key_to(kind: str, *, name: str | None = None) -> ForeignKey:
    """The foreign key of such a column."""
    return ForeignKey((name or kind,), TABLES[kind], ("id",))


def position(of: str) -> Column:
    """The place in an order, from 1."""
    return Column("position", "integer", f"Place among {of}, counted from 1.", 1, required=True)
