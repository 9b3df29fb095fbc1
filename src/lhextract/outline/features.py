"""The features by which the role of a line is judged: its form, its neighbours, its place, its cohesion."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lhextract.language.cues import Cues
from lhextract.model.page import Line, PageText
from lhextract.model.span import Span
from lhextract.outline.form import ACRONYM, UNIT, WORD, LineForm, describe_line

# Two capitalised words in a row: "Flinders University". A single one is often a subject ("Transfer").
WHOLE_NAME = re.compile(r"\b[A-ZÄÖÜÉŠŁ][\w'’-]+ (?=([A-ZÄÖÜÉŠŁ][\w'’-]+))")
LABEL_WORDS = 8  # the longest label that is looked for in prose
STEM = 6  # letters by which two words are taken for the same
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# What the scheme of a link says about its line.
LINK_CUES = {"mailto": "e-mail", "tel": "phone number", "callto": "phone number"}


@dataclass(frozen=True, slots=True)
class Observed:
    """A line that is not blank: its index in `page.lines`, its form and its features, in a fixed order."""

    index: int
    form: LineForm
    features: tuple[str, ...]


def observe(page: PageText, cues: Cues) -> tuple[Observed, ...]:
    """Return the features of every line that is not blank."""
    kept = [(i, _describe(page, line, cues)) for i, line in enumerate(page.lines) if not line.is_blank]
    forms = [form for _, form in kept]
    after_blank = [position > 0 and kept[position - 1][0] != index - 1 for position, (index, _) in enumerate(kept)]
    listed = _listed_texts(forms)
    cohesion = _Cohesion(forms)
    seen: Counter[str] = Counter()
    observed = []
    for position, (index, form) in enumerate(kept):
        features = [
            *_own(form),
            *_neighbours(forms, position),
            *_surroundings(forms, position),
            *_place(position, len(kept)),
            *_listing(form, listed, seen),
            *(["after blank"] if after_blank[position] else []),
            *(cohesion.features(position) if form.is_prose else cohesion.label_features(position)),
        ]
        seen.update(_entries(form))
        observed.append(Observed(index=index, form=form, features=tuple(dict.fromkeys(features))))
    return tuple(observed)


def _describe(page: PageText, line: Line, cues: Cues) -> LineForm:
    """The form of a line, with what its links add: the same cues as if the page had written the address out."""
    form = describe_line(page.line_text(line), cues)
    if page.layout is None:
        return form
    added = set()
    for anchor in page.anchors_in(Span(line.start, line.end)):
        scheme = anchor.href.partition(":")[0].lower()
        if scheme in LINK_CUES:
            added.add(LINK_CUES[scheme])
        elif page.layout.lines[line.number - 1].link and not form.is_prose and not form.is_contact:
            added.add("link phrase")
    return replace(form, cues=form.cues | added) if added else form


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
    prose = "prose" if form.is_prose else "no prose"
    names = len(WHOLE_NAME.findall(form.text)) + len(ACRONYM.findall(form.text))
    return [
        f"{prose}, {min(names, 3)} names",
        f"{prose}, {'a' if YEAR.search(form.text) else 'no'} year",
        "any",
        prose,
        _length(form),
        *sorted(form.cues),
        *(f"{prose}, {cue}" for cue in sorted(form.cues)),
    ]


def _kind(forms: Sequence[LineForm], position: int) -> str:
    """What a neighbour looks like, in one word."""
    if not 0 <= position < len(forms):
        return "page edge"
    form = forms[position]
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


def _neighbours(forms: Sequence[LineForm], position: int) -> list[str]:
    before, after = _kind(forms, position - 1), _kind(forms, position + 1)
    later = _kind(forms, position + 2)
    own = "prose" if forms[position].is_prose else "no prose"
    features = [
        f"{own}, after {before}",
        f"{own}, before {after}",
        f"{own}, between {before} and {after}",
        f"{own}, before {after} and {later}",
        f"{own}, after {_kind(forms, position - 2)} and {before}",
    ]
    if position and "ends with link phrase" in forms[position - 1].cues:
        features.append(f"{own}, after ending link")
    if position and "link phrase" in forms[position - 1].cues:
        features.append(f"{own}, after link line")
    run = 0
    while position - run - 1 >= 0 and not forms[position - run - 1].is_prose:
        run += 1
    features.append(f"{own}, {min(run, 4)} short lines before")
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
            if any(form.cues & CONTACT_SIGNS for form in above)
            else ["prose, after no contact"]
        )
    below = _stretch(forms, position, 1)
    features = []
    for where, stretch in (("above", above), ("below", below)):
        signs = sorted(frozenset().union(*(form.cues & CONTACT_SIGNS for form in stretch)))
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


def _listed_texts(forms: Sequence[LineForm]) -> Counter[str]:
    """How often the text of a short line stands on the page as a line of its own or as an entry of a menu bar."""
    return Counter(entry for form in forms for entry in _entries(form))


def _entries(form: LineForm) -> list[str]:
    return [] if form.is_prose else [entry.strip().casefold() for entry in form.text.split(" | ")]


def _listing(form: LineForm, listed: Counter[str], seen: Counter[str]) -> list[str]:
    """A menu names what stands further down; a heading stood in the menu above."""
    if form.is_prose or form.is_contact or "link phrase" in form.cues:
        return []
    features = []
    if any(listed[entry] > seen[entry] + 1 for entry in _entries(form)):
        features.append("text stands again below")
    if seen[form.text.casefold()]:
        features.append("text stood above")
    return features


class _Cohesion:
    """What a paragraph shares with the prose directly before it, and what it brings in anew."""

    def __init__(self, forms: Sequence[LineForm]) -> None:
        self._forms = forms
        self._words = [_content_words(form) if form.is_prose else frozenset() for form in forms]
        self._frequency = Counter(word for words in self._words for word in words)
        self._first: dict[str, int] = {}
        for position, words in enumerate(self._words):
            for word in words:
                self._first.setdefault(word, position)
        self._quoted = _find_quoted(forms)
        self._stems_of: dict[int, frozenset[str]] = {}
        self._spread = Counter(
            stem for position, form in enumerate(forms) if form.is_prose for stem in self._stems(position)
        )
        self._paragraphs = max(1, sum(1 for form in forms if form.is_prose))

    def features(self, position: int) -> list[str]:
        """Features of the paragraph at `position` against the paragraphs of its run of prose."""
        own = self._words[position]
        opening = self._opening(position)
        fresh = sum(1 for word in opening if word[0].isupper() and self._first[word] == position)
        features = [f"opens with {min(fresh, 3)} new names"]
        before = self._run_before(position)
        if not before:
            return features
        shared = own & frozenset().union(*(self._words[p] for p in before))
        rare = {word for word in shared if self._frequency[word] <= max(3, self._paragraphs // 12)}
        names = {word for word in rare if word[0].isupper() and not UNIT.match(word)}
        only_here = [word for word in rare if self._frequency[word] <= len(before) + 1]
        acronyms = [word for word in names if ACRONYM.fullmatch(word) or " " in word]
        close = own & self._words[before[0]] & rare
        features += [
            f"shares {min(len(only_here), 4)} words found nowhere else",
            f"shares {min(len(names), 3)} rare names",
            f"shares {min(len(close), 4)} rare words with the paragraph above",
            bond := "shares a name of two words or an acronym" if acronyms else "shares no whole name",
            f"paragraph {min(len(before) + 1, 4)} of its run",
            "opens with a shared name" if names & opening else "opens with no shared name",
        ]
        if "introduces acronym" in self._forms[position].cues and not acronyms:
            features.append("introduces a new acronym")
        if not shared:
            features.append("shares nothing")
        ending = (
            "after an ending link" if "ends with link phrase" in self._forms[before[0]].cues else "after no ending link"
        )
        subject = "new names first" if fresh else "no new names first"
        features += [
            f"{ending}, {bond}",
            f"{ending}, {bond}, {subject}",
            f"{bond}, {subject}, {min(len(only_here), 2)} words found nowhere else",
        ]
        return features

    def _stems(self, position: int) -> frozenset[str]:
        if position not in self._stems_of:
            words = WORD.findall(self._forms[position].text)
            self._stems_of[position] = frozenset(word.casefold()[:STEM] for word in words if len(word) >= 4)
        return self._stems_of[position]

    def label_features(self, position: int) -> list[str]:
        """Features of a short line against the prose around it: a title shares its subject with what follows."""
        own = self._stems(position)
        features = ["stands in prose" if _words(self._forms[position]) in self._quoted else "stands in no prose"]
        for where, step in (("below", 1), ("above", -1)):
            other = position + step
            if not (0 <= other < len(self._forms) and self._forms[other].is_prose):
                continue
            stems = self._stems(other)
            shared = [stem for stem in own & stems if self._spread[stem] <= max(3, self._paragraphs // 8)]
            features.append(f"shares {min(len(shared), 2)} rare words with the prose {where}")
        return features

    def _opening(self, position: int) -> frozenset[str]:
        return self._words[position] & frozenset(WORD.findall(self._forms[position].text)[:14])

    def _run_before(self, position: int) -> list[int]:
        """Positions of the prose before, back to the last line that looks like a label or a contact.

        A line that is only a link, and a picture credit, do not end a run: an initiative may go on after them.
        """
        run = []
        for earlier in range(position - 1, -1, -1):
            form = self._forms[earlier]
            if form.is_prose:
                if "category prose" in form.cues:
                    break  # it speaks of the category, not of an initiative
                run.append(earlier)
            elif not form.cues & {"link phrase", "URL", "picture credit", "link beginning"}:
                break
        return run


def _words(form: LineForm) -> tuple[str, ...]:
    return tuple(word.casefold() for word in WORD.findall(form.text))


def _find_quoted(forms: Sequence[LineForm]) -> frozenset[tuple[str, ...]]:
    """The words of short lines that stand in the same order in the prose: what the text speaks of, seldom a person."""
    labels = {words for form in forms if not form.is_prose and (words := _words(form)) and len(words) <= LABEL_WORDS}
    lengths = sorted({len(words) for words in labels})
    firsts = {words[0] for words in labels}
    found = set()
    for form in forms:
        if form.is_prose:
            text = _words(form)
            for start, word in enumerate(text):
                if word in firsts:
                    found.update(label for length in lengths if (label := text[start : start + length]) in labels)
    return frozenset(found)


def _content_words(form: LineForm) -> frozenset[str]:
    """Words that carry a subject: names and acronyms as written, pairs of capitalised words, other words of
    five letters and more stemmed.
    """
    words = {match.group() + match.group(1) for match in WHOLE_NAME.finditer(form.text)}
    sentence_start = True
    for match in WORD.finditer(form.text):
        word = match.group()
        if word[0].isupper() and (not sentence_start or ACRONYM.fullmatch(word)):
            words.add(word)
        elif len(word) >= 5:
            words.add(word.casefold()[:6])
        sentence_start = form.text[match.end() : match.end() + 1] in {".", "!", "?", ":"}
    return frozenset(words)
