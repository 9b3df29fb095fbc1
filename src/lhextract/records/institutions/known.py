"""The organisations that lookup tables and the register know, found by a name of theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from lhextract.lookups import KnownInstitution, Lookups
from lhextract.records.institutions.forms import ground_forms
from lhextract.records.name_forms import is_unit
from lhextract.registry.keys import name_key

Look = Callable[[str], Sequence[KnownInstitution]]

SHORT = 8  # characters up to which a single word may be an acronym


class Known:
    """Looks names up: first in the workspace's table, then in the register, if it has one.

    A name that several organisations bear names none of them.
    """

    def __init__(self, lookups: Lookups) -> None:
        self._rows: dict[str, list[KnownInstitution]] = {}
        for row in lookups.institutions:
            for form in dict.fromkeys((row.name, *row.aliases)):
                self._rows.setdefault(name_key(form), []).append(row)
        self._exact = {form for row in lookups.institutions for form in (row.name, *row.aliases)}
        self._register = lookups.register

    def find(self, forms: Iterable[str]) -> KnownInstitution | None:
        """The one organisation that the forms of an institution of the page name; full forms before short ones.

        Where a full form is not known, a short one alone names nothing: the page says what it stands for.
        """
        ordered = sorted(forms, key=lambda form: (is_short(form), -len(form), form))
        full = [form for form in ordered if not is_short(form)]
        found = self._agreeing(full, self._in_table) or self._agreeing(full, self._in_register)
        if found is not None or full:
            return found
        return self._agreeing([form for form in ordered if form in self._exact], self._in_table)

    def _agreeing(self, forms: Sequence[str], look: Look) -> KnownInstitution | None:
        rows = {row.name: row for form in forms for row in look(form)}
        return next(iter(rows.values())) if len(rows) == 1 else None

    def _in_table(self, form: str) -> Sequence[KnownInstitution]:
        for ground in ground_forms(form):
            rows = self._rows.get(name_key(ground), [])
            if rows:
                return rows
        return ()

    def _in_register(self, form: str) -> Sequence[KnownInstitution]:
        # "Institute of Physics" is the name of many, whichever of them the register has.
        if self._register is None or is_unit(form):
            return ()
        for ground in ground_forms(form):
            rows = self._register.find(name_key(ground))
            if rows:
                return rows
        return ()


def is_short(form: str) -> bool:
    """Whether a form is an acronym rather than a name: one word with more than one capital."""
    return " " not in form and len(form) <= SHORT and sum(char.isupper() for char in form) > 1
