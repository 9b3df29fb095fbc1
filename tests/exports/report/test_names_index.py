from __future__ import annotations

from dataclasses import replace

from lhextract.exports.report.entries import Places
from lhextract.exports.report.frames import build_frames
from lhextract.exports.report.names_index import MOST_PLACES, index_institutions, index_people
from lhextract.model.record import Records


def places_of(records: Records) -> Places:
    """Places without the values of records."""
    return Places(build_frames(records, [], backs={}, titles={one.id: "" for one in records.mentions}), [])


def test_every_name_with_its_lines(records: Records) -> None:
    """Each institution and person is listed once, with the lines of its mentions in order, each line once."""
    places = places_of(records)
    entries = (*index_institutions(records, places), *index_people(records, places))
    assert {entry.anchor for entry in entries} == {one.id for one in (*records.institutions, *records.people)}
    assert len(entries) == len(records.institutions) + len(records.people)
    for entry in entries:
        lines = [one.line for one in records.mentions if entry.anchor in {one.institution, one.person}]
        assert [place.line for place in entry.places] == list(dict.fromkeys(lines))[:MOST_PLACES]
        assert len(entry.places) + entry.more == len(set(lines))


def test_names_are_in_the_order_of_readers(records: Records) -> None:
    """Capitals and marks on letters do not matter: Ångström stands before Berlin, école before Ehingen."""
    names = ["Zürich", "école", "Berlin", "Ångström", "Ehingen"]
    institutions = [replace(records.institutions[0], id=name, name=name) for name in names]
    found = index_institutions(replace(records, institutions=tuple(institutions)), places_of(records))
    assert [entry.name for entry in found] == ["Ångström", "Berlin", "école", "Ehingen", "Zürich"]


def test_people_by_family_name(records: Records) -> None:
    """The family name stands first where it is known; a name that was not taken apart stays whole."""
    whole = replace(records.people[0], id="p1", name="Scholz-Bürig", given=None, family=None)
    parts = replace(records.people[0], id="p2", name="Uwe Adler", given="Uwe", family="Adler")
    found = index_people(replace(records, people=(whole, parts)), places_of(records))
    assert [entry.name for entry in found] == ["Adler, Uwe", "Scholz-Bürig"]
