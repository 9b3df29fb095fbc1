"""What of the records is wanted: whatever is asked for, what is left is whole, and nothing more was left out."""

from __future__ import annotations

from collections.abc import Iterable

from lhextract.exports.records_json import write_records
from lhextract.exports.tables.back import records_of
from lhextract.exports.tables.rows import tables_of
from lhextract.model.record import Records
from lhextract.selection.select import Known, select
from lhextract.selection.wanted import Selection
from tests.fuzz.scratch import refusal_names, same_desk
from tests.fuzz.target import Broken, LawBroken, Target


def check(data: bytes) -> None:
    """A selection in words: `confidence`, `categories` between `|`, `languages` between `,`, flags; a line each."""
    lines = [*data.decode("utf-8", "replace").split("\n"), "", "", "", ""][:4]
    number, categories, languages, flags = lines
    try:
        least = float(number) if number else None
    except ValueError:
        least = None
    records, text = same_desk().machine, same_desk().text
    with refusal_names("--min-confidence", "--language", "--category"):
        selection = Selection(
            only_confirmed="o" in flags,
            min_confidence=least,
            categories=tuple(one for one in categories.split("|") if one),
            contacts="c" not in flags,
            since="A" if "s" in flags else None,
            languages=tuple(one for one in languages.split(",") if one),
        )
        known = Known(changed=frozenset(one.id for one in records.initiatives[:: max(1, len(flags))]))
        found = select(records, selection, text=text, known=known)
    write_records(found.records)
    if (
        select(found.records, selection, text=found.text, known=known).records != found.records
        and not found.is_left_out
    ) and selection.contacts:  # names that are hidden cannot be found again, so more may be hidden by them
        raise LawBroken("selecting from what is selected leaves out more")
    if records_of(tables_of(found.records, ())) != found.records:
        raise LawBroken("the tables are not the records that are left", kind=Broken.LOSS)
    _check_part(records, found.records, contacts=selection.contacts)
    if not found.is_left_out and len(found.text) != len(text):
        raise LawBroken("masks have another length than what they hide")


def _check_part(whole: Records, left: Records, *, contacts: bool) -> None:
    """Nothing is there that was not there before, and no contact where none is wanted."""
    ids = {one.id for one in whole.initiatives}
    if not {one.id for one in left.initiatives} <= ids or len(left.mentions) > len(whole.mentions):
        raise LawBroken("what is left was not there before")
    if not contacts and (left.people or any(one.contacts for one in left.initiatives)):
        raise LawBroken("people are left where none are wanted", kind=Broken.LOSS)


def seeds() -> Iterable[bytes]:
    """Every option alone, some together, and what is no selection."""
    paths = [" › ".join(one.path) for one in same_desk().machine.categories]
    yield from (f"\n{path}\n\n".encode() for path in paths[:4])
    yield f"0.8\n{'|'.join(paths[:2])}\nen,de\nc\n".encode()
    for words in (
        "0.5",
        "1",
        "0",
        "-1",
        "nan",
        "inf",
        "1e999",
        "0.97\n\n\nc",
        "\n\nxx",
        "\n\nEN",
        "\n\n\nco",
        "\n\n\ns",
    ):
        yield words.encode()
    yield b"\nno such heading\n\n"


TARGET = Target(
    name="selecting",
    input_class="selections",
    check=check,
    seeds=seeds,
    dictionary=(b"0.8", b"0.95", b"nan", b"inf", b"en", b"de", b"|", " › ".encode(), b"\n", b"c", b"o", b"s"),
)
