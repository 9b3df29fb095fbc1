"""A graph as Turtle, a paragraph for each subject (https://www.w3.org/TR/turtle/).

Written here and not by rdflib, which looks for a prefix of every address among all that it has seen: a page of 900
initiatives took it 90 seconds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
VALUES = ",\n        "
WORD = re.compile("[A-Za-z][A-Za-z0-9_-]*")


def turtle_of(graph: Graph, prefixes: Mapping[str, str], subjects: Iterable[str]) -> bytes:
    """Return the graph as UTF-8, the subjects in this order; what is said of each is sorted, its types first.

    No node may be blank, and each has to be among the `subjects`.
    """
    said: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for subject, predicate, value in graph:
        verb = "a" if str(predicate) == TYPE else _short(predicate, prefixes)
        said[str(subject)].append((verb, _short(value, prefixes)))
    head = [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in sorted(prefixes.items())]
    paragraphs = [_paragraph(subject, said[subject]) for subject in subjects]
    return ("\n".join(head) + "\n\n" + "\n".join(paragraphs)).encode("utf-8")


def _paragraph(subject: str, said: Iterable[tuple[str, str]]) -> str:
    values: dict[str, list[str]] = defaultdict(list)
    for verb, value in sorted(said, key=lambda pair: (pair[0] != "a", pair)):
        values[verb].append(value)
    lines = (f"    {verb} {VALUES.join(each)}" for verb, each in values.items())
    return f"<{subject}>\n" + " ;\n".join(lines) + " .\n"


def _short(term: Node, prefixes: Mapping[str, str]) -> str:
    from rdflib import URIRef

    if isinstance(term, URIRef):
        for prefix, namespace in prefixes.items():
            if term.startswith(namespace) and WORD.fullmatch(word := str(term)[len(namespace) :]):
                return f"{prefix}:{word}"
    return term.n3()
