"""What a regular expression is made of: its repeats, and the characters that they take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

# One character of each kind that patterns tell apart.
ALPHABET = " \n1aAzZ0é.,:;-–/()[]{}<>\"'“”&+@#=_*%?!|$\\~\x00²"
MANY = 16  # repeats of at most fewer times are no loop
REPEATS = frozenset({op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT})
CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_WORD: r"\W",
}
Node = tuple[Any, Any]


def parse(pattern: str | bytes, flags: int = 0) -> list[Node]:
    """The nodes of a pattern, as the library of `re` reads it."""
    text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    given = flags & ~re.UNICODE.value if isinstance(pattern, str) else flags
    return list(parser.parse(text, given & ~re.DEBUG.value))


def takes(node: Node, char: str) -> bool:
    """Whether a node that stands for one character stands for this one, in upper or lower case."""
    kind, value = node
    if kind is op.ANY:
        return True
    if kind is op.LITERAL:
        return char in _cases(chr(value))
    if kind is op.NOT_LITERAL:
        return char != chr(value)
    if kind is op.IN:
        negated = value[0][0] is op.NEGATE
        return any(_holds(item, one) for item in value[negated:] for one in _cases(char)) != negated
    return False


def _cases(char: str) -> set[str]:
    return {char, char.lower(), char.upper()}


def _holds(item: Node, char: str) -> bool:
    kind, value = item
    if kind is op.LITERAL:
        return char == chr(value)
    if kind is op.RANGE:
        return len(char) == 1 and value[0] <= ord(char) <= value[1]
    return kind is op.CATEGORY and re.fullmatch(CATEGORIES[value], char) is not None


def chars(node: Node) -> str:
    """The characters of the alphabet that a one-character node stands for, and its own."""
    own = "".join(
        chr(item[1] if item[0] is op.LITERAL else item[1][0])
        for item in (node[1] if node[0] is op.IN else [node])
        if item[0] in {op.LITERAL, op.RANGE}
    )
    return "".join(dict.fromkeys(char for char in own + ALPHABET if takes(node, char)))


def inner(node: Node) -> list[list[Node]]:
    """The sequences inside a node; none in one that stands for a character or a place."""
    kind, value = node
    if kind in REPEATS:
        return [list(value[2])]
    if kind is op.SUBPATTERN:
        return [list(value[3])]
    if kind is op.ATOMIC_GROUP:
        return [list(value)]
    if kind is op.BRANCH:
        return [list(branch) for branch in value[1]]
    if kind is op.GROUPREF_EXISTS:
        return [list(part) for part in value[1:] if part is not None]
    if kind in {op.ASSERT, op.ASSERT_NOT}:
        return [list(value[1])]
    return []


def is_loop(node: Node) -> bool:
    """Whether a node repeats something often."""
    return node[0] in REPEATS and node[1][1] >= MANY


def samples(nodes: Sequence[Node], *, most: int = 6) -> list[str]:
    """Short texts that a sequence of nodes matches, what it looks at around it left aside."""
    texts = [""]
    for node in nodes:
        ends = _samples(node, most=most)
        if len(texts) == 1:
            texts = [texts[0] + end for end in ends]
        else:
            # Not every combination: each text goes on in one way, and each way is taken once.
            number = max(len(texts), len(ends))
            texts = [texts[n % len(texts)] + ends[n % len(ends)] for n in range(number)]
        texts = texts[:most]
    return list(dict.fromkeys(texts))


def _samples(node: Node, *, most: int) -> list[str]:
    kind, value = node
    if kind in {op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN}:
        found = chars(node)
        step = max(1, len(found) // most)
        return list(found[::step][:most]) or [""]
    if kind in REPEATS:
        found = [text * (value[0] or 1) for text in samples(value[2], most=most)]
        return found if value[0] else [*found[:1], "", *found[1:]]
    if kind is op.BRANCH:
        return [text for branch in inner(node)[: 2 * most] for text in samples(branch, most=2)][:most] or [""]
    if kind in {op.SUBPATTERN, op.ATOMIC_GROUP}:
        return samples(inner(node)[0], most=most)
    return [""]


def loops(nodes: Sequence[Node], before: str = "") -> Iterator[tuple[str, list[Node]]]:
    """Every loop of a pattern: a text that leads to it, and what it repeats."""
    for node in nodes:
        if is_loop(node):
            yield before, list(node[1][2])
        for sequence in inner(node)[:40]:
            yield from loops(sequence, before)
        before += _samples(node, most=1)[0]


def swallowed(nodes: Sequence[Node]) -> Iterator[str]:
    """What a loop repeats and a loop inside it takes whole: each time there are two ways, together 2 ** n.

    "a" of `(?:a+)*`, "<!---->" of `(?:<!--.*?-->)*`. What is matched once and for all, possessive or atomic, is not
    tried again.
    """
    for node in nodes:
        if is_loop(node) and node[0] is not op.POSSESSIVE_REPEAT:
            body = list(node[1][2])
            texts = [text for text in samples(body) if text]
            for loop in _loops_inside(body):
                yield from (text for text in texts if all(_takes_all(loop, char) for char in text))
        if node[0] is not op.ATOMIC_GROUP:
            for sequence in inner(node):
                yield from swallowed(sequence)


def _loops_inside(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        if node[0] in {op.MAX_REPEAT, op.MIN_REPEAT} and is_loop(node):
            yield node
        if node[0] not in {op.ATOMIC_GROUP, op.POSSESSIVE_REPEAT, op.ASSERT, op.ASSERT_NOT}:
            for sequence in inner(node):
                yield from _loops_inside(sequence)


def _takes_all(loop: Node, char: str) -> bool:
    body = list(loop[1][2])
    return len(body) == 1 and takes(body[0], char)
