"""The tables about the page: where it comes from, its lines and categories, ids that are no longer in use."""

from __future__ import annotations

from lhextract.exports.tables.layout.parts import EXAMPLES, PREFIXES, SPAN, key_to, own_id, position, refers, whole
from lhextract.model.meaning import SHA256, ident_pattern
from lhextract.model.outline import LineRole
from lhextract.model.table import Column, Table

_SHA256 = whole(SHA256)
DIGEST = "2f065134687003b37f887c0e865dce133f2dc989d99b5392d46642f5c300a2de"
URL = (
    "https://tu-dresden.de/internationales/partnerschaften-kooperation/"
    "dezentrale-partnerschaften-netzwerke-und-programme"
)
CATEGORY_OF = "The leaf category under which it stands; empty where the page has no categories."


def _stated(what: str, example: int, start: int, end: int) -> tuple[Column, ...]:
    return (
        Column(
            f"stated_{what}", "integer", f"How many {what} the page itself says it has; empty if it does not.", example
        ),
        Column(f"stated_{what}_start", "integer", "Where it says so: offset of the first character.", start),
        Column(f"stated_{what}_end", "integer", "Where it says so: offset behind the last character.", end),
    )


SOURCES = Table(
    "sources",
    "The page",
    "One row: the page that everything else was read from.",
    (
        Column("id", "string", "Id of the source: the name of its profile.", "lighthouses", required=True),
        Column("schema_version", "string", "Version of the schema of these records.", "1.0.0", required=True),
        Column("url", "string", "Address of the page, empty where none is known.", URL, format="uri"),
        Column("language", "string", "Language of the page, ISO 639-1.", "en", required=True),
        Column("region", "string", "Region assumed for phone numbers without country code, ISO 3166-1 alpha-2.", "DE"),
        Column("snapshot_sha256", "string", "SHA-256 of the page's bytes as fetched.", DIGEST, True, _SHA256),
        Column(
            "snapshot_retrieved",
            "string",
            "When they were fetched, ISO 8601; empty where nobody noted it.",
            "2026-01-01T00:00:00Z",
        ),
        Column("snapshot_media_type", "string", "Media type of these bytes.", "text/plain", required=True),
        Column("text_sha256", "string", "SHA-256 of `text.txt`, to which all offsets refer.", DIGEST, True, _SHA256),
        *_stated("initiatives", 22, 618, 632),
        *_stated("categories", 5, 744, 759),
    ),
    ("id",),
)
CATEGORIES = Table(
    "categories",
    "Categories",
    "The leaf categories of the page; the headings above each are in `category_levels`.",
    (
        own_id("category", "Id of the category."),
        position("the categories of the page"),
        Column("label", "string", "The innermost heading.", "Partnerships", required=True),
        Column(
            "description",
            "string",
            "The prose under the heading, before the first initiative; empty where there is none.",
            "These networks are built around Dresden research institutes and have a high international impact in their "
            "respective research fields.",
        ),
        *SPAN,
    ),
    ("id",),
)
CATEGORY_LEVELS = Table(
    "category_levels",
    "Headings of categories",
    "The headings of each category from the outermost (level 1) to its own label.",
    (
        refers("category", "The category."),
        Column("level", "integer", "1 is the outermost heading.", 1, required=True),
        Column("heading", "string", "The heading.", "Networks", required=True),
    ),
    ("category", "level"),
    (key_to("category"),),
)
LINES = Table(
    "lines",
    "Lines of the page",
    "Every line of `text.txt`, blank ones too, with its part in the page.",
    (
        Column("number", "integer", "Number of the line, counted from 1.", 49, required=True),
        Column(
            "role", "string", "What the line is.", "body", required=True, allowed=tuple(role.value for role in LineRole)
        ),
        refers("initiative", "The initiative that the line belongs to; empty for none.", required=False),
        *SPAN,
    ),
    ("number",),
    (key_to("initiative"),),
)
TOMBSTONES = Table(
    "tombstones",
    "Ids that are no longer in use",
    "Ids of earlier extractions that the page no longer gives rise to. They are never given to anything else; what "
    "comes back gets its own id again and leaves this table.",
    (
        Column(
            "id",
            "string",
            "The id that was withdrawn.",
            EXAMPLES["initiative"],
            required=True,
            pattern=whole(ident_pattern(f"({'|'.join(PREFIXES.values())})")),
        ),
        Column("kind", "string", "What had the id.", "initiative", required=True, allowed=tuple(PREFIXES)),
    ),
    ("id",),
)
