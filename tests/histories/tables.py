"""What holds for the tables of every revision of a page: keys, references, and that no id is lost."""

from __future__ import annotations

from lhextract.exports.tables.csv_files import write_tables
from lhextract.exports.tables.faults import faults_of
from lhextract.exports.tables.layout.parts import TABLES as TABLE_OF_KIND
from lhextract.exports.tables.rows import tables_of, withdrawn_of
from lhextract.model.identity import Identities
from lhextract.model.record import Records
from lhextract.model.table import Tables

Given = set[tuple[str, object]]  # kind and id


class Watch:
    """Sees the revisions of one page, and notes what does not hold."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        self.revisions = self.withdrawn = 0
        self._given: Given = set()

    def see(self, records: Records, identities: Identities) -> None:
        """The next revision; ids that an earlier one gave are in use or withdrawn, and never both."""
        tables = tables_of(records, withdrawn_of(identities))
        self.revisions += 1
        self.errors += [str(fault) for fault in faults_of(write_tables(tables).files)]
        used, withdrawn = in_use(tables), {(str(kind), ident) for ident, kind in tables["tombstones"]}
        self.errors += [f"{kind} {ident} is lost" for kind, ident in sorted(self._given - used - withdrawn, key=str)]
        self.withdrawn += len(withdrawn)
        self._given |= used


def in_use(tables: Tables) -> Given:
    """The ids that are minted and stored, with their kinds."""
    return {(kind, row[0]) for kind, name in TABLE_OF_KIND.items() for row in tables[name]}
