"""The features by which the role of a line is judged: its form, its neighbours, its place, its cohesion."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from lhextract.language.cues import Cues
from lhextract.model.page import Line, PageText
from lhextract.model.span import Span
from lhextract.outline.cohesion import WHOLE_NAME, Cohesion, Counts
from lhextract.outline.form import ACRONYM, SETS, LineForm, describe_line, patterns, share_cues
from lhextract.outline.observed import ObservedLines

MOST_SHORT = 4  # short lines before a line that are counted
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# What stands below the name of a contact.
OF_PERSON = frozenset({"role word", "unit word", "phone number", "phone label", "e-mail", "e-mail label"})
# What the scheme of a link says about its line.
LINK_CUES = {"mailto": "e-mail", "tel": "phone number", "callto": "phone number"}


def observe(page: PageText, cues: Cues) -> ObservedLines:
    """Return the features of every line that is not blank."""
    indexes = array("I", [i for i, line in enumerate(page.lines) if not line.is_blank])
    forms = tuple([_describe(page, page.lines[index], cues) for index in indexes])
    kinds = [_kind(form) for form in forms]
    listing = _Listing(forms)
    cohesion = Cohesion(forms, patterns(cues).unit)
    observed = ObservedLines(indexes, forms)
    # A blank line says something only where most lines have none before them.
    blanks = [position > 0 and indexes[position - 1] != indexes[position] - 1 for position in range(len(forms))]
    telling = 2 * sum(blanks) <= len(forms)
    for position, form in enumerate(forms):
        observed.add(
            (
                *_own(form),
                *_neighbours(forms, kinds, position),
                *_surroundings(forms, position),
                *_place(position, len(forms)),
                *listing.features(form),
                *(["after blank"] if telling and blanks[position] else []),
                *cohesion.features(position),
            )
        )
    return observed


def _is_linked_person(page: PageText, line: Line, form: LineForm, cues: Cues) -> bool:
    """Whether a link is a person's name that leads to a page of theirs: a role, a unit or a number stands below."""
    if "name shape" not in form.cues or "unit word" in form.cues:
        return False
    below = next((other for other in page.lines[line.number : line.number + 2] if not other.is_blank), None)
    if below is None:
        return False
    found = describe_line(page.text, cues, below.start, below.end)
    return not found.is_prose and not found.cues.isdisjoint(OF_PERSON)


def _describe(page: PageText, line: Line, cues: Cues) -> LineForm:
    """The form of a line, with what its links add: the same cues as if the page had written the address out."""
    form = describe_line(page.text, cues, line.start, line.end)
    if page.layout is None:
        return form
    added = set()
    for anchor in page.anchors_in(Span(line.start, line.end)):
        scheme = anchor.href.partition(":")[0].lower()
        if scheme in LINK_CUES:
            added.add(LINK_CUES[scheme])
        elif (
            page.layout.lines[line.number - 1].link
            and not (form.is_prose or form.is_contact)
            and not _is_linked_person(page, line, form, cues)
        ):
            added.add("link phrase")
    return replace(form, cues=share_cues(form.cues | added)) if added else form


def _length(form: LineForm) -> str:
    for limit, name in (
        (1, "1 word"),
        (3, "2-3 words"),
        (6, "4-6 words"),
        (10, "7-10 words"),
        (21, "11-21 words"),
    ):
        if form.words <= limit:
            return name
    return "long" if form.words < 60 else "very long"


def _own(form: LineForm) -> list[str]:
    prose, text = "prose" if form.is_prose else "no prose", form.text
    names = len(WHOLE_NAME.findall(text)) + len(ACRONYM.findall(text))
    return [
        f"{prose}, {min(names, 3)} names",
        f"{prose}, {'a' if YEAR.search(text) else 'no'} year",
        "any",
        prose,
        _length(form),
        *_cue_features(form.cues, prose),
    ]


@lru_cache(maxsize=SETS)
def _cue_features(cues: frozenset[str], prose: str) -> tuple[str, ...]:
    return (*sorted(cues), *(f"{prose}, {cue}" for cue in sorted(cues)))


def _kind(form: LineForm) -> str:
    """What a neighbour looks like, in one word."""
    if form.is_prose:
        return "prose"
    for cue in (
        "contact label",
        "phone label",
        "phone number",
        "e-mail label",
        "e-mail",
        "link phrase",
        "URL",
        "title before a name",
        "picture credit",
        "role word first",
        "unit word first",
        "name shape",
    ):
        if cue in form.cues:
            return cue
    return "short" if form.words <= 10 else "middle"


def _neighbours(forms: Sequence[LineForm], kinds: Sequence[str], position: int) -> list[str]:
    earlier, before, after, later = (
        kinds[other] if 0 <= other < len(kinds) else "page edge"
        for other in (position - 2, position - 1, position + 1, position + 2)
    )
    own = "prose" if forms[position].is_prose else "no prose"
    features = [
        f"{own}, after {before}",
        f"{own}, before {after}",
        f"{own}, between {before} and {after}",
        f"{own}, before {after} and {later}",
        f"{own}, after {earlier} and {before}",
    ]
    if position and "ends with link phrase" in forms[position - 1].cues:
        features.append(f"{own}, after ending link")
    if position and "link phrase" in forms[position - 1].cues:
        features.append(f"{own}, after link line")
    run = 0
    while run < MOST_SHORT and position - run - 1 >= 0 and not forms[position - run - 1].is_prose:
        run += 1
    features.append(f"{own}, {run} short lines before")
    return features


# What shows that a stretch of short lines is a contact block.
CONTACT_SIGNS = frozenset(
    {
        "contact label",
        "contact label first",
        "phone label",
        "phone number",
        "title before a name",
        "e-mail",
        "e-mail label",
    }
)


def _surroundings(forms: Sequence[LineForm], position: int) -> list[str]:
    """Whether signs of a contact stand above or below in the same stretch of short lines."""
    above = _stretch(forms, position, -1)
    if forms[position].is_prose:
        return (
            ["prose, after a contact"]
            if any(_contact_signs(form.cues) for form in above)
            else ["prose, after no contact"]
        )
    below = _stretch(forms, position, 1)
    features = []
    for where, stretch in (("above", above), ("below", below)):
        signs = sorted(frozenset().union(*(_contact_signs(form.cues) for form in stretch)))
        features += [f"{sign} {where}" for sign in signs] or [f"no sign of a contact {where}"]
    cue = (
        "role word"
        if "role word" in forms[position].cues
        else "unit word"
        if "unit word" in forms[position].cues
        else "no cue"
    )
    features.append(f"{cue}, {'contact' if features[0] != 'no sign of a contact above' else 'nothing'} above")
    return features


@lru_cache(maxsize=SETS)
def _contact_signs(cues: frozenset[str]) -> frozenset[str]:
    return cues & CONTACT_SIGNS


def _stretch(forms: Sequence[LineForm], position: int, step: int) -> list[LineForm]:
    """The short lines next to a line in one direction, up to the next prose, at most eight."""
    stretch: list[LineForm] = []
    other = position + step
    while 0 <= other < len(forms) and not forms[other].is_prose and len(stretch) < 8:
        stretch.append(forms[other])
        other += step
    return stretch


def _place(position: int, total: int) -> list[str]:
    places = [f"line {position + 1}"] if position < 4 else []
    if position >= total - 3:
        places.append(f"line {position - total} from the end")
    if position < min(8, max(3, total // 8)):
        places.append("near the top")
    return places


class _Listing:
    """Which short texts stand again on the page, as a line of their own or as an entry of a menu bar."""

    def __init__(self, forms: Sequence[LineForm]) -> None:
        self._entries = Counts(entry for form in forms if not form.is_prose for entry in _entries(form))
        self._below = self._entries.counts.copy()

    def features(self, form: LineForm) -> list[str]:
        """A menu names what stands further down; a heading stood in the menu above. Lines are asked for in order."""
        if form.is_prose:
            return []
        entries = _entries(form)
        text, *numbers = self._entries.numbers([form.text.casefold(), *entries]).tolist()
        features = []
        if not form.is_contact and "link phrase" not in form.cues:
            if any(self._below[number] > 1 for number in numbers):
                features.append("text stands again below")
            if text >= 0 and self._below[text] < self._entries.counts[text]:
                features.append("text stood above")
        for number in numbers:
            self._below[number] -= 1
        return features


def _entries(form: LineForm) -> list[str]:
    return [entry.strip().casefold() for entry in form.text.split(" | ")]
