"""YAML with a comment behind what nobody has confirmed; a library that writes YAML would lose the comments."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

UNCONFIRMED = "  # unconfirmed"
# What YAML reads as the same text without quotes; everything else is quoted.
PLAIN = re.compile(r"[^\W\d_](?:[\w .,()/–'-]*[\w.)])?")
RESERVED = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"})
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value on one line (a text, a number, nothing, an empty list); `confirmed` if somebody said that it is right."""

    value: str | int | bool | tuple[()] | None
    confirmed: bool


Node = Leaf | Sequence["Node"] | Mapping[str, "Node"]


def to_yaml(nodes: Sequence[Node]) -> str:
    """The text of a list; read back, it has the values, and the marks are comments."""
    return "".join(f"{line}\n" for node in nodes for line in _item(node))


def _item(node: Node) -> list[str]:
    lines = _lines(node)
    return [f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]


def _lines(node: Node) -> list[str]:
    if isinstance(node, Leaf):
        return [scalar(node.value) + ("" if node.confirmed else UNCONFIRMED)]
    if isinstance(node, Mapping):
        return [line for key, value in node.items() for line in _pair(key, value)]
    return [line for value in node for line in _item(value)]


def _pair(key: str, value: Node) -> list[str]:
    lines = _lines(value)
    if isinstance(value, Leaf):
        return [f"{key}: {lines[0]}"]
    return [f"{key}:", *(f"  {line}" for line in lines)]


def scalar(value: str | int | bool | tuple[()] | None) -> str:
    """A value on one line: a text plain where that is safe, else as JSON writes it."""
    if isinstance(value, str):
        if PLAIN.fullmatch(value) and value.casefold() not in RESERVED:
            return value
        return UNPRINTABLE.sub(_escaped, json.dumps(value, ensure_ascii=False))
    return json.dumps(value)


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
