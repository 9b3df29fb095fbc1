"""Golden pages to learn the outline from, and the same pages as other editors would have laid them out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from lhextract.gold import gold_text_path
from lhextract.language.cues import load_cues
from lhextract.outline.decoder import OPENING, OUTSIDE
from lhextract.outline.features import observe
from lhextract.text.canonical import canonicalise

MADE_FOR = "lighthouses"  # the case of the first page
SHORT = 3  # initiatives of a shortened page


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a golden page: its text, its role, and its initiative (0: none)."""

    text: str
    role: str
    owner: int


@dataclass(frozen=True, slots=True)
class TrainingPage:
    """One page: the features and the gold state of each line that is not blank.

    `exact` marks what has to come out right whatever else is learned: the page that the product is made for, with
    blank lines and without, and the flattened text of the HTML pages, which has to give what their markup gives.
    """

    name: str
    features: tuple[tuple[str, ...], ...]
    states: tuple[str, ...]
    exact: bool = False


Variant = Callable[[Sequence[Row]], Sequence[Row]]


def read_rows(folder: Path) -> tuple[Row, ...]:
    """The lines of a golden case with their gold, without what no sequence of states can say.

    The rows of a contact table that serves several initiatives go back to earlier ones; they are left out.
    """
    text = canonicalise(gold_text_path(folder).read_bytes().decode("utf-8")).text
    gold = (folder / "gold" / "lines.tsv").read_text(encoding="utf-8").splitlines()
    rows = [
        Row(line, role, int(owner))
        for line, (_, role, owner) in zip(text.split("\n"), (row.split("\t") for row in gold), strict=True)
    ]
    kept: list[Row] = []
    for row in rows:
        before = next((other.role for other in reversed(kept) if other.role != "blank"), "begin")
        if not (before in OUTSIDE and row.role.startswith("contact-")):
            kept.append(row)
    return tuple(kept)


def to_page(name: str, rows: Sequence[Row], *, exact: bool = False) -> TrainingPage:
    """The features and states of a page."""
    page = canonicalise("\n".join(row.text for row in rows))
    observed = observe(page, load_cues())
    states, current = [], 0
    for line in observed:
        row = rows[line.index]
        opens = row.owner not in {0, current}
        current = row.owner
        states.append(f"{row.role}+" if opens and f"{row.role}+" in OPENING else row.role)
    return TrainingPage(
        name=name,
        features=tuple(line.features for line in observed),
        states=tuple(states),
        exact=exact,
    )


def read_pages(folder: Path) -> list[TrainingPage]:
    """A golden page and its variants, the page itself first."""
    rows = read_rows(folder)
    exact = folder.name == MADE_FOR or (folder / "source.html").is_file()
    versions = {rows: exact}
    for variant in VARIANTS:
        version = tuple(variant(rows))
        if version not in versions and _opens_well(version):
            versions[version] = folder.name == MADE_FOR and variant is drop_blanks
    return [to_page(folder.name, version, exact=exact) for version, exact in versions.items()]


def _opens_well(rows: Iterable[Row]) -> bool:
    """Whether each initiative opens with what one can open with."""
    seen = {0}
    for row in rows:
        if row.owner not in seen and row.role != "blank":
            seen.add(row.owner)
            if row.role not in {"title", "body", "caption"}:
                return False
    return True


def shorten(rows: Sequence[Row]) -> Sequence[Row]:
    """Only title, headings, descriptions and the first initiatives, as on many pages that people publish."""
    end = 1 + max(i for i, row in enumerate(rows) if 0 < row.owner <= SHORT)
    return [row for row in rows[:end] if row.role not in {"nav", "intro"}]


def drop_titles(rows: Sequence[Row]) -> Sequence[Row]:
    """Without the titles of initiatives, as flattening loses them."""
    return [row for row in rows if row.role != "title"]


def drop_labels(rows: Sequence[Row]) -> Sequence[Row]:
    """Without "Contact:"."""
    return [row for row in rows if row.role != "contact-label"]


def drop_blanks(rows: Sequence[Row]) -> Sequence[Row]:
    """Without blank lines."""
    return [row for row in rows if row.role != "blank"]


def join_contacts(rows: Sequence[Row]) -> Sequence[Row]:
    """Each contact on one line: "Contact: Dr. Eva Roth, Institute of Physics, +49 351 4630"."""
    joined: list[Row] = []
    for is_contact, group in groupby(rows, key=lambda row: row.role.startswith("contact-")):
        if not is_contact:
            joined.extend(group)
            continue
        label = ""
        for row in group:
            if row.role == "contact-label":
                label = f"{row.text.rstrip(': ')}: "
            elif row.role == "contact-person" or not joined or not joined[-1].role.startswith("contact-"):
                joined.append(replace(row, text=label + row.text, role="contact-person" if label else row.role))
                label = ""
            else:
                joined[-1] = replace(joined[-1], text=f"{joined[-1].text}, {row.text}")
    return joined


def both(first: Variant, second: Variant) -> Variant:
    """One variant after the other."""
    return lambda rows: second(first(rows))


VARIANTS: tuple[Variant, ...] = (
    shorten,
    drop_titles,
    drop_labels,
    drop_blanks,
    join_contacts,
    both(drop_titles, drop_blanks),
    both(drop_labels, drop_blanks),
)
