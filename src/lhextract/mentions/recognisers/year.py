"""Years and dates, under a veto for numbers that only look like years."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from lhextract.dates.expressions import find_dates
from lhextract.language.cues import Cues
from lhextract.mentions.candidates import NEVER_ALONE, RecogniserSpec, Rule, context_of, propose
from lhextract.mentions.spacy_library import Doc, Language
from lhextract.model.span import Span

FORMS = (
    "day-range", "date-range", "month-range", "uneven-range", "date", "month", "numeric", "numeric-range",
    "numeric-month", "quarter", "term", "term-range", "decade", "year-range",
)  # fmt: skip
SPEC = RecogniserSpec(
    name="year",
    order=25,
    rules={
        **{f"year/{form}": Rule(86, 0.99) for form in FORMS},
        # Above every rule for phones, which "01.09.2022–31.08.2026" looks like too.
        **{f"year/{form}": Rule(93, 0.99) for form in FORMS if form.startswith("numeric")},
        "year/year": Rule(84, 0.98),
        "year/doubtful": Rule(NEVER_ALONE, 0.1),
    },
)
# Capitals before the number: "SPP 2005", "GRK 2250" are codes, "ETRI 2023", "BAUMA 2016" are editions.
CAPITALS_BEFORE = re.compile(r"(?:^|[\s(\[\"„“/-])([A-Z][A-Z0-9/&]+)[ :-]$")
LONGEST_CODE = 3
# A further number right before: "16 2010"; a number, percent or currency sign after.
NUMBER_BEFORE = re.compile(r"\d[ -]$")
COUNTED_AFTER = re.compile(r"[ -]?\d|%| ?€| ?°")
# The last word of a quoted name: the report "Water 2050".
NAME_END = re.compile(r"[\"”“»’]")
NAME_BEFORE = re.compile(r"[\"“„«‘](?:\w+ ){1,4}$")
# What makes even an early number a year, or one before a plural ("seit 1995 Studierende").
SURE_BEFORE = re.compile(
    r"(?:\b(?:since|seit|im Jahr|im Jahre|founded in|in the year)|© ?(?:[^\W\d_]{1,20} ){0,2}[^\W\d_]{1,20}) $",
    re.IGNORECASE,
)
EARLY_BEFORE = re.compile(r"(?:\b(?:in|of|from|als)|[^\W\d_A-ZÄÖÜ]) $")
OLDEST_BARE = 1800
LATEST_BARE = 2040  # "2048 processor cores"
# "17 of 2012", "Platz 17 von 2012": what is counted.
COUNT_BEFORE = re.compile(r"\d (?:of|out of|von|aus) $")
# A postcode: "Nieuwstraat 14, 2000 Antwerpen".
HOUSE_NUMBER_BEFORE = re.compile(r"[^\W\d_]{3,} \d{1,4}[a-z]?, $")
CAPITAL_AFTER = re.compile(r" [^\W\d_a-zäöüß]")


@cache
def _words(cues: Cues, name: str, *, before: bool) -> re.Pattern[str]:
    phrases = cues.alternatives(name)
    return re.compile(rf"(?<!\w){phrases}:?\s$" if before else rf"\s{phrases}(?!\w)", re.IGNORECASE)


@Language.factory("lh_year", assigns=["doc.user_data"])
def make_year(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
    """Propose years and dates."""

    def find_years(doc: Doc) -> Doc:
        context = context_of(doc)
        for line, _, text in context.lines():
            for start, end, form in find_dates(text, context.cues):
                sure = form not in {"year", "year-range"} or is_year(text, start, end, context.cues)
                rule = f"year/{form}" if sure else "year/doubtful"
                propose(doc, Span(line.start + start, line.start + end), "YEAR", rule)
        return doc

    return find_years


def is_year(text: str, start: int, end: int, cues: Cues) -> bool:
    """Whether numbers of four digits without month or season are a year, judged by their neighbours."""
    lead, tail = text[max(0, start - 40) : start], text[end : end + 20]
    if not _runs_forward(text[start:end]):
        return False
    if SURE_BEFORE.search(lead):
        return True
    # "by the DFG 2016 to 2025" is no code with a number, "GRK 2000 von 2016 bis 2024" no count.
    lone = len(re.findall(r"\d{4}", text[start:end])) == 1
    code = CAPITALS_BEFORE.search(lead) if lone else None
    if code and (len(code.group(1)) <= LONGEST_CODE or code.group(1) in cues.words["dates.codes"]):
        return False
    if NUMBER_BEFORE.search(lead) or COUNTED_AFTER.match(tail) or (lone and COUNT_BEFORE.search(lead)):
        return False
    if HOUSE_NUMBER_BEFORE.search(lead) and CAPITAL_AFTER.match(tail):
        return False
    if NAME_END.match(tail) and NAME_BEFORE.search(lead):
        return False
    if _words(cues, "dates.not_before", before=True).search(lead) or _words(
        cues, "dates.not_after", before=False
    ).match(tail):
        return False
    return OLDEST_BARE <= int(text[start : start + 4]) <= LATEST_BARE or bool(EARLY_BEFORE.search(lead))


def _runs_forward(text: str) -> bool:
    """Whether a range ends after it begins: "2016–19" does, the file number "2021-04" does not."""
    numbers = re.findall(r"\d+", text)
    first, last = numbers[0], numbers[-1]
    return len(numbers) == 1 or last == "00" or int(last) > int(first[4 - len(last) :])
