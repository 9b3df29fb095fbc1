"""Browsers for tests: an application behind each way in, and what a browser of ours or of others sends."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from lhextract.desk import open_desk
from lhextract.review.app import build_app
from lhextract.review.guard.access import Access, Guard
from lhextract.review.guard.hashes import Hash
from lhextract.review.guard.hosts import allowed_hosts
from lhextract.review.guard.proxy import ProxyAccess
from lhextract.review.guard.sign_in import SignInAccess
from lhextract.review.guard.token import TokenAccess
from lhextract.review.office import Office
from lhextract.review.pages.table import PAGES
from lhextract.review.visit import Page, Visit
from tests.conftest import ROOT

PORT = 8123
HERE = f"http://127.0.0.1:{PORT}"
PUBLIC = "https://review.example.org"
STEWARD = "Ada Beispiel"
PASSWORD = "correct horse battery"  # noqa: S105 - a test's own
CHEAP = Hash.of(PASSWORD, n=2, r=8, p=1)
OURS = {"Sec-Fetch-Site": "same-origin"}


def echo(visit: Visit) -> Response:
    """Who is asked, and what arrived."""
    return PlainTextResponse(f"{visit.steward}: {visit.form.pairs}")


def fail(visit: Visit) -> Response:
    """A page with a bug."""
    raise RuntimeError(f"secret of {visit.steward}")


# The pages of the program, one that takes a form, and one with a bug.
ALL_PAGES = (
    *PAGES,
    Page("/echo", "echo", echo, ("GET", "POST", "PUT", "PATCH", "DELETE")),
    Page("/fail", "fail", fail),
)


def make_access(kind: str) -> Access:
    """One of the ways in."""
    if kind == "token":
        return TokenAccess(STEWARD)
    if kind == "password":
        return SignInAccess(lambda: {STEWARD: CHEAP})
    return ProxyAccess("X-Remote-User")


def make_app(access: Access) -> Starlette:
    """The application, known as 127.0.0.1 and as review.example.org."""
    hosts = allowed_hosts(PORT, ("review.example.org",))
    return build_app(office(), guard=Guard(hosts, access), pages=ALL_PAGES)


@cache
def office() -> Office:
    """A desk with the lighthouse page, under two names; what is decided on it stays in a folder of the tests."""
    root = Path(tempfile.mkdtemp(prefix="lhextract-review-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    for name in ("pipeline", "extracted"):
        shutil.copytree(ROOT / name, root / name)
    desk = open_desk("lighthouses", start=root)
    return Office({"lighthouses": desk, "again": desk}, root)


def a_record() -> str:
    """The id of an initiative that is on the desk."""
    return office().desk("lighthouses").machine.initiatives[0].id


def stranger(app: Starlette, *, base: str = HERE) -> TestClient:
    """A browser without a session that follows no redirect."""
    return TestClient(app, base_url=base, follow_redirects=False)


def signed_in(kind: str) -> TestClient:
    """A browser of the steward."""
    access = make_access(kind)
    client = stranger(make_app(access))
    if isinstance(access, TokenAccess):
        assert client.get(access.entry()).status_code == 303
    elif isinstance(access, SignInAccess):
        sent = client.post("/sign-in", data={"name": STEWARD, "password": PASSWORD}, headers=OURS)
        assert sent.status_code == 303
    else:
        client.headers["X-Remote-User"] = STEWARD
    return client


def every_request(app: Starlette) -> list[tuple[str, str]]:
    """Each method of each route, with a path that it takes."""
    requests = []
    for route in app.routes:
        assert isinstance(route, Route), "only plain routes: the gate tests know no other"
        requests += [(method, filled(route.path)) for method in sorted(route.methods or ())]
    return requests


def filled(path: str) -> str:
    """A path with its parts filled in."""
    for part, value in (("name", "style.css"), ("source", "lighthouses"), ("record", a_record())):
        path = path.replace(f"{{{part}}}", value)
    assert "{" not in path, "a new part of a path: say here what it may be"
    return path


KINDS = ("token", "password", "proxy")
# (kind, method, path) for every route behind every way in.
REQUESTS = [(kind, *request) for kind in KINDS for request in every_request(make_app(make_access(kind)))]
