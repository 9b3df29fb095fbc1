"""A report as a browser reads it: elements with their attributes and text, and whether they nest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "img", "link", "input", "wbr"}
SHAPES = {"rect", "circle", "path"}  # may close themselves, inside an SVG


@dataclass
class Node:
    """An element: its text is that of everything inside it."""

    tag: str
    attrs: dict[str, str | None]
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All characters inside."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def classes(self) -> set[str]:
        """The words of its class."""
        return set((self.attrs.get("class") or "").split())

    def all(self, tag: str | None = None, *, css: str | None = None) -> Iterator[Node]:
        """Every element inside, in document order, of a tag and a class where given."""
        for child in self.children:
            if isinstance(child, Node):
                if tag in {None, child.tag} and (css is None or css in child.classes):
                    yield child
                yield from child.all(tag, css=css)

    def above(self) -> Iterator[Node]:
        """The elements around it, from the inside out."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.node = Node("#root", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute comes twice in <{tag}>"
        node = Node(tag, dict(attrs), self.node)
        self.node.children.append(node)
        if tag not in VOID:
            self.node = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in SHAPES | VOID, f"<{tag}/> is no end in HTML"
        self.node.children.append(Node(tag, dict(attrs), self.node))

    def handle_endtag(self, tag: str) -> None:
        assert self.node.tag == tag, f"</{tag}> ends <{self.node.tag}>"
        assert self.node.parent is not None
        self.node = self.node.parent

    def handle_data(self, data: str) -> None:
        self.node.children.append(data)


def read_html(document: str) -> Node:
    """Return the document; one whose end tags do not fit their start tags fails the test."""
    reader = _Reader()
    reader.feed(document)
    reader.close()
    assert reader.node is reader.root, f"<{reader.node.tag}> is not ended"
    return reader.root
