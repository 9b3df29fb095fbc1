"""Texts on which a pattern could take long: what it repeats, many times, with an end on which it fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.threats.patterns.parsed import loops, parse, samples

MOST = 160  # texts of one pattern
ENDS = ("", "\x00", " ", "!", "a", "1")
# Runs that no look at the pattern is needed for.
SINGLE = " 1aA-().\\/,:<\n\té\"'[@#_%"
SHORT = (
    "a |A |Aa |1 |1-|1.|1,|a-|a.|a, |(a|(a)|( |: |<a|\n | \n|a'|'a|\"a|a@|@a.|1/1 |A. |Aa, |Aa and |Dr. |+49 |(0|2019-|"
    'a/|a: |; |&a|http://a|www.|://|Aa-|A.-|aA|1a|${|<!--|="|{{|..|a b\n'
)
GENERIC = (*SINGLE, *SHORT.split("|"))

# What the stages take for something: a line of nothing but names, counts, dates, numbers or addresses.
MEANT = (
    "Dr. Eva Roth, ",
    "Dr. Eva Roth: ",
    "Prof. Dr. ",
    "12 initiatives, ",
    "in 12 Partnerschaften ",
    "University of Oslo, ",
    "University ",
    "(DFG) ",
    "German Research Foundation (DFG), ",
    "SPP 2005, ",
    "since 2015, ",
    "1.10.2014 to 30.9.2016, ",
    "+49 351 463-33013, ",
    "Tel.: ",
    "eva.roth@uni.example, ",
    "eva(at)uni(dot)",
    "https://uni.example/a, ",
    "Erasmus+ Programme ",
    "“Urban Water” ",
    "Contact: ",
    "further information ",
)


@dataclass(frozen=True, slots=True)
class Pump:
    """A text of any length: a start, a part again and again, an end."""

    start: str
    part: str
    end: str

    def of(self, length: int) -> str:
        """The text with about so many characters."""
        return self.start + self.part * max(1, length // len(self.part)) + self.end


def pumps(pattern: str | bytes, flags: int) -> tuple[Pump, ...]:
    """The texts that a pattern is tried on."""
    found: dict[Pump, None] = {}
    nodes = parse(pattern, flags)
    for start, body in loops(nodes):
        for part in filter(None, samples(body)):
            found.update((Pump(start, part, end), None) for end in ENDS[:4])
            if start:
                found[Pump("", start + part, "\x00")] = None
        if start:
            found[Pump("", start, "\x00")] = None
    for part in filter(None, samples(nodes)):
        found[Pump("", part, "\x00")] = None
    own = list(found)[:: -(-len(found) // MOST) or 1] if len(found) > MOST else list(found)
    return tuple(dict.fromkeys([*own, *(Pump("", part, end) for part in GENERIC for end in ("", "\x00"))]))


def encoder(pattern: str | bytes) -> Callable[[str], str | bytes]:
    """Makes a text into what a pattern reads."""
    return (lambda text: text.encode("utf-8", "replace")) if isinstance(pattern, bytes) else (lambda text: text)
