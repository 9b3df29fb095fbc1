"""Which tables are published, and what each column means: the one declaration from which all formats are made."""

from __future__ import annotations

from lhextract.exports.tables.layout.initiatives import (
    ACRONYMS,
    CAPTIONS,
    CONTACTS,
    INITIATIVES,
    LINKS,
    PHONES,
    PROGRAMS,
    PROVENANCE,
    YEARS,
)
from lhextract.exports.tables.layout.names import (
    INITIATIVE_INSTITUTIONS,
    INITIATIVE_PEOPLE,
    INSTITUTION_ALIASES,
    INSTITUTIONS,
    MENTIONS,
    PEOPLE,
    PERSON_TITLES,
)
from lhextract.exports.tables.layout.page import CATEGORIES, CATEGORY_LEVELS, LINES, SOURCES, TOMBSTONES
from lhextract.exports.tables.layout.remarks import CORRECTIONS, FINDING_SPANS, FINDINGS
from lhextract.model.table import Table

# Parents before children, so that rows can be put into a database in this order.
TABLES: tuple[Table, ...] = (
    SOURCES,
    CATEGORIES,
    CATEGORY_LEVELS,
    INITIATIVES,
    INSTITUTIONS,
    INSTITUTION_ALIASES,
    INITIATIVE_INSTITUTIONS,
    PEOPLE,
    PERSON_TITLES,
    INITIATIVE_PEOPLE,
    CONTACTS,
    PHONES,
    YEARS,
    PROGRAMS,
    LINKS,
    CAPTIONS,
    ACRONYMS,
    MENTIONS,
    PROVENANCE,
    FINDINGS,
    FINDING_SPANS,
    CORRECTIONS,
    LINES,
    TOMBSTONES,
)
BY_NAME = {table.name: table for table in TABLES}
