"""Which elements of an HTML page are its content, and which are furniture, hidden or no text at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Never text that a reader sees.
# fmt: off
NO_TEXT = frozenset({
    "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "canvas", "video", "audio",
    "select", "option", "textarea", "datalist", "head", "title", "map", "progress", "meter",
})
# fmt: on
LANDMARKS = frozenset({"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar"})
# A header or footer in one of these is that part's own.
PARTS = frozenset({"article", "section", "main", "li", "details"})
# Words in a class or an id that name furniture, by themselves or as a part ("cookie-banner", "siteBreadcrumb").
# fmt: off
FURNITURE = frozenset({
    "cookie", "cookies", "consent", "breadcrumb", "breadcrumbs", "skiplink", "skiplinks", "share", "sharing",
    "social", "pagination", "pager", "newsletter", "teaser", "teasers", "related", "toc", "lastmodified",
    "pagemanager", "totop", "backtotop", "printheader", "langswitch",
    "relatedposts", "comments", "comment", "commentlist", "respond", "widget", "widgets",
})
# fmt: on
# The same for names of several words.
# fmt: off
FURNITURE_NAMES = frozenset({
    "skip-link", "skip-links", "skip-to-content", "last-modified", "page-manager", "page-info", "page-footer",
    "site-footer", "site-header", "to-top", "back-to-top", "table-of-contents", "print-only", "only-print",
    "language-switch", "lang-switch", "social-media", "share-bar", "page-meta", "document-actions",
})
# fmt: on
# fmt: off
VISUALLY_HIDDEN = frozenset({
    "visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "screenreader-only", "element-invisible",
    "hidden-accessible",
})
# fmt: on
PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Classes of what opens and closes by a script alone: "accordion__trigger", "c-toggle-header".
TOGGLE_CLASS = re.compile(
    r"(?:accordion|akkordeon|toggle|collaps)\w{0,60}(?:__|-)(?:header|trigger|title|toggle|head|button|link)$",
    re.IGNORECASE,
)
TOGGLE_ATTRIBUTES = ("aria-controls", "aria-expanded", "data-bs-target", "data-target", "data-bs-toggle", "data-toggle")
# What Bootstrap's data-toggle does that opens no part of the page.
NO_PANEL = frozenset({"tooltip", "popover", "modal", "dropdown", "tab", "pill", "offcanvas", "button"})
TARGET_ATTRIBUTES = ("aria-controls", "data-bs-target", "data-target", "href")
# A name that would take away more than this share of the text is no furniture on this page.
LARGEST_SHARE = 1 / 3
# Classes and ids by which pages without <main> call their content, and the least share of the text it then has.
CONTENT_NAMES = frozenset({
    "entry-content", "article-body", "main-content", "maincontent", "page-content", "post-content", "site-main",
    "content-main", "content", "main", "inhalt",
})  # fmt: skip
CONTENT_SHARE = 1 / 2
MAIN_SHARE = 1 / 4  # least share of the page's text in <main>, if it is to count as the content


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """What was learned from the whole page before it is rendered.

    `root` holds the content; `title` is the page's own h1 where it stands before `root`; `panels` maps elements
    (by `id()`) that a toggle opens to that toggle; `headings` and `phones` count the headings and the
    phone links in an element; `trusted` are the furniture words that mean it on this page.
    """

    root: Tag
    title: Tag | None
    panels: dict[int, Tag]
    headings: Mapping[int, int]
    phones: Mapping[int, int]
    trusted: frozenset[str]


def find_content(soup: BeautifulSoup) -> Content:
    """Look over a page: where its content is, what opens what, and which class names are furniture."""
    body = soup.body or soup
    ids: dict[str, Tag] = {}
    toggles: list[Tag] = []
    mains: list[Tag] = []
    named_content: list[Tag] = []
    lengths: dict[int, int] = {}  # of what may be the content
    length = 0
    headings: Counter[int] = Counter()
    phones: Counter[int] = Counter()
    named: Counter[str] = Counter()
    for tag, length in _measured(body):
        # Counts of nothing are not kept: on a long page they would be a fifth of what it takes.
        if count := headings[id(tag)] + (tag.name in HEADINGS):
            headings[id(tag.parent)] += count
        if count := phones[id(tag)] + (tag.name == "a" and _is_phone(tag)):
            phones[id(tag.parent)] += count
        if ident := tag.get("id"):
            ids.setdefault(str(ident), tag)
        if is_toggle(tag):
            toggles.append(tag)
        if tag.name == "main" or tag.get("role") == "main":
            mains.append(tag)
            lengths[id(tag)] = length
        if CONTENT_NAMES.intersection((*classes(tag), str(tag.get("id") or ""))):
            named_content.append(tag)
            lengths[id(tag)] = length
        for word in _furniture_words(tag):
            named[word] = named[word] + length
    whole = max(1, length)  # of the outermost element, which comes last
    root = max(mains, key=lambda tag: lengths[id(tag)], default=None)
    if root is None or lengths[id(root)] < MAIN_SHARE * whole:
        # Inner elements come first, so that the closest fit is taken.
        root = next((tag for tag in named_content if lengths[id(tag)] >= CONTENT_SHARE * whole), body)
    return Content(
        root=root,
        title=_title_before(root) if root is not body else None,
        panels=_panels(toggles, ids),
        headings=headings,
        phones=phones,
        trusted=frozenset(word for word, length in named.items() if length <= LARGEST_SHARE * whole),
    )


def _title_before(root: Tag) -> Tag | None:
    """The page's title, where the content begins below it.

    An h1 that nothing closes has all of the content in it and is no title: its text would be there twice.
    """
    if root.find("h1") is not None:
        return None
    title = root.find_previous("h1")
    if not isinstance(title, Tag) or any(place is title for place in root.parents):
        return None
    return None if any(_hidden(place) or place.name in {"nav", "dialog"} for place in title.parents) else title


def _is_phone(link: Tag) -> bool:
    return str(link.get("href")).strip().lower().startswith(("tel:", "callto:"))


def _measured(body: Tag) -> Iterator[tuple[Tag, int]]:
    """Every element with the length of its text, inner ones first; no recursion, since pages nest as they like."""
    open_tags: list[tuple[Tag, int]] = []
    total = 0
    for kind, node in walk(body):
        if isinstance(node, NavigableString):
            if node.parent is None or node.parent.name not in NO_TEXT:
                total += len(str(node).strip())
        elif kind == "enter":
            open_tags.append((node, total))
        else:
            tag, before = open_tags.pop()
            yield tag, total - before


def is_aside(tag: Tag) -> bool:
    """Whether the element stands beside the content, by its kind or its name."""
    if tag.name == "aside" or tag.get("role") == "complementary":
        return True
    names = (*classes(tag), str(tag.get("id") or ""))
    return tag.name == "div" and any("sidebar" in name.lower() for name in names)


def walk(root: Tag) -> Iterator[tuple[str, Tag | NavigableString]]:
    """Yield ("enter", element), ("text", string) and ("leave", element) in document order."""
    stack: list[tuple[str, Tag | NavigableString]] = [("enter", root)]
    while stack:
        kind, node = stack.pop()
        yield kind, node
        if kind == "enter" and isinstance(node, Tag):
            stack.append(("leave", node))
            for child in reversed(node.contents):
                if isinstance(child, Tag):
                    stack.append(("enter", child))
                elif type(child) is NavigableString:  # no comment, declaration or processing instruction
                    stack.append(("text", child))


def is_toggle(tag: Tag) -> bool:
    """Whether the element opens and closes another one: a summary, a button or link that says so."""
    if tag.name == "summary":
        return True
    if tag.name not in {"button", "a", "div", "span"} or tag.get("aria-haspopup"):
        return False
    if tag.get("role") == "tab" or NO_PANEL.intersection((tag.get("data-toggle"), tag.get("data-bs-toggle"))):
        return False
    if tag.name != "button" and any(TOGGLE_CLASS.search(name) for name in classes(tag)):
        return True
    return any(tag.has_attr(name) for name in TOGGLE_ATTRIBUTES)


def _panels(toggles: list[Tag], ids: dict[str, Tag]) -> dict[int, Tag]:
    """What each toggle opens: the element it names, else the one after it; for a <summary> `html.py` sees to that."""
    panels: dict[int, Tag] = {}
    for toggle in toggles:
        if toggle.name == "summary":
            continue
        targets = [str(toggle.get(name)).removeprefix("#") for name in TARGET_ATTRIBUTES if toggle.get(name)]
        panel = next((ids[target] for target in targets if target in ids), None) or _next_element(toggle)
        if panel is not None:
            panels.setdefault(id(panel), toggle)
    return panels


def _only_holds(parent: Tag, place: Tag) -> bool:
    """Whether an element is a mere wrapper of another one."""
    if parent.name not in {"div", "header", "p", "span"}:
        return False
    return all(
        child is place or (isinstance(child, NavigableString) and not child.strip()) for child in parent.contents
    )


def _next_element(toggle: Tag) -> Tag | None:
    """The element after a toggle, or after the heading that the toggle fills."""
    place = toggle
    while (parent := place.parent) is not None and (parent.name in {*HEADINGS, "dt"} or _only_holds(parent, place)):
        place = parent
    sibling = place.find_next_sibling()
    return sibling if isinstance(sibling, Tag) and sibling.name in {"div", "section", "ul", "dd", "p"} else None


def why_unseen(tag: Tag, content: Content) -> str | None:
    """Why no reader sees an element and what is in it, with every part open; None if one does."""
    if tag.name in NO_TEXT:
        return "no text"
    if id(tag) in content.panels or tag.get("role") == "tabpanel":
        return None
    return _hidden(tag)


def why_furniture(tag: Tag, content: Content, *, part: bool, listed: bool) -> str | None:
    """Why an element and all in it is seen but no content; None if it is content.

    `part` says that it stands inside a part of the content, `listed` that it stands inside a list.
    """
    role = tag.get("role")
    if tag.name in {"nav", "dialog", "menu"} or role in LANDMARKS:
        return "navigation or dialog"
    if tag.name in {"header", "footer"} and not part:
        return f"page {tag.name}"
    if tag.name == "button" and not is_toggle(tag):
        return "button"
    if tag.name in {"ul", "ol"} and not listed and _is_contents(tag):
        return "table of contents"
    if tag is content.root:
        return None
    word = next((word for word in _furniture_words(tag) if word in content.trusted), None)
    return f"named {word!r}" if word else None


def _hidden(tag: Tag) -> str | None:
    if tag.has_attr("hidden") and tag.get("hidden") != "until-found":
        return "hidden"
    if tag.get("aria-hidden") == "true":
        return "hidden duplicate"
    if HIDING_STYLE.search(str(tag.get("style", ""))):
        return "hidden"
    if VISUALLY_HIDDEN.intersection(classes(tag)):
        return "for screen readers only"
    return None


def _is_contents(tag: Tag) -> bool:
    """Whether a list holds nothing but links within the page."""
    links = tag.find_all("a")
    if len(links) < 2 or not all(str(link.get("href", "")).startswith("#") for link in links):
        return False
    return not any(is_toggle(link) for link in links) and len(tag.get_text(strip=True)) == sum(
        len(link.get_text(strip=True)) for link in links
    )


def classes(tag: Tag) -> list[str]:
    """The class names of an element."""
    value = tag.get("class")
    return value.split() if isinstance(value, str) else list(value or ())


def _furniture_words(tag: Tag) -> list[str]:
    """The words of furniture in the classes and the id of an element."""
    found = []
    for name in (*classes(tag), str(tag.get("id") or "")):
        block = name.split("__")[0]
        if block.lower() in FURNITURE_NAMES:
            found.append(block.lower())
        found += [part.lower() for part in PART.findall(block) if part.lower() in FURNITURE]
    return found
