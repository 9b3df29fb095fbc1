"""What an invented editor writes: people, titles, headings, roles and sentences, by language."""

from __future__ import annotations

# Nobody of these exists, and no two share a family name.
PEOPLE = (
    "Alma Brückenthal", "Tobias Oberländer", "Nkechi Adeyemi-Rolfs", "Henrike Sandvoß", "Marek Dvořáček",
    "Philippa Thornquist", "Joaquín Belmonte", "Sunniva Aakerlund", "Rasmus Teglgaard", "Ilse Wannemacher",
    "Kwabena Ofosuhene", "Leticia Marabotto", "Gerwin Huppertz", "Oonagh Mulrennan", "Takumi Fujisawa",
    "Zdenka Hrubá", "Bartholomew Quennell", "Annegret Zschoche", "Farid Moazami", "Wilhelmina Achterberg",
)  # fmt: skip
TITLES = {
    "en": (
        "Bridges of Learning", "Atlas of Shared Waters", "Common Ground Initiative", "The Long Table",
        "Open Harbour Network", "Laboratory for Quiet Cities", "Seeds and Borders", "Northern Lights Exchange",
        "Archive of Everyday Machines", "Partners for Resilient Coasts", "School of Slow Technology",
        "Forum for Plural Memory", "Cold Regions Observatory", "Joint Workshop on Old Paper",
        "The Pollinator Alliance",
    ),
    "de": (
        "Brücken der Wissenschaft", "Atlas gemeinsamer Gewässer", "Werkstatt Stille Stadt", "Der lange Tisch",
        "Netzwerk Offener Hafen", "Saatgut und Grenzen", "Austausch Polarlicht", "Archiv der Alltagsmaschinen",
        "Bündnis für widerstandsfähige Küsten", "Schule der langsamen Technik", "Forum geteilte Erinnerung",
        "Observatorium Kalte Regionen", "Gemeinsame Papierwerkstatt", "Allianz der Bestäuber",
        "Haus der vielen Sprachen",
    ),
}  # fmt: skip
HEADINGS = {
    "en": (
        "Joint research", "Teaching across borders", "Alliances and consortia", "Ties with industry",
        "Doctoral training", "Regional cooperation", "Structures for the long term", "Newer undertakings",
    ),
    "de": (
        "Gemeinsam forschen", "Lehre über Grenzen hinweg", "Bündnisse und Konsortien", "Verbindungen zur Wirtschaft",
        "Ausbildung von Promovierenden", "Zusammenarbeit in der Region", "Auf Dauer angelegt", "Neuere Vorhaben",
    ),
}  # fmt: skip
ROLES = {
    "en": (
        "Programme manager",
        "Scientific coordinator",
        "Managing director",
        "Academic director",
        "Project assistant",
    ),
    "de": ("Programmleitung", "Wissenschaftliche Koordination", "Geschäftsführung", "Projektassistenz", "Sprecher"),
}
LINKS = {"en": ("Programme website", "Calls and deadlines"), "de": ("Webseite des Programms", "Termine und Fristen")}
CAPTIONS = {
    "en": ("Guests of the last workshop in front of the library", "The new rooms shortly before the opening"),
    "de": ("Gäste des letzten Workshops vor der Bibliothek", "Die neuen Räume kurz vor der Eröffnung"),
}
# With a programme or an institution in place of {}.
PROGRAM_SENTENCES = {
    "en": ("Guests can also apply for the {}.", "Places in the {} are filled every spring.", "The {} pays for travel."),
    "de": (
        "Gäste können sich auch für {} bewerben.",
        "Plätze in {} werden im Frühjahr vergeben.",
        "{} zahlt die Reisen.",
    ),
}
TITLE_ENDINGS = {
    "en": (": the next phase", " – second phase", " and its alumni", " (international)"),
    "de": (": die nächste Phase", " – zweite Phase", " und Ehemalige", " (international)"),
}
LINK_ENDINGS = {"en": " (in English)", "de": " (auf Englisch)"}
CAPTION_ENDINGS = {"en": " (archive)", "de": " (Archiv)"}
OPENINGS = {
    "en": ("Today, ", "At present, ", "By now, ", "As before, ", "In short, ", "In practice, "),
    "de": ("Heute gilt: ", "Kurz gesagt: ", "Wie bisher: ", "In der Praxis: ", "Inzwischen gilt: ", "Anders gesagt: "),
}
# Behind a sentence that names nothing: what it was about, with the names that stood there.
REMINDERS = {"en": "This concerns {}.", "de": "Das betrifft {}."}
AND = {"en": " and ", "de": " und "}
SYNONYMS = {
    "en": {
        "and": "as well as", "with": "together with", "since": "from", "joint": "common", "students": "learners",
        "research": "scholarship", "researchers": "scholars", "every": "each", "year": "twelve months",
        "has": "now has", "have": "now have", "are": "remain", "is": "remains", "was": "had been",
        "were": "had been", "for": "in favour of", "more": "further", "than": "compared with", "also": "likewise",
        "both": "the two", "which": "that", "new": "recent", "first": "earliest", "two": "a pair of",
        "three": "a trio of", "many": "numerous", "after": "following", "between": "among",
        "together": "side by side", "from": "out of", "about": "around", "programme": "scheme",
        "project": "undertaking", "projects": "undertakings", "network": "web", "supported": "backed",
        "founded": "set up", "partners": "allies", "work": "labour", "long": "lasting", "small": "modest",
        "large": "sizeable", "now": "today",
    },
    "de": {
        "und": "sowie", "mit": "gemeinsam mit", "seit": "von Beginn an", "gemeinsame": "geteilte",
        "Studierende": "Lernende", "Forschung": "Wissenschaft", "jedes": "ein jedes", "Jahr": "Kalenderjahr",
        "hat": "besitzt", "haben": "besitzen", "ist": "bleibt", "sind": "bleiben", "war": "blieb",
        "waren": "blieben", "für": "zugunsten", "mehr": "weitere", "als": "gegenüber", "auch": "ebenso",
        "beide": "alle zwei", "neue": "junge", "neuen": "jungen", "zwei": "zweierlei", "drei": "dreierlei",
        "viele": "zahlreiche", "nach": "im Anschluss an", "zwischen": "inmitten", "bei": "nahe",
        "zusammen": "Seite an Seite", "aus": "von", "rund": "etwa", "Programm": "Angebot", "Projekt": "Vorhaben",
        "Projekte": "Vorhaben", "Netzwerk": "Geflecht", "gegründet": "geschaffen", "Partner": "Verbündete",
        "wird": "ist", "werden": "sollen", "kleine": "bescheidene", "große": "stattliche", "jetzt": "heute",
        "nur": "lediglich", "aber": "doch", "noch": "weiterhin", "dort": "an Ort und Stelle",
        "hier": "an dieser Stelle", "dabei": "zugleich", "etwa": "ungefähr",
    },
}  # fmt: skip
