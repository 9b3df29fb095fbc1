"""Prizes, fairs, laws, ships, satellites and diseases: written like names, and none by the guidelines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lhextract.language.cues import Cues
from lhextract.mentions.judge.evidence import Proposal
from lhextract.model.mention import Label
from lhextract.model.page import PageText

NAMES = frozenset({Label.PERSON, Label.INSTITUTION, Label.PROGRAM})
DISEASE = re.compile(r"Morbus \w+")
REACH = 24  # code points before a name


@dataclass(frozen=True, slots=True)
class _Patterns:
    ending: re.Pattern[str]
    before: re.Pattern[str]


@cache
def _patterns(cues: Cues) -> _Patterns:
    return _Patterns(
        ending=re.compile(rf"{cues.alternatives('lookalikes.endings')}(?:s|es)?$"),
        before=re.compile(rf"(?<!\w){cues.alternatives('lookalikes.before')} $", re.IGNORECASE),
    )


def resembles(proposal: Proposal, page: PageText, cues: Cues) -> str | None:
    """What a proposal only resembles a name as, or None."""
    if proposal.label not in NAMES:
        return None
    look, text = _patterns(cues), page.slice(proposal.span)
    if look.ending.search(text):
        return "what ends like a prize, a fair or a law"
    if DISEASE.fullmatch(text):
        return "what is written like a disease"
    if look.before.search(page.text, max(0, proposal.span.start - REACH), proposal.span.start):
        return "what follows a word for ships, satellites or fairs"
    return None
