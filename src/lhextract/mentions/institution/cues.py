"""The cues for institutions of `language/`, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lhextract.language.cues import Cues

ARTICLE = r"(?:the |The |die |der |dem |den |das )?"


@dataclass(frozen=True, slots=True)
class InstitutionCues:
    """One pattern or set per list of the table `institutions`; the data files say what each list holds."""

    known: re.Pattern[str]
    known_names: frozenset[str]
    types: frozenset[str]
    roles: frozenset[str]
    relation: re.Pattern[str]
    short_for: re.Pattern[str]
    prefix: re.Pattern[str]
    type_before: re.Pattern[str]
    type_after: re.Pattern[str]
    legal: re.Pattern[str]
    kind: re.Pattern[str]
    system: re.Pattern[str]


@cache
def institution_cues(cues: Cues) -> InstitutionCues:
    """Compile the cues once."""
    words = cues.words

    def any_of(*names: str) -> str:
        return cues.alternatives(*(f"institutions.{name}" for name in names))

    being = r"(?:is |are |was |ist |war )?(?:an?|the|one of the|der|die|das|eine?r?)"
    return InstitutionCues(
        known=re.compile(rf"(?<![\w@-]){any_of('known')}(?!\w|[.]\w|-[A-Z][A-Z])"),
        known_names=frozenset(words["institutions.known"]),
        types=frozenset(words["institutions.type_words"]),
        roles=frozenset(words["contacts.roles"]),
        relation=re.compile(rf"(?<!\w){any_of('relations')} {ARTICLE}(?=\w)"),
        short_for=re.compile(rf",? {any_of('short_for')} (?=\w)|, (?=\w+ for short)"),
        prefix=re.compile(rf"(?<![\w-]){any_of('prefixes')}[ /](?=\w)"),
        type_before=re.compile(
            rf"(?<!\w)(?:{any_of('type_words')}|(?i:{any_of('company_lists')}:?)) {ARTICLE}(?=[\w„“«\"])"
        ),
        type_after=re.compile(rf" {any_of('type_words')}(?!\w)"),
        legal=re.compile(rf" {any_of('legal_forms')}(?!\w)"),
        kind=re.compile(rf",? {being} (?:[\w-]{{1,30}} ){{0,3}}{any_of('kinds')}(?!\w)"),
        system=re.compile(rf"(?<!\w){any_of('systems')}, (?=[A-Z])"),
    )
