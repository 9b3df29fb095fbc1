"""Does one initiative stand on the page twice, as two or within one?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from lhextract.checks.registry import Code, Subject
from lhextract.language.cues import WORD
from lhextract.model.finding import Finding, Severity
from lhextract.model.outline import LineRole
from lhextract.model.record import Initiative, RecordLine

Pair = tuple[int, int]  # places of two initiatives in the records, the earlier one first
DUPLICATE = Code(
    "initiative-duplicate",
    Severity.WARNING,
    "two initiatives with nearly the same text, or with one name in one category",
    "'CUBE' and 'C³ – Carbon Concrete' have nearly the same text",
    "look whether the page lists one twice; if it does, tell its owner",
)
REPEATED = Code(
    "text-repeated",
    Severity.WARNING,
    "a paragraph that stands twice in one initiative",
    "'In 2014, Osaka University was declared a …' stands twice in 'Osaka University'",
    "look whether the page lists an initiative twice, or a paragraph; tell its owner",
)
CODES = (DUPLICATE, REPEATED)
SHINGLE = 3  # words
LEAST_WORDS = 8  # a shorter text says too little to be compared
COMMON = 5  # initiatives that share a run of words, above which it is a formula of the page
SHOWN = 40  # characters
ALIKE = 0.6  # shared among all shingles of two texts


def reads(subject: Subject) -> tuple[object, ...]:
    """What the check depends on beside the text."""
    records = subject.records
    return (records.lines, tuple((one.id, one.name, one.category, one.text) for one in records.initiatives))


def check(subject: Subject) -> Iterator[Finding]:
    """Findings `initiative-duplicate` and `text-repeated`."""
    yield from _twice_in_one(subject)
    initiatives = subject.records.initiatives
    alike = _alike_texts(tuple(initiative.text for initiative in initiatives))
    for one, other in alike:
        yield _finding(initiatives[one], initiatives[other], "have nearly the same text")
    first: dict[tuple[tuple[str, ...], str], int] = {}
    for other, initiative in enumerate(initiatives):
        one = first.setdefault((initiative.category, initiative.name.casefold()), other)
        if one != other and (one, other) not in alike:
            yield _finding(initiatives[one], initiative, "have one name and one category")


@lru_cache(maxsize=4)
def _alike_texts(texts: tuple[str, ...]) -> Mapping[Pair, None]:
    """Pairs of equal or nearly equal texts; kept, because a page is checked again after each decision about a name."""
    words = [tuple(word.casefold() for word in WORD.findall(text)) for text in texts]
    return dict.fromkeys([*_same(words), *_alike(words)])


def _twice_in_one(subject: Subject) -> Iterator[Finding]:
    names = {initiative.id: initiative.name for initiative in subject.records.initiatives}
    for initiative, lines in subject.owned_lines().items():
        first: dict[str, RecordLine] = {}
        for line in lines:
            text = subject.line_text(line)
            earlier = first.setdefault(text, line)
            if earlier is not line and line.role is LineRole.BODY and len(WORD.findall(text)) >= LEAST_WORDS:
                begin = text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()} …"
                message = f"{begin!r} stands twice in {names[initiative]!r}"
                where = ((line.start, line.end), (earlier.start, earlier.end))
                yield REPEATED.at(message, *where, initiative=initiative, field="text")


def _finding(one: Initiative, other: Initiative, what: str) -> Finding:
    names = f"{one.name!r} and {other.name!r}" if one.name != other.name else f"two initiatives {one.name!r}"
    return DUPLICATE.at(f"{names} {what}", (other.start, other.end), (one.start, one.end), initiative=other.id)


def _same(texts: Sequence[tuple[str, ...]]) -> Iterator[Pair]:
    first: dict[tuple[str, ...], int] = {}
    for other, text in enumerate(texts):
        one = first.setdefault(text, other)
        if one != other and len(text) >= LEAST_WORDS:
            yield one, other


def _alike(texts: Sequence[tuple[str, ...]]) -> Iterator[Pair]:
    """Pairs of texts most of whose runs of three words are shared."""
    runs = [{text[i : i + SHINGLE] for i in range(len(text) - SHINGLE + 1)} for text in texts]
    filed: dict[tuple[str, ...], list[int]] = {}
    for number, shingles in enumerate(runs):
        if len(texts[number]) >= LEAST_WORDS:
            for shingle in shingles:
                filed.setdefault(shingle, []).append(number)
    shared: Counter[Pair] = Counter()
    for numbers in filed.values():
        if len(numbers) <= COMMON:
            shared.update(combinations(numbers, 2))
    for (one, other), count in sorted(shared.items()):
        if count >= ALIKE * (len(runs[one]) + len(runs[other]) - count):
            yield one, other
