"""The features by which the role of a line is judged: its form, its neighbours, its place, its cohesion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lhextract.language.cues import Cues
from lhextract.model.page import PageText
from lhextract.outline.form import ACRONYM, WORD, LineForm, describe_line


@dataclass(frozen=True, slots=True)
class Observed:
    """A line that is not blank: its index in `page.lines`, its form and its features, in a fixed order."""

    index: int
    form: LineForm
    features: tuple[str, ...]


def observe(page: PageText, cues: Cues) -> tuple[Observed, ...]:
    """Return the features of every line that is not blank."""
    kept = [(i, describe_line(page.line_text(line), cues)) for i, line in enumerate(page.lines) if not line.is_blank]
    forms = [form for _, form in kept]
    after_blank = [position > 0 and kept[position - 1][0] != index - 1 for position, (index, _) in enumerate(kept)]
    listed = _listed_texts(forms)
    cohesion = _Cohesion(forms)
    observed = []
    for position, (index, form) in enumerate(kept):
        features = [
            *_own(form),
            *_neighbours(forms, position),
            *_place(position, len(kept)),
            *_listing(form, listed),
            *(["after blank"] if after_blank[position] else []),
            *(cohesion.features(position) if form.is_prose else []),
        ]
        observed.append(Observed(index=index, form=form, features=tuple(dict.fromkeys(features))))
    return tuple(observed)


def _length(form: LineForm) -> str:
    for limit, name in ((1, "1 word"), (3, "2-3 words"), (6, "4-6 words"), (10, "7-10 words"), (21, "11-21 words")):
        if form.words <= limit:
            return name
    return "long" if form.words < 60 else "very long"


def _own(form: LineForm) -> list[str]:
    prose = "prose" if form.is_prose else "no prose"
    return ["any", prose, _length(form), *sorted(form.cues), *(f"{prose}, {cue}" for cue in sorted(form.cues))]


def _kind(forms: Sequence[LineForm], position: int) -> str:
    """What a neighbour looks like, in one word."""
    if not 0 <= position < len(forms):
        return "page edge"
    form = forms[position]
    if form.is_prose:
        return "prose"
    for cue in ("contact label", "phone label", "phone number", "e-mail label", "e-mail", "link phrase", "URL", "title before a name",
                "picture credit", "role word first", "unit word first", "name shape"):
        if cue in form.cues:
            return cue
    return "short" if form.words <= 10 else "middle"


def _neighbours(forms: Sequence[LineForm], position: int) -> list[str]:
    before, after = _kind(forms, position - 1), _kind(forms, position + 1)
    later = _kind(forms, position + 2)
    own = "prose" if forms[position].is_prose else "no prose"
    features = [f"{own}, after {before}", f"{own}, before {after}", f"{own}, between {before} and {after}", f"{own}, before {after} and {later}"]
    if position and "ends with link phrase" in forms[position - 1].cues:
        features.append(f"{own}, after ending link")
    if position and "link phrase" in forms[position - 1].cues:
        features.append(f"{own}, after link line")
    run = 0
    while position - run - 1 >= 0 and not forms[position - run - 1].is_prose:
        run += 1
    features.append(f"{own}, {min(run, 4)} short lines before")
    return features


def _place(position: int, total: int) -> list[str]:
    places = [f"line {position + 1}"] if position < 4 else []
    if position >= total - 3:
        places.append(f"line {position - total} from the end")
    if position < max(8, total // 10):
        places.append("near the top")
    return places


def _listed_texts(forms: Sequence[LineForm]) -> Counter[str]:
    """How often the text of a short line stands on the page as a line of its own or as an entry of a menu bar."""
    counts: Counter[str] = Counter()
    for form in forms:
        if not form.is_prose:
            counts.update({entry.strip().casefold() for entry in form.text.split(" | ")})
    return counts


def _listing(form: LineForm, listed: Counter[str]) -> list[str]:
    if form.is_prose or form.is_contact or "link phrase" in form.cues or listed[form.text.casefold()] < 2:
        return []
    return ["text stands twice"]


class _Cohesion:
    """What a paragraph shares with the prose directly before it, and what it brings in anew."""

    def __init__(self, forms: Sequence[LineForm]) -> None:
        self._forms = forms
        self._words = [_content_words(form) if form.is_prose else frozenset() for form in forms]
        self._frequency = Counter(word for words in self._words for word in words)
        self._paragraphs = max(1, sum(1 for form in forms if form.is_prose))

    def features(self, position: int) -> list[str]:
        """Features of the paragraph at `position` against the paragraphs of its run of prose."""
        before = self._run_before(position)
        own = self._words[position]
        if not before:
            return []
        earlier = frozenset().union(*(self._words[p] for p in before))
        shared = own & earlier
        rare = [word for word in shared if self._frequency[word] <= max(3, self._paragraphs // 12)]
        only_here = [word for word in rare if self._frequency[word] <= len(before) + 1]
        acronyms = [word for word in rare if ACRONYM.fullmatch(word)]
        names = [word for word in rare if word[0].isupper()]
        features = [
            f"shares {min(len(only_here), 4)} words found nowhere else",
            f"shares {min(len(names), 3)} rare capitalised words",
            "shares an acronym" if acronyms else "shares no acronym",
            f"paragraph {min(len(before) + 1, 4)} of its run",
        ]
        opening = frozenset(WORD.findall(self._forms[position].text)[:12])
        if any(word in opening for word in rare if word[0].isupper()):
            features.append("opens with a shared name")
        if "introduces acronym" in self._forms[position].cues and not acronyms:
            features.append("introduces a new acronym")
        if not shared:
            features.append("shares nothing")
        return features

    def _run_before(self, position: int) -> list[int]:
        """Positions of the prose before, back to the last line that looks like a label or a contact.

        A line that is only a link, and a picture credit, do not end a run: an initiative may go on after them.
        """
        run = []
        for earlier in range(position - 1, -1, -1):
            form = self._forms[earlier]
            if form.is_prose:
                run.append(earlier)
            elif not form.cues & {"link phrase", "URL", "picture credit", "link beginning"}:
                break
        return run


def _content_words(form: LineForm) -> frozenset[str]:
    """Words that carry a subject: names and acronyms as written, other words of five letters and more stemmed."""
    words = set()
    sentence_start = True
    for match in WORD.finditer(form.text):
        word = match.group()
        if word[0].isupper() and (not sentence_start or ACRONYM.fullmatch(word)):
            words.add(word)
        elif len(word) >= 5:
            words.add(word.casefold()[:6])
        sentence_start = form.text[match.end() : match.end() + 1] in {".", "!", "?", ":"}
    return frozenset(words)
