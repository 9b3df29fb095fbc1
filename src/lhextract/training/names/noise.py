"""Pages as other editors would have typed them: names exchanged, commas lost, capitals, umlauts, lines joined."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from lhextract.training.names.examples import Marked, Name

UMLAUTS = (
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"},
    {"ä": "a", "ö": "o", "ü": "u"},
)
QUOTES = (("“", "”"), ("„", "“"), ('"', '"'), ("«", "»"), ("'", "'"), ("‘", "’"))
QUOTED = re.compile(r"[“„\"«]([^“”„\"«»]{2,80})[”“\"»]")
Edit = tuple[int, int, str]


def rewrite(line: Marked, edits: Iterable[Edit]) -> Marked:
    """Replace stretches of a line; none may straddle the border of a name. Names that vanish are dropped."""
    done: list[Edit] = []
    text, position = [], 0
    for start, end, new in sorted(edits):
        if start >= position:
            text += [line.text[position:start], new]
            done.append((start, end, new))
            position = end
    text.append(line.text[position:])

    def moved(offset: int) -> int:
        return offset + sum(len(new) - (end - start) for start, end, new in done if end <= offset)

    names = (Name(moved(n.start), moved(n.end), n.kind) for n in line.names)
    return replace(line, text="".join(text), names=tuple(n for n in names if n.end > n.start))


def exchange(line: Marked, other: Callable[[str, str, random.Random], str], rng: random.Random, share: float) -> Marked:
    """Some names by others of their kind; `other` gives one for a text and its kind."""
    edits = [
        (n.start, n.end, other(line.text[n.start : n.end], n.kind, rng)) for n in line.names if rng.random() < share
    ]
    return rewrite(line, edits) if edits else line


def lose_commas(line: Marked, rng: random.Random) -> Marked:
    """Some commas between words are missing."""
    outside = [m.start() for m in re.finditer(r",(?= \D)", line.text) if not _inside(line, m.start())]
    return rewrite(line, [(at, at + 1, "") for at in outside if rng.random() < 0.4])


def lose_umlauts(line: Marked, rng: random.Random) -> Marked:
    """Umlauts spelt out or lost."""
    table = rng.choice(UMLAUTS)
    return rewrite(line, [(i, i + 1, table[c]) for i, c in enumerate(line.text) if c in table])


def shout(line: Marked, rng: random.Random) -> Marked:
    """The line, or one name, in capitals or in small letters; acronyms keep theirs."""
    change = str.upper if rng.random() < 0.5 else str.lower
    if change is str.upper and rng.random() < 0.5:
        return _recase(line, 0, len(line.text), change)
    longer = [n for n in line.names if " " in line.text[n.start : n.end]]
    if not longer:
        return line
    name = rng.choice(longer)
    return _recase(line, name.start, name.end, change)


def _recase(line: Marked, start: int, end: int, change: Callable[[str], str]) -> Marked:
    words = re.finditer(r"[^\W\d_]+", line.text[start:end])
    edits = [
        (start + m.start(), start + m.end(), change(m.group()))
        for m in words
        if not m.group().isupper() and len(change(m.group())) == len(m.group())
    ]
    return rewrite(line, edits)


def mistype(line: Marked, rng: random.Random) -> Marked:
    """One letter lost, doubled or exchanged with its neighbour."""
    words = list(re.finditer(r"[^\W\d_]{4,}", line.text))
    if not words:
        return line
    word = rng.choice(words)
    at = rng.randrange(word.start() + 1, word.end() - 1)
    pair = line.text[at : at + 2]
    mistyped = rng.choice([pair[0], pair[0] * 2 + pair[1], pair[::-1]])
    # A name may begin or end inside a word ("EUweit"); what belongs to it is not mixed with what does not.
    if any(at + 1 in {name.start, name.end} for name in line.names):
        return line
    return rewrite(line, [(at, at + 2, mistyped)])


def requote(line: Marked, rng: random.Random) -> Marked:
    """Other quotation marks, or none."""
    opens, closes = rng.choice([*QUOTES, ("", "")])
    edits = []
    for match in QUOTED.finditer(line.text):
        edits += [(match.start(), match.start() + 1, opens), (match.end() - 1, match.end(), closes)]
    return rewrite(line, edits)


def join(first: Marked, second: Marked, rng: random.Random) -> Marked:
    """Two lines on one, mostly with a blank between."""
    gap = rng.choice([" ", " ", ", ", " | ", "", " – "])
    shift = len(first.text) + len(gap)
    names = (*first.names, *(Name(n.start + shift, n.end + shift, n.kind) for n in second.names))
    return replace(first, text=first.text + gap + second.text, names=names)


def halve(line: Marked, rng: random.Random) -> list[Marked]:
    """A line broken at a blank outside names."""
    blanks = [m.start() for m in re.finditer(" ", line.text) if not _inside(line, m.start())]
    if not blanks:
        return [line]
    at = rng.choice(blanks)
    left = tuple(n for n in line.names if n.end <= at)
    right = tuple(Name(n.start - at - 1, n.end - at - 1, n.kind) for n in line.names if n.start > at)
    return [replace(line, text=line.text[:at], names=left), replace(line, text=line.text[at + 1 :], names=right)]


def _inside(line: Marked, at: int) -> bool:
    return any(n.start <= at < n.end for n in line.names)


NOISES: tuple[tuple[float, Callable[[Marked, random.Random], Marked]], ...] = (
    (0.06, lose_commas),
    (0.05, lose_umlauts),
    (0.05, shout),
    (0.05, mistype),
    (0.15, requote),
)


def disturb(lines: Sequence[Marked], rng: random.Random) -> list[Marked]:
    """A page with noise; most lines stay as they are."""
    noisy: list[Marked] = []
    for line in lines:
        for share, noise in NOISES:
            if rng.random() < share:
                line = noise(line, rng)
        if not line.text.strip():
            continue
        if noisy and noisy[-1].owner == line.owner and rng.random() < 0.04:
            noisy[-1] = join(noisy[-1], line, rng)
        elif rng.random() < 0.03:
            noisy += [part for part in halve(line, rng) if part.text.strip()]
        else:
            noisy.append(line)
    return noisy


def forget_roles(lines: Sequence[Marked], rng: random.Random, roles: Sequence[str]) -> list[Marked]:
    """Some roles, or all, not told, and a few told wrong: at run time a program guesses them."""
    if rng.random() < 0.2:
        return [replace(line, role="") for line in lines]
    return [
        replace(line, role="")
        if (chance := rng.random()) < 0.1
        else replace(line, role=rng.choice(roles))
        if chance < 0.13
        else line
        for line in lines
    ]
