"""A proposed golden case, as the files of its folder."""

from __future__ import annotations

from dataclasses import dataclass

from lhextract.corrections.apply import Corrected
from lhextract.corrections.settled import settled
from lhextract.errors import UsageError
from lhextract.gold import LABELS, MARK
from lhextract.learning.examples import examples_jsonl
from lhextract.learning.gold_page import GoldText, flattened_page, inline_txt, lines_tsv, text_page
from lhextract.learning.gold_records import block_nodes, record_nodes
from lhextract.learning.implied import marks_of, with_marks
from lhextract.learning.institutions_tsv import institutions_tsv
from lhextract.learning.marked_yaml import to_yaml
from lhextract.learning.notes import notes_md
from lhextract.model.record import Records


@dataclass(frozen=True, slots=True)
class Proposal:
    """`files` by their names in the folder of the case; `records` are those that they say; `examples` is JSON Lines.

    `confirmed` are the ids of the initiatives of which every field of the form is decided.
    """

    files: dict[str, bytes]
    examples: str
    records: Records
    confirmed: frozenset[str]


def propose(corrected: Corrected, text: str, *, html: bytes | None, only: tuple[str, ...] = ()) -> Proposal:
    """Make a case of the corrected records of a page with this canonical text; `html` are its bytes if it is HTML.

    With `only`, no other initiative counts as confirmed. Raises `UsageError` for a page that gold cannot be made of.
    """
    what = settled(corrected, only=only)
    marks = marks_of(corrected, text, what)
    records = with_marks(corrected.records, marks)
    page = text_page(records, text) if html is None else flattened_page(records, text)
    _check(page, records)
    order = {one.id: one.order for one in records.initiatives}
    names = {label.value: name for name, label in LABELS.items()}
    files = {
        "gold/lines.tsv": lines_tsv(page, order),
        "gold/inline.txt": inline_txt(page, marks.mentions, names),
        "gold/blocks.yaml": to_yaml(block_nodes(records, text, what)),
        "gold/records.yaml": to_yaml(record_nodes(records, what)),
        "notes.md": notes_md(corrected, records, marks, what),
    }
    table = institutions_tsv(records, what)
    files |= {"gold/institutions.tsv": table} if table is not None else {}
    files |= {"source.txt": text} if html is None else {"gold/flattened.txt": page.text}
    encoded = {name: content.encode("utf-8") for name, content in files.items()}
    encoded |= {"source.html": html} if html is not None else {}
    return Proposal(encoded, examples_jsonl(records, text, marks, what), records, what.confirmed)


def _check(page: GoldText, records: Records) -> None:
    if MARK.search(page.text):
        raise UsageError(
            f"{records.source.id}: found [[TYPE|words]] in the text of the page itself, allowed is a page without it, "
            "because gold marks names so; write this case by hand"
        )
