"""What formats are given in tests: an extraction, and small pages with one word everywhere."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from lhextract.exports.tables.rows import tables_of
from lhextract.formats.form import Export
from lhextract.model.finding import Finding, Severity, TextSpan
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole
from lhextract.model.record import (
    Acronym,
    Caption,
    Contact,
    Corrections,
    Initiative,
    Institution,
    Involved,
    Link,
    Person,
    Phone,
    Program,
    Provenance,
    RecordCategory,
    RecordLine,
    RecordMention,
    Records,
    SnapshotInfo,
    Source,
    Stated,
    StatedNumber,
    Year,
)

if TYPE_CHECKING:
    from lhextract.run import Extraction

# By what they are good at breaking.
HOSTILE = {
    "plain": "Grüße",
    "quotes": '""" \'\'\' \\ \\u0041 \\"',
    "script": "</script><script>alert(1)</script><!--",
    "line ends": "a\u2028b\u2029c\u0085d\x0be\x1cf\rg",
    "control": "\x00\x01\x1b\x7f\x9f",
    "surrogate": "\ud800 and \udfff",
    "directions": "\u202e\u2066abc\u2069\u200f\u061c",
    "keyword": "@id",
    "word": "https://schema.org/Person",
    "address": "javascript:alert(1)",
    "astral": "\U0001f600\U0010ffff\ufdd0",
    "blanks": " \t  ",
    "long": "x" * 40_000,
}


def export_of(records: Records, text: str, licence: str | None = None) -> Export:
    """What a format is given for some records."""
    return Export(records.source.id, records, text, tables_of(records), licence)


def exported(extraction: Extraction) -> Export:
    """What a format is given for an extraction."""
    assert extraction.records is not None
    return export_of(extraction.records, extraction.page.text)


def page_of(word: str) -> Export:
    """A page on which every text is `word`: one of each thing that records can hold, two mentions, one in the other."""
    text = f"{word}\n{word}{word}\n"
    size = len(word)
    block, inner = (size + 1, 3 * size + 1), (2 * size + 1, 3 * size + 1)
    phones = (Phone(word, None, word, None, None, *inner), Phone(word, "+4935146300", word, "12", "DE", *inner))
    contact = Contact("ct-a", word, word, word, word, word, phones, word, *block)
    initiative = Initiative(
        *("lh-a", 1, word, False, (word, word), *block, text[slice(*block)]),
        partners=(Involved(word, "org-a", *inner),),
        host_units=(Involved(word, "org-b", *inner),),
        contacts=(contact,),
        years=(Year(word, None, "other", *inner), Year(word, "2021-21", "start", *inner)),
        programs=(Program(word, *inner),),
        links=(Link(word, f"https://example.org/{word}", *inner), Link(word, word, *inner)),
        captions=(Caption(word, *inner),),
        acronyms=(Acronym(word, word, *block),),
        provenance={"name": Provenance("rule", word, 0.5)},
    )
    source = Source(
        *("made", f"https://example.org/{word}", "en", "DE", SnapshotInfo("0" * 64, None, "text/plain")),
        hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
    )
    rest = ("lh-a", "org-a", None, word, 0.5)
    records = Records(
        "1.0",
        source,
        Stated(StatedNumber(1, *inner), None),
        (RecordLine(1, 0, size, LineRole.HEADING, None), RecordLine(2, *block, LineRole.BODY, "lh-a")),
        (RecordCategory("cat-a", word, (word, word), word, 0, len(text)),),
        (initiative,),
        (
            Institution("org-a", word, (word,), "university", "DE", "https://ror.org/042aqky30", "org-b", False),
            Institution("org-b", word, (), "unit", None, None, None, True),
        ),
        (Person("ps-a", word, word, word, (word,), ("lh-a",)),),
        (
            RecordMention("mn-a", Label.INSTITUTION, text[slice(*block)], *block, 2, *rest),
            RecordMention("mn-b", Label.PERSON, word, *inner, 2, "lh-a", None, "ps-a", word, 0.5),
        ),
        (Finding("made", Severity.NOTE, word, "lh-a", "name", (TextSpan(*inner),)),),
        Corrections(applied=(word,)),
    )
    return export_of(records, text)
