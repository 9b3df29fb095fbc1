"""The markup-blind oracle: a page and its flattened text lead to the same records.

Markup is evidence, not content, so what the program finds on an HTML page it must find on its lines alone: with the
titles that the page shows, and without them, as flattened text mostly comes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

import pytest

from lhextract.lookups import Lookups
from lhextract.model.outline import LineRole
from lhextract.model.page import Snapshot
from lhextract.model.record import Contact, Initiative, Records
from lhextract.profile import Profile
from lhextract.run import Extraction, extract
from tests import floors
from tests.conftest import GOLDEN, Extract

# A case counts from when its floors are pinned; test_golden sees to it that all are.
PINNED = json.loads(floors.FLOORS.read_text(encoding="utf-8"))["inputs"]
CASES = sorted(path.parent.name for path in GOLDEN.glob("*/source.html") if path.parent.name in PINNED)
KEPT, DROPPED = "titles-kept", "titles-dropped"
PARTS = ("blocks", "categories", "contacts")

# What the program does not yet do without markup, per case, variant and part, and why. A row that passes is an error:
# it goes when the program is mended.
NO_CONTACT = "an initiative that ends without a contact is not told from the next one where no title stands between"
BRACKET = "what stands in brackets after a role is a unit with markup and part of the role without"
OTHERWISE = "found when the page was added: the outline cuts it otherwise with markup than without; not mended yet"
TABLE = "found when the page was added: persons or roles of a contact table are seen only with markup; not mended yet"
FRAGMENT = "the words that open a list (Partners on the ground are) are read as a heading"
NEW_PAGES = ("milan-programmes", "potsdam-initiativen", "weimar-projects")
KNOWN: dict[tuple[str, str, str], str] = {
    ("galway-cards", DROPPED, "blocks"): f"{NO_CONTACT}: a link line of bare words before it is read as a caption",
    ("lisbon-atlas", DROPPED, "blocks"): f"{NO_CONTACT}, ten times; a link line of bare words is read as a heading",
    ("lund-html", DROPPED, "blocks"): f"{NO_CONTACT}: a caption opens the next one",
    ("muenster-buendnisse", DROPPED, "blocks"): "a paragraph after the contact is read as the next initiative",
    ("zurich-centers", DROPPED, "blocks"): f"{NO_CONTACT}; a contact table names initiatives by titles that are gone",
    ("monash-networks", KEPT, "contacts"): BRACKET,
    ("monash-networks", DROPPED, "contacts"): BRACKET,
    ("monash-networks", DROPPED, "blocks"): FRAGMENT,
    ("monash-networks", KEPT, "categories"): f"{FRAGMENT}; levels of headings that share no word are not seen",
    ("monash-networks", DROPPED, "categories"): f"{FRAGMENT}; levels of headings that share no word are not seen",
    ("leipzig-partner", DROPPED, "blocks"): NO_CONTACT,
    **{(case, kind, "blocks"): OTHERWISE for case in NEW_PAGES for kind in (KEPT, DROPPED)},
    **{(case, kind, "contacts"): TABLE for case in ("milan-programmes", "weimar-projects") for kind in (KEPT, DROPPED)},
    ("potsdam-initiativen", DROPPED, "categories"): OTHERWISE,
    ("lisbon-atlas", DROPPED, "categories"): "a link line of bare words is read as a heading, and ends the path",
    ("zurich-centers", DROPPED, "contacts"): "a contact table names initiatives by titles that are gone",
}


def unmarked(text: str) -> Extraction:
    """Extract a page from its text alone."""
    body = text.encode("utf-8")
    snapshot = Snapshot("blind", None, "text/plain", None, hashlib.sha256(body).hexdigest(), body)
    return extract(snapshot, profile=Profile(), lookups=Lookups())


class Seen:
    """What is compared: an extraction, with the lines of the HTML page that its own lines come from.

    `sources` has one index into the lines of the HTML page per line; `aside` are those that are not compared.
    """

    def __init__(self, extraction: Extraction, sources: list[int], aside: frozenset[int]) -> None:
        assert extraction.records is not None
        self.extraction = extraction
        self.records: Records = extraction.records
        self.sources = sources
        self.aside = aside

    @property
    def owners(self) -> dict[int, str]:
        """The initiative that owns a line, where one does."""
        return {
            source: line.initiative
            for source, line in zip(self.sources, self.records.lines, strict=True)
            if line.initiative is not None and source not in self.aside
        }

    @property
    def blocks(self) -> list[list[str]]:
        """The texts of the lines of every initiative, in page order."""
        texts = dict(zip(self.sources, self.extraction.page.text.split("\n"), strict=True))
        owners = self.owners
        return [
            [texts[source] for source in self.sources if owners.get(source) == initiative.id]
            for initiative in self.records.initiatives
        ]

    @property
    def categories(self) -> dict[int, tuple[str, ...]]:
        """The category path that a line stands under, by the initiative that owns it."""
        paths = {initiative.id: initiative.category for initiative in self.records.initiatives}
        return {source: paths[owner] for source, owner in self.owners.items()}

    @property
    def contacts(self) -> list[tuple[Any, ...]]:
        """The contacts in page order, so that those of a false block are compared too."""
        contacts = [contact for initiative in self.records.initiatives for contact in initiative.contacts]
        return [self._contact(contact) for contact in sorted(contacts, key=lambda contact: contact.start)]

    def _contact(self, contact: Contact) -> tuple[Any, ...]:
        shared = set(self._shared_cells(contact))
        text = self.extraction.page.text
        phones = [
            phone.e164
            for phone in contact.phones
            # Only the link behind "Call" carries the number.
            if text[phone.start : phone.end] == phone.raw and phone.raw not in shared
        ]
        return contact.person, phones, None if contact.unit in shared else contact.unit, contact.role

    def _shared_cells(self, contact: Contact) -> Iterator[str]:
        """The cells that a contact shares with one of the rows above it."""
        layout = self.extraction.page.layout
        for line, markup in zip(self.extraction.page.lines, layout.lines if layout else (), strict=False):
            if markup.rows is not None and markup.rows[0] < markup.rows[1] and line.start < contact.start:
                yield self.extraction.page.line_text(line)


@pytest.fixture(scope="module")
def see(extract_golden: Extract) -> Callable[[str, str], tuple[Seen, Seen]]:
    """The page of a case as the program sees it with its markup, and by its lines alone."""

    @cache
    def seen(case: str, variant: str) -> tuple[Seen, Seen]:
        marked = extract_golden(case, None)
        assert marked.records is not None
        roles = [line.role for line in marked.records.lines]
        aside = frozenset(
            index for index, role in enumerate(roles) if role in {LineRole.TITLE, LineRole.NAV, LineRole.BLANK}
        )
        kept = [index for index, role in enumerate(roles) if variant == KEPT or role is not LineRole.TITLE]
        lines = marked.page.text.split("\n")
        blind = unmarked("\n".join(lines[index] for index in kept))
        return Seen(marked, list(range(len(lines))), aside), Seen(blind, kept, aside)

    return seen


def rows() -> Iterator[Any]:
    """Every case, variant and part; what is known to fail is marked so, with its reason."""
    for case in CASES:
        for variant in (KEPT, DROPPED):
            for part in PARTS:
                reason = KNOWN.get((case, variant, part))
                known = [pytest.mark.xfail(strict=True, raises=AssertionError, reason=reason)] if reason else []
                yield pytest.param(case, variant, part, marks=known, id=f"{case}-{variant}-{part}")


@pytest.mark.parametrize(("case", "variant", "part"), list(rows()))
def test_text_leads_to_the_same(
    case: str, variant: str, part: str, see: Callable[[str, str], tuple[Seen, Seen]]
) -> None:
    """Blocks, category paths and contacts of a page are those of its text.

    Categories are compared on the lines that both give to an initiative; which these are is what blocks compare.
    """
    marked, blind = see(case, variant)
    theirs, ours = getattr(marked, part), getattr(blind, part)
    assert theirs
    if part == "categories":
        both = theirs.keys() & ours.keys()
        theirs, ours = ({source: paths[source] for source in sorted(both)} for paths in (theirs, ours))
        assert [c.path for c in blind.records.categories] == [c.path for c in marked.records.categories]
    assert ours == theirs


def test_known_failures_are_of_this_table() -> None:
    """No row of KNOWN names what is not tested."""
    assert not [key for key in KNOWN if key not in {(c, v, p) for c in CASES for v in (KEPT, DROPPED) for p in PARTS}]


def _contact_fields(contact: Contact) -> tuple[Any, ...]:
    return (
        contact.person,
        contact.titles_before,
        contact.titles_after,
        contact.role,
        contact.unit,
        [(phone.raw, phone.e164, phone.national, phone.ext, phone.region) for phone in contact.phones],
        contact.email,
    )


# What text and HTML of the lighthouse page must have in common. Text shows no titles, so names, and acronyms that
# titles give, may differ; it has no addresses of links.
LIGHTHOUSE_FIELDS: dict[str, Callable[[Initiative], Any]] = {
    "order": lambda i: i.order,
    "category": lambda i: i.category,
    "text": lambda i: i.text,
    "partners": lambda i: [partner.name for partner in i.partners],
    "host_units": lambda i: [unit.name for unit in i.host_units],
    "contacts": lambda i: [_contact_fields(contact) for contact in i.contacts],
    "years": lambda i: [(year.text, year.value, year.role) for year in i.years],
    "programs": lambda i: [program.name for program in i.programs],
    "links": lambda i: [link.text for link in i.links],
    "captions": lambda i: [caption.text for caption in i.captions],
}


MENTIONS = "mentions"
# Shown titles are read together with the text below them and say some names once more, so that the network and the
# judge see a name more or less likely; where a profile's lookups settle it, nothing differs.
OTHER_LINES = "a name of doubtful kind (a device, a method, a network) is taken on one of the two pages only"
DOUBTFUL = (("programs", (9, 13, 21)), (MENTIONS, (6, 9, 21)))
KNOWN_LIGHTHOUSES: dict[tuple[str, int, str | None], str] = {
    (name, order, None): OTHER_LINES for name, orders in DOUBTFUL for order in orders
} | {
    ("partners", 10, profile): "who takes part is weighed, and the shown title weighs with it"
    for profile in (None, "lighthouses")
}
ORDERS = range(1, 23)


def lighthouse_rows(names: Iterable[str]) -> Iterator[Any]:
    """Every field of every record, by profile and without; what is known to fail is marked so, with its reason."""
    for profile in (None, "lighthouses"):
        for name in names:
            for order in ORDERS:
                reason = KNOWN_LIGHTHOUSES.get((name, order, profile))
                known = [pytest.mark.xfail(strict=True, raises=AssertionError, reason=reason)] if reason else []
                yield pytest.param(name, order, profile, marks=known, id=f"{name}-{order}-{profile or 'no-profile'}")


def records_of(extraction: Extraction) -> Records:
    """The records, which every finished extraction has."""
    assert extraction.records is not None
    return extraction.records


@pytest.mark.parametrize(("name", "order", "profile"), list(lighthouse_rows(LIGHTHOUSE_FIELDS)))
def test_lighthouse_page_from_text_and_html(
    name: str, order: int, profile: str | None, extract_golden: Extract
) -> None:
    """Every field of the lighthouse page is the same from its text and from its HTML."""
    text, html = (
        records_of(extract_golden(case, profile)).initiatives[order - 1] for case in ("lighthouses", "lighthouses-html")
    )
    assert LIGHTHOUSE_FIELDS[name](html) == LIGHTHOUSE_FIELDS[name](text)


@pytest.mark.parametrize(("name", "order", "profile"), list(lighthouse_rows([MENTIONS])))
def test_lighthouse_mentions_from_text_and_html(
    name: str, order: int, profile: str | None, extract_golden: Extract
) -> None:
    """The lighthouse page gives the same mentions from its text and from its HTML, those in titles aside."""
    assert name == MENTIONS
    text, html = (
        _mentions(records_of(extract_golden(case, profile)), order) for case in ("lighthouses", "lighthouses-html")
    )
    assert html == text


def _mentions(records: Records, order: int) -> list[tuple[str, str]]:
    roles = {line.number: line.role for line in records.lines}
    owner = records.initiatives[order - 1].id
    return [
        (mention.type.value, mention.text)
        for mention in records.mentions
        if mention.initiative == owner and roles[mention.line] is not LineRole.TITLE
    ]


@pytest.mark.parametrize("profile", [None, "lighthouses"], ids=["no-profile", "profile"])
def test_lighthouse_page_from_text_and_html_as_a_whole(profile: str | None, extract_golden: Extract) -> None:
    """What the page says of itself, its categories and its shape are the same from its text and from its HTML."""
    text, html = (records_of(extract_golden(case, profile)) for case in ("lighthouses", "lighthouses-html"))
    for records in (text, html):
        assert records.stated.initiatives is not None
        assert records.stated.categories is not None
        assert (records.stated.initiatives.value, records.stated.categories.value) == (22, 5)
        assert len(records.initiatives) == len(ORDERS)
        # Each field is somewhere, so that equal does not mean empty.
        for read in LIGHTHOUSE_FIELDS.values():
            assert any(read(initiative) for initiative in records.initiatives)
    assert [(c.path, c.label, c.description) for c in html.categories] == [
        (c.path, c.label, c.description) for c in text.categories
    ]
    assert (html.source.language, html.source.region) == (text.source.language, text.source.region)
