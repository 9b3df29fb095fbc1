"""Numbers the elements and text nodes of a page while it is rendered, so that offsets lead back to them."""

from __future__ import annotations

import re
import sys
from array import array
from collections import Counter

from bs4 import Tag

from lhextract.model.layout import Dom

PLAIN_NAME = re.compile(r"[A-Za-z_][\w.-]*")  # a name that stands in an XPath as it is, unlike Word's "o:p"


class DomWriter:
    """Collects what `Dom` holds; only elements with text that is kept, and those around them, get a number."""

    def __init__(self) -> None:
        self._starts, self._elements, self._ordinals = array("I"), array("i"), array("I")
        self._parents = array("i")
        self._steps: list[str] = []
        self._element_of: dict[int, int] = {}
        self._step_of: dict[int, str] = {}
        self._texts: Counter[int] = Counter()  # text nodes seen so far, by element

    def count(self, parent: Tag) -> None:
        """Note that an element has one more text node, kept or not."""
        self._texts[id(parent)] += 1

    def add(self, parent: Tag, start: int) -> None:
        """Keep the text node counted last, which begins at an offset of the source."""
        self._starts.append(start)
        self._elements.append(self._element(parent))
        self._ordinals.append(self._texts[id(parent)])

    def finish(self) -> Dom:
        """The way back for every offset."""
        return Dom(self._parents, tuple(self._steps), self._starts, self._elements, self._ordinals)

    def xpath(self, tag: Tag) -> str:
        """The XPath of an element, numbered or not."""
        steps = [self._step(place) for place in (tag, *tag.parents) if place.parent is not None]
        return "/" + "/".join(reversed(steps))

    def _element(self, tag: Tag) -> int:
        """The number of an element, with its ancestors numbered before it."""
        chain = []
        place: Tag | None = tag
        while place is not None and place.parent is not None and id(place) not in self._element_of:
            chain.append(place)
            place = place.parent
        for element in reversed(chain):
            self._element_of[id(element)] = len(self._steps)
            self._parents.append(self._element_of.get(id(element.parent), -1))
            self._steps.append(self._step(element))
        return self._element_of[id(tag)]

    def _step(self, tag: Tag) -> str:
        """The XPath step to an element from its parent: "p[2]", or "p" where it is the only one."""
        if id(tag) not in self._step_of:
            children = [child for child in (tag.parent or tag).children if isinstance(child, Tag)]
            total = Counter(child.name for child in children)
            seen: Counter[str] = Counter()
            for position, child in enumerate(children, start=1):
                seen[child.name] += 1
                step = f"{child.name}[{seen[child.name]}]" if total[child.name] > 1 else child.name
                self._step_of[id(child)] = sys.intern(step if PLAIN_NAME.fullmatch(child.name) else f"*[{position}]")
        return self._step_of[id(tag)]
