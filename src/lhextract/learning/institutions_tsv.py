"""`institutions.tsv` of a proposed case: what written forms name, of institutions whose links a person has decided."""

from __future__ import annotations

from lhextract.corrections.settled import Settled
from lhextract.gold import COLUMNS, NONE, UNSETTLED
from lhextract.model.record import Institution, Records


def institutions_tsv(records: Records, settled: Settled) -> str | None:
    """The table, None where nobody has decided about the kind of any institution.

    Another institution has no row, so that nothing is scored that nobody has looked at; nor has a form that names
    several institutions. A ROR id that nobody has decided is "?" where the records have none.
    """
    names = {one.id: one.name for one in records.institutions}
    forms, rows = _forms(records), dict[str, str]()
    for one in records.institutions:
        if not settled.has_field(one.id, "kind"):
            continue
        rows |= {surface: _row(surface, one, names, settled) for surface, named in forms.items() if named == {one.id}}
    if not rows:
        return None
    return "\t".join(COLUMNS[:-1]) + "\n" + "".join(rows[surface] for surface in sorted(rows))


def _forms(records: Records) -> dict[str, set[str]]:
    """The written forms, each with the ids of the institutions that it names; one over several lines cannot be told."""
    found: dict[str, set[str]] = {}
    for mention in records.mentions:
        if mention.institution is not None and mention.text.isprintable():
            found.setdefault(mention.text, set()).add(mention.institution)
    return found


def _row(surface: str, one: Institution, names: dict[str, str], settled: Settled) -> str:
    ror = one.ror or (NONE if settled.has_field(one.id, "ror") else UNSETTLED)
    parent = names.get(one.parent or "", NONE)
    return "\t".join((surface, one.name, one.kind, parent, ror)) + "\n"
