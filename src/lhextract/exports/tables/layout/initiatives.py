"""The tables about initiatives: themselves, their contacts, and what else their blocks say."""

from __future__ import annotations

from datetime import date
from typing import get_args

from lhextract.exports.tables.layout.page import CATEGORY_OF
from lhextract.exports.tables.layout.parts import SPAN, item_id, key_to, own_id, position, refers, whole
from lhextract.model.meaning import E164
from lhextract.model.record import YearRole
from lhextract.model.table import Column, Table

TEXT = (
    "Central European Campus Neisse/Nisa is a joint Master's program in the field of International Management offered "
    "by International Institute (IHI) Zittau and TU Liberec. Students choose modules of at least 30 ECTS at one of the "
    "campuses, commute between them because they are just an hour away by train and streetcar, and receive a double "
    "degree at the end. Studying at the Central European Campus is Europe in permanent mode. further information"
)
_INITIATIVE = refers("initiative", "The initiative.")

INITIATIVES = Table(
    "initiatives",
    "Initiatives",
    "One row for each initiative (partnership, network, program) of the page.",
    (
        own_id("initiative", "Id of the initiative: the same while it is renamed, moved or rewritten."),
        position("the initiatives of the page"),
        Column("name", "string", "Name of the initiative.", "Flinders University", required=True),
        Column(
            "name_derived",
            "boolean",
            "Whether the name was taken from the text, because no title is shown.",
            True,
            True,
        ),
        refers("category", CATEGORY_OF, required=False),
        Column(
            "text",
            "string",
            "The block's text, lines separated by a line feed; empty where there is only a title.",
            TEXT,
        ),
        *SPAN,
    ),
    ("id",),
    (key_to("category"),),
)
CONTACTS = Table(
    "contacts",
    "Contacts",
    "One row for each person or office to be contacted about an initiative; the numbers are in `phones`.",
    (
        own_id("contact", "Id of the contact: the same while its phone or role changes."),
        _INITIATIVE,
        position("the contacts of the initiative"),
        refers(
            "person",
            "The person, as a row of `people`; empty for an office, or where nobody can be told.",
            required=False,
        ),
        Column("person_name", "string", "Name of the person; empty for an office without one.", "Eva Roth"),
        Column("titles_before", "string", "Titles before the name, as written.", "Prof. Dr."),
        Column("titles_after", "string", "Titles behind the name, as written.", "M.A."),
        Column("role", "string", "What the person does, as written.", "International Affairs Advisor"),
        Column("unit", "string", "Where the person works, as written.", "School of Medicine"),
        Column("email", "string", "E-mail address.", "name@university.example", format="email"),
        *SPAN,
    ),
    ("id",),
    (key_to("initiative"), key_to("person")),
)
PHONES = Table(
    "phones",
    "Phone numbers",
    "One row for each number of a contact.",
    (
        item_id("contact", "tel"),
        refers("contact", "The contact."),
        position("the numbers of the contact"),
        Column(
            "uri",
            "string",
            "The number as `tel:` URI (RFC 3966): E.164, and the extension where there is one. Empty where the number "
            "cannot be read. Not bare E.164, because readers make an integer of that and lose the plus.",
            "tel:+4935146300000",
            pattern=f"tel:{whole(E164)}(;ext=[0-9]+)?",
        ),
        Column(
            "extension",
            "string",
            "The extension as RFC 3966 writes it, also of a number that cannot be read; empty if there is none.",
            "ext=3317",
            pattern="ext=[0-9]+",
        ),
        Column("raw", "string", "The number as written.", "+49 351 463-00000", required=True),
        Column(
            "national",
            "string",
            "As dialled within its country; as written where it cannot be read.",
            "0351 46300000",
            True,
        ),
        Column("region", "string", "Region of the number, ISO 3166-1 alpha-2; empty if unknown.", "DE"),
        *SPAN,
    ),
    ("id",),
    (key_to("contact"),),
)
YEARS = Table(
    "years",
    "Years and dates",
    "One row for each year or date that the text of an initiative gives.",
    (
        item_id("initiative", "yr"),
        _INITIATIVE,
        position("the dates of the initiative"),
        Column("text", "string", "The date as written.", "Feb. 27 - Mar. 21, 2023", required=True),
        Column(
            "edtf",
            "string",
            "The date in EDTF (ISO 8601-2): a year, month, day, or an interval with `/`; `..` for an open end. Empty "
            "where it cannot be read.",
            "2023-02-27/2023-03-21",
        ),
        Column(
            "first_day",
            "date",
            "The earliest day it can mean; empty for an open beginning or a season.",
            date(2023, 2, 27),
        ),
        Column("last_day", "date", "The latest day it can mean; empty for an open end or a season.", date(2023, 3, 21)),
        Column("role", "string", "What the date is to the initiative.", "start", True, allowed=get_args(YearRole)),
        *SPAN,
    ),
    ("id",),
    (key_to("initiative"),),
)
PROGRAMS = Table(
    "programs",
    "Programs",
    "One row for each named programme in the text of an initiative.",
    (
        item_id("initiative", "pr"),
        _INITIATIVE,
        position("the programs of the initiative"),
        Column("name", "string", "Name of the programme, as at its first mention.", "CouReg", required=True),
        *SPAN,
    ),
    ("id",),
    (key_to("initiative"),),
)
LINKS = Table(
    "links",
    "Links",
    "One row for each link of an initiative; flattened text keeps the words and loses the address.",
    (
        item_id("initiative", "ln"),
        _INITIATIVE,
        position("the links of the initiative"),
        Column("text", "string", "The words of the link.", "further information"),
        Column(
            "url",
            "string",
            "Its address as the page gives it; never a value to be followed unread.",
            "https://iccl.inf.tu-dresden.de",
        ),
        *SPAN,
    ),
    ("id",),
    (key_to("initiative"),),
)
CAPTIONS = Table(
    "captions",
    "Captions",
    "One row for each caption of a picture in an initiative.",
    (
        item_id("initiative", "cp"),
        _INITIATIVE,
        position("the captions of the initiative"),
        Column("text", "string", "The caption.", "Simulation of the impact on a concrete slab", required=True),
        *SPAN,
    ),
    ("id",),
    (key_to("initiative"),),
)
ACRONYMS = Table(
    "acronyms",
    "Acronyms",
    "One row for each long form to which an initiative's text gives a short one.",
    (
        item_id("initiative", "ac"),
        _INITIATIVE,
        position("the acronyms of the initiative"),
        Column("long_form", "string", "The long form.", "Korea Institute of Materials Science", required=True),
        Column("short_form", "string", "The short form.", "KIMS", required=True),
        *SPAN,
    ),
    ("id",),
    (key_to("initiative"),),
)
PROVENANCE = Table(
    "provenance",
    "Where values come from",
    "One row for each field whose origin is known.",
    (
        _INITIATIVE,
        Column("field", "string", "Path of the field within the initiative.", "name", True),
        Column(
            "made_by",
            "string",
            "What kind of thing made the value.",
            "rule",
            True,
            allowed=("rule", "model", "lookup", "correction"),
        ),
        Column("name", "string", "Which one.", "name/partner", required=True),
        Column("confidence", "number", "How likely the value is right, 0 to 1.", 0.8, required=True),
    ),
    ("initiative", "field"),
    (key_to("initiative"),),
)
