"""The cues for institutions of `language/`, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lhextract.language.cues import Cues
from lhextract.mentions.cued import Cued, cued_by

ARTICLE = r"(?:the |The |die |der |dem |den |das )?"


@dataclass(frozen=True, slots=True)
class InstitutionCues:
    """One pattern or set per list of the table `institutions`; the data files say what each list holds."""

    known: Cued
    known_names: frozenset[str]
    types: frozenset[str]
    roles: frozenset[str]
    relation: Cued
    short_for: re.Pattern[str]
    prefix: Cued
    type_before: Cued
    type_after: Cued
    legal: Cued
    kind: Cued
    system: Cued


@cache
def institution_cues(cues: Cues) -> InstitutionCues:
    """Compile the cues once."""
    words = cues.words

    def any_of(*names: str) -> str:
        return cues.alternatives(*(f"institutions.{name}" for name in names))

    def cued(pattern: str, *names: str) -> Cued:
        return cued_by(pattern, (phrase for name in names for phrase in words[f"institutions.{name}"]))

    being = r"(?:is |are |was |ist |war )?(?:an?|the|one of the|der|die|das|eine?r?)"
    return InstitutionCues(
        known=cued(rf"(?<![\w@-]){any_of('known')}(?!\w|[.]\w|-[A-Z][A-Z])", "known"),
        known_names=frozenset(words["institutions.known"]),
        types=frozenset(words["institutions.type_words"]),
        roles=frozenset(words["contacts.roles"]),
        relation=cued(rf"(?<!\w){any_of('relations')} {ARTICLE}(?=\w)", "relations"),
        short_for=re.compile(rf",? {any_of('short_for')} (?=\w)|, (?=\w+ for short)"),
        prefix=cued(rf"(?<![\w-]){any_of('prefixes')}[ /](?=\w)", "prefixes"),
        type_before=cued(
            rf"(?<!\w)(?:{any_of('type_words')}|(?i:{any_of('company_lists')}:?)) {ARTICLE}(?=[\w„“«\"])",
            "type_words",
            "company_lists",
        ),
        type_after=cued(rf" {any_of('type_words')}(?!\w)", "type_words"),
        legal=cued(rf" {any_of('legal_forms')}(?!\w)", "legal_forms"),
        kind=cued(rf",? {being} (?:[\w-]{{1,30}} ){{0,3}}{any_of('kinds')}(?!\w)", "kinds"),
        system=cued(rf"(?<!\w){any_of('systems')}, (?=[A-Z])", "systems"),
    )
