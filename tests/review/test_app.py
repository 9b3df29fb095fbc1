"""The application: what a page is given, and that pages come one at a time."""

from __future__ import annotations

import threading
from pathlib import Path

from starlette.responses import PlainTextResponse, Response

from lhextract.review.app import build_app
from lhextract.review.guard.access import Guard
from lhextract.review.guard.hosts import allowed_hosts
from lhextract.review.guard.proxy import ProxyAccess
from lhextract.review.office import Office
from lhextract.review.visit import Page, Visit
from tests.review.visitors import OURS, PORT, STEWARD, stranger


def visit_of(method: str, path: str, **sent: object) -> tuple[Visit, Office]:
    """The visit that a request leads to, and the office that the application has."""
    seen: list[Visit] = []

    def answer(visit: Visit) -> Response:
        seen.append(visit)
        return PlainTextResponse("")

    office = Office({}, Path())
    guard = Guard(allowed_hosts(PORT), ProxyAccess("X-User"))
    app = build_app(office, guard=guard, pages=[Page("/sources/{source}", "source", answer, ("GET", "POST"))])
    headers = {"X-User": STEWARD, **OURS, **sent.pop("headers", {})}  # type: ignore[dict-item]
    assert stranger(app).request(method, path, headers=headers, **sent).status_code == 200
    return seen[0], office


def test_visit() -> None:
    """A page is given office, steward, the parts of the path, query and form; names may come again."""
    visit, office = visit_of("POST", "/sources/trent%6F?page=2&page=3", data={"value": ["a", "ü"], "empty": ""})
    assert visit.office is office
    assert visit.steward == STEWARD
    assert visit.parts == {"source": "trento"}
    assert visit.query.all("page") == ("2", "3")
    assert (visit.form.get("value"), visit.form.all("value")) == ("a", ("a", "ü"))
    assert (visit.form.get("empty"), visit.form.get("missing")) == ("", None)


def test_partial_visit() -> None:
    """A page knows whether htmx asks for a part of it."""
    assert not visit_of("GET", "/sources/a")[0].is_partial
    assert visit_of("GET", "/sources/a", headers={"HX-Request": "true"})[0].is_partial


def test_one_page_at_a_time() -> None:
    """While one page is made no other is, so that a desk need not think of threads."""
    inside, most = 0, 0
    watching = threading.Barrier(2)

    def answer(visit: Visit) -> Response:  # noqa: ARG001
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        threading.Event().wait(0.02)
        inside -= 1
        return PlainTextResponse("")

    guard = Guard(allowed_hosts(PORT), ProxyAccess("X-User"))
    client = stranger(build_app(Office({}, Path()), guard=guard, pages=[Page("/", "index", answer)]))

    def visit() -> None:
        watching.wait()
        client.get("/", headers={"X-User": STEWARD})

    threads = [threading.Thread(target=visit) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
