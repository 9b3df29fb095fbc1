"""The small words that hold a name together, and the words that end it."""

from __future__ import annotations

from lhextract.mentions.institution.heads import Kind

# fmt: off
# Between a head and its complement ("Institute of X", "Institut für X"), by the grammar of the head.
CONNECTORS = {
    Kind.ENGLISH: frozenset(["d'", "de", "des", "di", "du", "for", "of", "on"]),
    Kind.WEAK: frozenset(["for", "of", "on"]),
    Kind.GERMAN: frozenset(["der", "des", "für", "von", "zum", "zur"]),
    Kind.FOREIGN: frozenset([
        "d'", "da", "das", "de", "degli", "dei", "del", "della", "delle", "des", "di", "do", "dos",
        "du", "en", "för", "i", "para", "per", "pour", "van",
    ]),
}
ARTICLES = frozenset([
    "das", "degli", "dem", "den", "der", "des", "die", "el", "l'", "la", "las", "le", "les", "los",
    "the",
])
# Small words inside the name of a place or of a foreign body.
INNER = {
    Kind.ENGLISH: frozenset([
        "da", "das", "de", "del", "di", "do", "dos", "du", "el", "es", "la", "las", "los", "nad", "pod",
        "sur", "upon", "y", "zu",
    ]),
    Kind.WEAK: frozenset(),
    Kind.GERMAN: frozenset(["beider", "zu"]),
    Kind.FOREIGN: frozenset([
        "catholique", "da", "de", "degli", "del", "di", "do", "dos", "du", "e", "el", "en", "et",
        "française", "la", "las", "le", "les", "libre", "los", "national", "nationale", "normale",
        "polytechnique", "scientifique", "studi", "supérieure", "sur", "tekniska", "universitaire", "y",
    ]),
}
# What may stand between the words that a short form spells out.
LINKS = frozenset([
    "a", "an", "and", "beider", "der", "des", "for", "für", "im", "in", "of", "on", "the", "to", "und",
    "zu",
])
JOINS = frozenset(["&", "and", "e", "et", "i", "och", "und", "y"])
# After "University of X and": only a subject goes on with the name, never another place.
SUBJECTS = frozenset([
    "agriculture", "allied", "applied", "arts", "business", "design", "economics", "education",
    "engineering", "health", "innovation", "kultur", "kunst", "law", "life", "management", "medicine",
    "political", "research", "science", "sciences", "social", "technik", "technology", "wirtschaft",
    "wissenschaft", "wissenschaften",
])
# Owners that belong to a name: "King's College", but not "Delft's Faculty".
OWNERS = frozenset([
    "children's", "children’s", "king's", "king’s", "people's", "people’s", "queen's", "queen’s",
    "women's", "women’s",
])
# Heads that are as often the last word of a subject: "Language and Society".
SOFT = frozenset(["forum", "society", "union"])
# What no complement of a head goes on with: "Institute of Physics students".
STOPS = frozenset([
    "award", "campus", "conference", "members", "prize", "program", "programme", "programmes",
    "programs", "researchers", "staff", "student", "students",
])
PARTICLES = frozenset(["de", "van", "von"])
FRENCH = frozenset([
    "catholique", "centrale", "da", "de", "del", "di", "do", "du", "français", "française", "libre",
    "national", "nationale", "normale", "polytechnique", "suisse", "supérieure", "universitaire",
])
FIELDS = ("wissenschaft", "wissenschaften", "medizin", "technik", "wirtschaft")
UNIVERSITIES = (
    "university", "universität", "université", "universidad", "universidade", "università",
    "universiteit", "hochschule",
)
# fmt: on
