"""A desk of one test's own: decisions on it are files in its folder, and nobody else sees them."""

from __future__ import annotations

import shutil
from functools import lru_cache
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from starlette.testclient import TestClient

from lhextract.desk import open_desk
from lhextract.review.app import build_app
from lhextract.review.guard.access import Guard
from lhextract.review.guard.hosts import allowed_hosts
from lhextract.review.guard.token import TokenAccess
from lhextract.review.office import Office
from tests.conftest import ROOT
from tests.review.visitors import OURS, PORT, STEWARD, stranger

SOURCE = "lighthouses"


def open_office(root: Path) -> Office:
    """An office in a folder, on a copy of the lighthouse page's extraction."""
    for name in ("pipeline", "extracted"):
        shutil.copytree(ROOT / name, root / name)
    return Office.of([open_desk(SOURCE, start=root)], start=root)


def enter(office: Office) -> TestClient:
    """A browser that has signed in to an office, and sends what a browser sends from our own pages."""
    access = TokenAccess(STEWARD)
    client = stranger(build_app(office, guard=Guard(allowed_hosts(PORT, ()), access)))
    assert client.get(access.entry()).status_code == 303
    client.headers.update(OURS)
    return client


@lru_cache(maxsize=4)
def page(text: str) -> BeautifulSoup:
    """The mark-up of an answer, which a test looks at several times and does not change."""
    return BeautifulSoup(text, "lxml")


def one(found: Tag, selector: str) -> Tag:
    """The only element that a selector finds."""
    elements = found.select(selector)
    assert len(elements) == 1, f"{selector}: {len(elements)} elements"
    return elements[0]
