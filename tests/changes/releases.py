"""Releases made by chance, for laws."""

from __future__ import annotations

from hypothesis import strategies as st

from lhextract.changes.release import in_order
from lhextract.model.release import (
    Release,
    ReleasedCategory,
    ReleasedContact,
    ReleasedInitiative,
    ReleasedLink,
    ReleasedParty,
    ReleasedYear,
)

words = st.sampled_from(["", "Alpha", "Beta", "Gamma", "Alpha Beta", "Beta Gamma Delta", "Gamma's \u00e9"])
named = st.sampled_from(["Alpha", "Beta", "Alpha Beta", "Gamma Delta"])
maybe = st.none() | named
PATHS = [("Networks",), ("Networks", "Local"), ("Networks", "Abroad"), ("Programs",)]


def sorted_tuple(values, key):
    """Lists of a release are sorted, and may hold a value twice."""
    return st.lists(values, max_size=4).map(lambda found: tuple(sorted(found, key=key)))


def by_id(values, key):
    """A list in which every id stands once."""
    return st.lists(values, max_size=4, unique_by=key).map(lambda found: tuple(sorted(found, key=key)))


parties = by_id(
    st.builds(ReleasedParty, st.sampled_from(["org-a", "org-b", "org-c"]), named, maybe), lambda p: p.institution
)
contacts = by_id(
    st.builds(
        ReleasedContact,
        st.sampled_from(["ct-a", "ct-b", "ct-c"]),
        maybe,
        maybe,
        maybe,
        maybe,
        by_id(st.sampled_from(["+491", "+492", "+493 ext. 4"]), str),
        maybe,
    ),
    lambda c: c.id,
)
years = sorted_tuple(
    st.builds(ReleasedYear, st.sampled_from(["2010", "2011", "201X"]), st.sampled_from(["start", "event"])),
    lambda y: (y.value, y.role),
)
links = sorted_tuple(st.builds(ReleasedLink, maybe, maybe), lambda x: (x.text or "", x.url or ""))
initiatives = st.builds(
    ReleasedInitiative,
    st.sampled_from([f"lh-{letter}" for letter in "abcdefgh"]),
    named,
    st.sampled_from([*PATHS, ()]),
    words,
    parties,
    parties,
    contacts,
    years,
    sorted_tuple(named, str),
    links,
    sorted_tuple(named, str),
)
categories = st.builds(ReleasedCategory, st.sampled_from(["cat-a", "cat-b", "cat-c"]), st.sampled_from(PATHS), words)


@st.composite
def releases(draw) -> Release:
    """A release as `release_of` makes it: ids once, headings once, initiatives by category."""
    found = draw(st.lists(categories, max_size=4, unique_by=(lambda c: c.id, lambda c: c.path)))
    inside = draw(st.lists(initiatives, max_size=6, unique_by=lambda i: i.id))
    return Release(tuple(found), in_order(found, inside))
