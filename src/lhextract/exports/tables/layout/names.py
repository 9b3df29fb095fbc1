"""The tables about who takes part: institutions and people, and where the page names them."""

from __future__ import annotations

from typing import get_args

from lhextract.exports.tables.layout.parts import SPAN, key_to, own_id, position, refers, whole
from lhextract.model.meaning import MN, ROR
from lhextract.model.mention import Label
from lhextract.model.record import InstitutionKind
from lhextract.model.table import Column, Table

INSTITUTIONS = Table(
    "institutions",
    "Institutions",
    "One row for each institution that the page names; its other names are in `institution_aliases`.",
    (
        own_id("institution", "Id of the institution."),
        position("the institutions of the page"),
        Column(
            "name", "string", "Its name, the official one where a table knows it.", "Tongji University", required=True
        ),
        Column(
            "kind",
            "string",
            "What it is; `unknown` where nothing tells.",
            "university",
            True,
            allowed=get_args(InstitutionKind),
        ),
        Column("country", "string", "Country, ISO 3166-1 alpha-2; empty if unknown.", "CN"),
        Column(
            "ror",
            "string",
            "ROR id (ror.org); empty if unknown.",
            "https://ror.org/03rc6as71",
            False,
            whole(ROR),
            format="uri",
        ),
        refers("institution", "The institution that it is part of; empty if unknown.", name="parent", required=False),
        Column("host", "boolean", "Whether it is the university whose page this is.", False, required=True),
    ),
    ("id",),
    (key_to("institution", name="parent"),),
)
INSTITUTION_ALIASES = Table(
    "institution_aliases",
    "Other names of institutions",
    "One row for each other name or short form of an institution.",
    (
        refers("institution", "The institution."),
        position("the aliases of the institution"),
        Column("alias", "string", "The other name.", "TU Dresden", required=True),
    ),
    ("institution", "position"),
    (key_to("institution"),),
)
INITIATIVE_INSTITUTIONS = Table(
    "initiative_institutions",
    "Who takes part in an initiative",
    "One row for each partner and each unit of the host university of an initiative.",
    (
        refers("initiative", "The initiative."),
        refers("institution", "The institution."),
        Column(
            "role",
            "string",
            "Partner, or unit of the host university.",
            "partner",
            True,
            allowed=("partner", "host unit"),
        ),
        position("the partners, or the host units, of the initiative"),
        Column(
            "name", "string", "The name as the initiative's text writes it first.", "Tongji University", required=True
        ),
        *SPAN,
    ),
    ("initiative", "role", "position"),
    (key_to("initiative"), key_to("institution")),
)
PEOPLE = Table(
    "people",
    "People",
    "One row for each person that the page names; titles are in `person_titles`.",
    (
        own_id("person", "Id of the person."),
        position("the people of the page"),
        Column("name", "string", "The fullest form of the name on the page.", "Eva Roth", required=True),
        Column("given", "string", "Given names; empty where they cannot be told.", "Eva"),
        Column("family", "string", "Family name; empty where it cannot be told.", "Roth"),
    ),
    ("id",),
)
PERSON_TITLES = Table(
    "person_titles",
    "Titles of people",
    "One row for each title of a person.",
    (
        refers("person", "The person."),
        position("the titles of the person"),
        Column("title", "string", "The title in its usual form.", "Prof.", required=True),
    ),
    ("person", "position"),
    (key_to("person"),),
)
INITIATIVE_PEOPLE = Table(
    "initiative_people",
    "Who is named in an initiative",
    "One row for each person and each initiative that names the person.",
    (
        refers("initiative", "The initiative."),
        refers("person", "The person."),
        position("the initiatives of the person"),
    ),
    ("initiative", "person"),
    (key_to("initiative"), key_to("person")),
)
MENTIONS = Table(
    "mentions",
    "Mentions",
    "One row for each name, number or date found in the text, whether in an initiative or not.",
    (
        Column("id", "string", "Id of the mention.", "mn-nib6pz6g6b", required=True, pattern=whole(MN)),
        position("the mentions of the page"),
        Column(
            "type", "string", "What is mentioned.", "INSTITUTION", True, allowed=tuple(label.value for label in Label)
        ),
        Column(
            "text",
            "string",
            "The words, exactly as in `text.txt` between the offsets.",
            "Tongji University",
            required=True,
        ),
        Column("line", "integer", "Number of the line.", 49, required=True),
        refers("initiative", "The initiative it stands in; empty for none.", required=False),
        refers("institution", "The institution it names; empty for other types.", required=False),
        refers("person", "The person it names; empty for other types, or where nobody can be told.", required=False),
        Column("rule", "string", "What found it.", "lookup/host", required=True),
        Column("confidence", "number", "How likely it is right, 0 to 1.", 0.97, required=True),
        *SPAN,
    ),
    ("id",),
    (key_to("initiative"), key_to("institution"), key_to("person")),
)
