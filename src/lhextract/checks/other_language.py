"""Is something written in another language than the page?

Told are the languages that have a file in `lhextract/language`. A sentence is told by its function words; names
and quoted words do not count. A unit's name in another language is normal where such names are frequent on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lhextract.checks.registry import Code, Subject
from lhextract.language.cues import WORD, Cues
from lhextract.model.finding import Finding, Severity
from lhextract.model.outline import LineRole
from lhextract.model.record import RecordLine
from lhextract.signs.tongue import function_words, tell_language

OTHER = Code(
    "other-language",
    Severity.NOTE,
    "a text in another language than the page",
    "'weitere Informationen' is de, the page is en",
    "tell the page's owner that a translation is missing; it may also be meant so",
)
CODES = (OTHER,)
RUNNING = frozenset({LineRole.INTRO, LineRole.DESCRIPTION, LineRole.BODY, LineRole.CAPTION, LineRole.LINK})
QUOTED = re.compile(r"[\"“„«»]([^\"“”„«»]{1,200})[\"“”«»]")
SENTENCE_END = re.compile(r"[.!?:](?= )|$")
FOREIGN = 3  # least function words of the other language
UNITS, UNIT_SHARE = 4, 0.2  # least names of units in the page's language; most of the others among all


def reads(subject: Subject) -> tuple[object, ...]:
    """What the check depends on beside the text."""
    records = subject.records
    return (records.source.language, records.lines, records.mentions, tuple(one.links for one in records.initiatives))


def check(subject: Subject) -> Iterator[Finding]:
    """Finding `other-language`."""
    language = subject.records.source.language
    if language not in subject.cues.own:
        return
    for line, start, end, other in [*_sentences(subject, language), *_units(subject, language)]:
        text = subject.text[start:end]
        message = f"{_short(text)!r} is {other}, the page is {language}"
        yield OTHER.at(message, (start, end), initiative=line.initiative)
    yield from _link_texts(subject, language)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"


def _language(text: str, subject: Subject, *, least: int) -> str | None:
    """The language that a text is in: the page's or another; None where its function words do not tell."""
    hits = function_words(WORD.findall(text), subject.cues)
    return tell_language(hits, subject.records.source.language, least=least)


def _sentences(subject: Subject, own: str) -> Iterator[tuple[RecordLine, int, int, str]]:
    names = {line.number: [] for line in subject.records.lines}  # type: dict[int, list[tuple[int, int]]]
    for mention in subject.records.mentions:
        names[mention.line].append((mention.start, mention.end))
    for line in subject.records.lines:
        if line.role not in RUNNING:
            continue
        text = _blanked(subject.line_text(line), [(a - line.start, b - line.start) for a, b in names[line.number]])
        start = 0
        for match in SENTENCE_END.finditer(text):
            other = _language(text[start : match.end()], subject, least=FOREIGN)
            if other is not None and other != own:
                raw = subject.text[line.start + start : line.start + match.end()]
                yield line, line.start + start + len(raw) - len(raw.lstrip()), line.start + match.end(), other
            start = match.end()


def _blanked(text: str, names: list[tuple[int, int]]) -> str:
    """A text of the same length without names and quoted words."""
    pieces, position = [], 0
    for start, end in sorted([*names, *(match.span(1) for match in QUOTED.finditer(text))]):
        pieces += [text[position : max(start, position)], " " * (end - max(start, position))]
        position = max(end, position)
    return "".join([*pieces, text[position:]])


def _units(subject: Subject, own: str) -> Iterator[tuple[RecordLine, int, int, str]]:
    """Names of units in contacts, where nearly all others of the page are in its language."""
    units = [line for line in subject.records.lines if line.role is LineRole.CONTACT_UNIT]
    told = [(line, _language(subject.line_text(line), subject, least=1)) for line in units]
    others = [(line, language) for line, language in told if language not in {None, own}]
    natives = sum(language == own for _, language in told)
    if natives >= UNITS and len(others) <= UNIT_SHARE * (natives + len(others)):
        for line, language in others:
            yield line, line.start, line.end, str(language)


def _link_texts(subject: Subject, language: str) -> Iterator[Finding]:
    """Texts of links that are phrases of another language ("weitere Informationen") and of no other kind."""
    own = {phrase.lower() for phrase in subject.cues.own[language]["links.phrases"]}
    phrases = _phrases(subject.cues, language)
    for initiative in subject.records.initiatives:
        for link in initiative.links:
            text = (link.text or "").strip(" .…»→>").lower()
            if text in phrases and text not in own:
                message = f"{link.text!r} is {phrases[text]}, the page is {language}"
                yield OTHER.at(message, (link.start, link.end), initiative=initiative.id, field="links")


def _phrases(cues: Cues, language: str) -> dict[str, str]:
    return {phrase: code for code, lists in cues.own.items() if code != language for phrase in lists["links.phrases"]}
