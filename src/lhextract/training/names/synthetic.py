"""Lines of university pages that nobody wrote: patterns filled with names of organisations, units and people."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lhextract.mentions.tagger.tags import KINDS
from lhextract.training.names import wordlists as w
from lhextract.training.names.examples import Document, Marked, Name
from lhextract.training.names.patterns import PATTERNS_DE, PATTERNS_EN, Pattern

SLOT = re.compile(r"\{(\w+)\}")
ALL_KINDS = frozenset(KINDS)
LATIN = re.compile(r"[\u0000-\u024f’–\u1e00-\u1eff]+")
LONGEST = 9  # words of a name taken from the registry
UNITS_EN = (
    "Institute of {f}", "Institute for {f}", "Department of {f}", "School of {f}", "Faculty of {f}", "Chair of {f}",
    "Center for {f}", "Centre for {f}", "{f} Research Group", "Laboratory of {f}", "Chair for {f}", "{f} Laboratory",
    "Division of {f}", "Graduate School of {f}", "{f} Department", "Center for {a} {n}", "Clinic for {f}",
)  # fmt: skip
UNITS_DE = (
    "Institut für {g}", "Lehrstuhl für {g}", "Professur für {g}", "Fakultät für {g}", "Fakultät {g}", "Klinik für {g}",
    "Zentrum für {g}", "Abteilung für {g}", "Seminar für {g}", "Forschungsstelle {g}", "Fachbereich {g}",
    "Zentrum für {b} {m}", "Department {g}", "Arbeitsgruppe {g}", "Institutes für {g}", "Fachrichtung {g}",
)  # fmt: skip
HEAD = re.compile(
    r"institut|lehrstuhl|professur|fakult|klinik|zentrum|abteilung|seminar|fachbereich|department|school of|faculty|"
    r"chair|cent(?:er|re)|laborator|division|clinic|labor\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Registry:
    """Names of organisations by type, and their short forms; from the Research Organization Registry (CC0)."""

    universities: tuple[str, ...]
    others: tuple[str, ...]
    companies: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    german: tuple[str, ...]

    def acronym(self, rng: random.Random) -> str:
        """A short form."""
        return rng.choice(self.pairs)[1]


def read_registry(path: Path) -> Registry:
    """Read `ror-names.jsonl.gz`; names in other scripts, long ones and those with brackets are left out."""
    universities: list[str] = []
    others: list[str] = []
    companies: list[str] = []
    pairs: list[tuple[str, str]] = []
    german: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            forms = [row["name"], *(text for text, _, kind in row["names"] if kind in {"alias", "label"})]
            forms = [form for form in forms if _usable(form)]
            if not forms:
                continue
            target = universities if "education" in row["types"] else companies if "company" in row["types"] else others
            target += forms[:2]
            german += [text for text, language, _ in row["names"] if language == "de" and _usable(text)]
            if row["country"] in {"DE", "AT", "CH"} and "education" in row["types"]:
                german += forms
            short = [
                text for text, _, kind in row["names"] if kind == "acronym" and 2 <= len(text) <= 9 and _usable(text)
            ]
            pairs += [(forms[0], short[0])] if short else []
    return Registry(tuple(universities), tuple(others), tuple(companies), tuple(pairs), tuple(german))


def _usable(name: str) -> bool:
    return bool(LATIN.fullmatch(name)) and "(" not in name and 0 < len(name.split()) <= LONGEST and name == name.strip()


class Maker:
    """Makes names and lines; every draw comes from the generator it is given."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._slots: dict[str, tuple[str | None, Callable[[random.Random], str]]] = {
            "U": ("INSTITUTION", self.university),
            "UD": ("INSTITUTION", self.german_university),
            "O": ("INSTITUTION", self.organisation),
            "C": ("INSTITUTION", lambda rng: rng.choice(self._registry.companies)),
            "UNIT": ("INSTITUTION", lambda rng: self.unit(rng, german=False)),
            "EINHEIT": ("INSTITUTION", lambda rng: self.unit(rng, german=True)),
            "ACR": ("INSTITUTION", self._registry.acronym),
            "F": ("INSTITUTION", lambda rng: rng.choice(w.FUNDERS)),
            "P": ("PERSON", self.person),
            "LAST": ("PERSON", lambda rng: rng.choice(rng.choice(w.LAST))),
            "PROG": ("PROGRAM", lambda rng: self.programme(rng, german=False)),
            "PROGD": ("PROGRAM", lambda rng: self.programme(rng, german=True)),
            "COINED": ("PROGRAM", self.coined),
            "SUBJ": ("PROGRAM", lambda rng: rng.choice(w.FIELDS_EN)),
            "FACH": ("PROGRAM", lambda rng: rng.choice(w.FIELDS_DE)),
            "CODE": ("PROGRAM", self.code),
            "SCHEME": ("PROGRAM", lambda rng: rng.choice(w.SCHEMES)),
            "PLACE": ("PLACE", lambda rng: rng.choice(w.PLACES)),
            "LAND": ("PLACE", lambda rng: rng.choice(w.COUNTRIES)),
            "T": (None, lambda rng: rng.choice(w.TITLES_EN)),
            "TD": (None, lambda rng: rng.choice(w.TITLES_DE)),
            "AFTER": (None, lambda rng: rng.choice(w.AFTER)),
            "FIELD": (None, lambda rng: rng.choice(w.FIELDS_EN)),
            "FELD": (None, lambda rng: rng.choice(w.FIELDS_DE)),
            "FUN": (None, lambda rng: rng.choice(w.FUNCTIONS_EN)),
            "FUND": (None, lambda rng: rng.choice(w.FUNCTIONS_DE)),
            "X": (None, lambda rng: rng.choice(w.DECOYS_EN)),
            "XD": (None, lambda rng: rng.choice(w.DECOYS_DE)),
            "Y": ("YEAR", self.year),
            "N": (None, lambda rng: str(rng.randint(2, 48))),
            "TEL": ("PHONE", self.phone),
        }  # fmt: skip

    def university(self, rng: random.Random) -> str:
        """A university of any country."""
        return rng.choice(self._registry.universities)

    def german_university(self, rng: random.Random) -> str:
        """A university of a German-speaking country, or an organisation with a German name or short form."""
        return rng.choice(self._registry.german)

    def organisation(self, rng: random.Random) -> str:
        """An organisation of any type."""
        return rng.choice(rng.choice((self._registry.universities, self._registry.others, self._registry.companies)))

    def unit(self, rng: random.Random, *, german: bool) -> str:
        """A unit of a university."""
        return rng.choice(UNITS_DE if german else UNITS_EN).format(
            f=rng.choice(w.FIELDS_EN), a=rng.choice(w.ADJECTIVES_EN), n=rng.choice(w.NOUNS_EN),
            g=rng.choice(w.FIELDS_DE), b=rng.choice(w.ADJECTIVES_DE), m=rng.choice(w.NOUNS_DE),
        )  # fmt: skip

    def person(self, rng: random.Random) -> str:
        """A person; one in five mixes cultures, some have initials, middle initials or a bracketed first name."""
        group = rng.randrange(len(w.FIRST))
        first = rng.choice(w.FIRST[group])
        last = rng.choice(w.LAST[group if rng.random() < 0.8 else rng.randrange(len(w.LAST))])
        form = rng.random()
        if form < 0.7:
            return f"{first} {last}"
        if form < 0.8:
            return f"{first[0]}. {last}"
        if form < 0.88:
            return f"{first} {rng.choice('ABCDEFGHJKLMRSTVW')}. {last}"
        if form < 0.92:
            return f"{first[0]}.{rng.choice('ABCEHJM')}. ({first}) {last}"
        return f"{first} {rng.choice(w.FIRST[group])} {last}"

    def year(self, rng: random.Random) -> str:
        """A year, seldom a date."""
        year = rng.randint(1985, 2026)
        forms = (
            f"{rng.choice(w.MONTHS)} {year}",
            f"{year}/{(year + 1) % 100:02}",
            f"{rng.randint(1, 28)}.{rng.randint(1, 12)}.{year}",
        )
        return str(year) if rng.random() < 0.7 else rng.choice(forms)

    def phone(self, rng: random.Random) -> str:
        """A number with a country code."""
        country = rng.choice((49, 43, 41, 44, 33))
        return f"+{country} {rng.randint(30, 999)} {rng.randint(100, 999)}-{rng.randint(1000, 99999)}"

    def coined(self, rng: random.Random) -> str:
        """A made-up name or acronym of a project."""
        form = rng.random()
        if form < 0.4:
            return rng.choice(w.COINED_PARTS) + rng.choice(w.COINED_ENDS)
        if form < 0.7:
            letters = rng.choice(("CV", "CVC", "VCV", "CVCV", "CVCCV"))
            text = "".join(rng.choice("AEIOU" if c == "V" else "BCDFGHLMNPRSTX") for c in letters + "C")
            return text + rng.choice(("", "", "", "2", "-X", "+", " II"))
        return (
            rng.choice(w.COINED_PARTS).upper()
            if form < 0.8
            else rng.choice(w.COINED_PARTS) + rng.choice(w.NOUNS_EN).split()[0].lower()
        )

    def code(self, rng: random.Random) -> str:
        """A funding line with its number, perhaps with a title."""
        kind = rng.choice(("SFB", "SFB/TRR", "GRK", "SPP", "EXC", "FOR", "CRC", "RTG", "IRTG"))
        number = rng.randint(100, 3000)
        title = f" {rng.choice(w.ADJECTIVES_EN)} {rng.choice(w.NOUNS_EN)}" if rng.random() < 0.3 else ""
        return f"{kind} {number}{title}"

    def programme(self, rng: random.Random, *, german: bool) -> str:
        """The name of a programme, project or series."""
        form = rng.random()
        adjective = rng.choice(w.ADJECTIVES_DE if german else w.ADJECTIVES_EN)
        noun = rng.choice(w.NOUNS_DE if german else w.NOUNS_EN)
        if form < 0.25:
            return self.coined(rng)
        if form < 0.5:
            return f"{adjective} {noun}"
        if form < 0.7:
            return rng.choice(w.FIELDS_DE if german else w.FIELDS_EN)
        if form < 0.8:
            return f"{adjective} {noun} {'und' if german else 'and'} {rng.choice(w.NOUNS_DE if german else w.NOUNS_EN)}"
        if form < 0.9:
            return f"{rng.choice(w.FIRST[rng.randrange(len(w.FIRST))])[:1]}{rng.choice(w.COINED_PARTS)} {noun}"
        return self.code(rng)

    def fill(self, pattern: Pattern, rng: random.Random) -> Marked:
        """A line of a pattern. `{PAIR}` gives an organisation and its short form in brackets."""
        text, names, position = "", [], 0
        for match in SLOT.finditer(pattern.text):
            text += pattern.text[position : match.start()]
            position = match.end()
            if match.group(1) == "PAIR":
                long, short = rng.choice(self._registry.pairs)
                names += [
                    Name(len(text), len(text) + len(long), "INSTITUTION"),
                    Name(len(text) + len(long) + 2, len(text) + len(long) + 2 + len(short), "INSTITUTION"),
                ]
                text += f"{long} ({short})"
                continue
            kind, make = self._slots[match.group(1)]
            made = make(rng)
            if kind:
                names.append(Name(len(text), len(text) + len(made), kind))
            text += made
        return Marked(text + pattern.text[position:], tuple(names), pattern.role, 1)

    def document(self, rng: random.Random, *, lines: int, german: bool) -> Document:
        """Lines of random patterns, in small groups that read like initiatives."""
        patterns = PATTERNS_DE if german else PATTERNS_EN
        made, owner = [], 1
        for _ in range(lines):
            line = self.fill(rng.choice(patterns), rng)
            owner += rng.random() < 0.2
            made.append(Marked(line.text, line.names, line.role, owner))
        return Document("synthetic", tuple(made), ALL_KINDS)

    def other(self, surface: str, kind: str, rng: random.Random) -> str:
        """A name to put in the place of another one, of the same sort."""
        acronym = len(surface) <= 8 and surface.isupper() and " " not in surface
        if kind == "PERSON":
            return self.person(rng) if " " in surface else rng.choice(rng.choice(w.LAST))
        if kind == "INSTITUTION":
            if acronym:
                return self._registry.acronym(rng)
            german = bool(re.search(r"für|fakultät|zentrum|lehrstuhl|professur|klinik|universität", surface.lower()))
            if HEAD.search(surface) and "universit" not in surface.lower():
                return self.unit(rng, german=german)
            return self.german_university(rng) if german else self.organisation(rng)
        if kind in {"YEAR", "PHONE"}:
            changed = re.sub(r"(?<=\d)\d(?!\d)", lambda _: str(rng.randint(0, 9)), surface)
            # A date or a range would not be one any more: "32.1.2014", "2014/11".
            return changed if kind == "PHONE" or surface.isdigit() else surface
        if kind == "PROGRAM" and (acronym or " " not in surface):
            return self.coined(rng)
        return surface
