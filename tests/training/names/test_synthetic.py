from __future__ import annotations

import gzip
import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.mentions.tagger.tags import KINDS
from lhextract.model.outline import LineRole
from lhextract.training.names.patterns import PATTERNS_DE, PATTERNS_EN, Pattern
from lhextract.training.names.synthetic import SLOT, UNITS_DE, UNITS_EN, Maker, Registry, read_registry

# What each slot leaves behind: one name, or two for a long form with its short form, or none.
SLOT_KINDS = {
    **dict.fromkeys(("U", "UD", "O", "C", "UNIT", "EINHEIT", "ACR", "F"), ("INSTITUTION",)),
    **dict.fromkeys(("P", "LAST"), ("PERSON",)),
    **dict.fromkeys(("PROG", "PROGD", "COINED", "SUBJ", "FACH", "CODE", "SCHEME"), ("PROGRAM",)),
    **dict.fromkeys(("PLACE", "LAND"), ("PLACE",)),
    **dict.fromkeys(("T", "TD", "AFTER", "FIELD", "FELD", "FUN", "FUND", "X", "XD", "N"), ()),
    "Y": ("YEAR",),
    "TEL": ("PHONE",),
    "PAIR": ("INSTITUTION", "INSTITUTION"),
}
REGISTRY = Registry(
    universities=("University of Trento", "Inha University"),
    others=("Korea Institute of Screws",),
    companies=("Boulons Réunis", "Schrauben & Söhne"),
    pairs=(("Korea Institute of Screws", "KIS"), ("Inha University", "IU")),
    german=("Technische Universität Musterstadt", "Hochschule Görlitz"),
)
ROWS = (
    {
        "name": "Technische Universität Musterstadt",
        "names": [
            ["TUM", None, "acronym"],
            ["University of Musterstadt", "en", "label"],
            ["Polytechnikum Musterstadt", None, "alias"],
        ],
        "country": "DE",
        "types": ["education", "funder"],
    },
    {
        "name": "Inha University",
        "names": [["Inha-Universität", "de", "label"]],
        "country": "KR",
        "types": ["education"],
    },
    {
        "name": "Korea Institute of Screws",
        "names": [["한국나사연구원", "ko", "label"], ["TOOLONGTOBE", None, "acronym"], ["KIS", "en", "acronym"]],
        "country": "KR",
        "types": ["facility"],
    },
    {"name": "Boulons Réunis", "names": [], "country": "FR", "types": ["company"]},
    {"name": "でんし研究所", "names": [["DK", None, "acronym"]], "country": "JP", "types": ["facility"]},
    {"name": "Institute of Nails (Canada)", "names": [], "country": "CA", "types": ["facility"]},
    {"name": "One Two Three Four Five Six Seven Eight Nine Ten", "names": [], "country": "US", "types": ["nonprofit"]},
)
LANGUAGES = pytest.mark.parametrize("german", [pytest.param(False, id="en"), pytest.param(True, id="de")])
# Any unit of a language.
UNIT_EN, UNIT_DE = (
    "|".join(re.sub(r"\\{.\\}", ".+", re.escape(unit)) for unit in units) for units in (UNITS_EN, UNITS_DE)
)
SEEDS = st.integers(min_value=0, max_value=100_000)


def seeded(seed: int) -> random.Random:
    """A generator that gives the same draws each time."""
    return random.Random(seed)  # noqa: S311 - no secret


def test_registry_sorts_names_by_type(tmp_path: Path) -> None:
    """Names are sorted by type and paired with short forms; other scripts, brackets and long names are left out."""
    path = tmp_path / "registry.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(f"{json.dumps(row)}\n" for row in ROWS)
    registry = read_registry(path)
    assert registry.universities == (
        "Technische Universität Musterstadt",
        "University of Musterstadt",
        "Inha University",
        "Inha-Universität",
    )
    assert registry.others == ("Korea Institute of Screws",)
    assert registry.companies == ("Boulons Réunis",)
    assert registry.pairs == (
        ("Technische Universität Musterstadt", "TUM"),
        ("Korea Institute of Screws", "KIS"),
    )
    assert {"Technische Universität Musterstadt", "Inha-Universität"} <= set(registry.german)
    assert Maker(registry).document(seeded(1), lines=200, german=True).lines


@LANGUAGES
@pytest.mark.parametrize("seed", range(3))
def test_every_pattern_is_filled_and_marked(german: bool, seed: int) -> None:
    """Every slot of every pattern is filled, its name marked from end to end, and the rest stands as it was."""
    maker, rng = Maker(REGISTRY), seeded(seed)
    for pattern in PATTERNS_DE if german else PATTERNS_EN:
        # Brackets around each slot show where it begins and ends.
        line = maker.fill(Pattern(SLOT.sub(r"⟦{\1}⟧", pattern.text), pattern.role), rng)
        filled = list(re.finditer(r"⟦(.*?)⟧", line.text))
        expected = []
        for slot, match in zip(SLOT.findall(pattern.text), filled, strict=True):
            start = match.start(1)
            parts = [part.rstrip(")") for part in match[1].split(" (")] if slot == "PAIR" else [match[1]]
            for kind, part in zip(SLOT_KINDS[slot], parts, strict=False):
                expected.append((start, start + len(part), kind))
                start += len(part) + len(" (")
        assert [(name.start, name.end, name.kind) for name in line.names] == expected, pattern.text
        assert re.split(r"⟦.*?⟧", line.text) == re.split(r"\{\w+\}", pattern.text)
        assert not {"{", "}"} & set(line.text), pattern.text
        assert line.role == LineRole(pattern.role)


@LANGUAGES
@given(seed=SEEDS)
def test_same_seed_same_lines(german: bool, seed: int) -> None:
    """Every draw comes from the generator: the same seed gives the same lines, another one others."""
    first, again, other = (
        Maker(REGISTRY).document(seeded(number), lines=20, german=german) for number in (seed, seed, seed + 1)
    )
    assert first == again
    assert first != other


@LANGUAGES
@given(seed=SEEDS)
def test_names_of_a_document_are_whole(german: bool, seed: int) -> None:
    """Names lie in their line, in order, apart and without blanks around, all kinds are marked, and owners count up."""
    document = Maker(REGISTRY).document(seeded(seed), lines=20, german=german)
    assert document.kinds == set(KINDS)
    owners = [line.owner for line in document.lines]
    assert owners == sorted(owners)
    assert set(owners) == set(range(min(owners), max(owners) + 1))
    for line in document.lines:
        end = 0
        for name in line.names:
            assert end <= name.start < name.end <= len(line.text)
            assert line.text[name.start : name.end] == line.text[name.start : name.end].strip()
            end = name.end


@pytest.mark.parametrize(
    ("surface", "kind", "others"),
    [
        pytest.param("DFG", "INSTITUTION", r"KIS|IU", id="short-form"),
        pytest.param("Lehrstuhl für Physik", "INSTITUTION", UNIT_DE, id="german-unit"),
        pytest.param("Department of Physics", "INSTITUTION", UNIT_EN, id="unit"),
        pytest.param("Universität Bonn", "INSTITUTION", "|".join(REGISTRY.german), id="german"),
        pytest.param(
            "Aalto University", "INSTITUTION", ".*(Trento|Inha|Screws|Boulons|Schrauben).*", id="organisation"
        ),
        pytest.param("Eva Roth", "PERSON", r"\S.* .*\S", id="full-name"),
        pytest.param("2014", "YEAR", r"201\d", id="year"),
        pytest.param("+49 351 463-33013", "PHONE", r"\+4\d 35\d 46\d-3301\d", id="phone"),
        pytest.param("OPTIMUM", "PROGRAM", r"\S.*", id="coined"),
        pytest.param("International Relations", "PROGRAM", "International Relations", id="subject-stays"),
        pytest.param("Trento", "PLACE", "Trento", id="place-stays"),
    ],
)
@given(seed=SEEDS)
def test_others_are_of_the_same_sort(surface: str, kind: str, others: str, seed: int) -> None:
    """A name gives way to one of its sort: short to short, German to German, unit to unit; what is alone stays."""
    assert re.fullmatch(others, Maker(REGISTRY).other(surface, kind, seeded(seed)))
