"""The web application: the gate, and behind it the pages of the table."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lhextract.review.assets import send_asset
from lhextract.review.fields import Fields, query_fields, read_fields
from lhextract.review.guard.access import Guard
from lhextract.review.guard.gate import Gate
from lhextract.review.guard.origins import READING
from lhextract.review.guard.refusal import Refused
from lhextract.review.office import Office
from lhextract.review.pages.table import PAGES
from lhextract.review.views import Views
from lhextract.review.visit import Page, Visit

SAID = {
    400: ("Not understood", "Nothing was saved: the form could not be read, or has too many or too large fields."),
    404: ("Not found", "There is no such page, or it is no longer there."),
    405: ("Not possible", "Nothing was saved: this address does not take that."),
}


def build_app(office: Office, *, guard: Guard, pages: Sequence[Page] = PAGES) -> Starlette:
    """Return the application for an office; every page is behind the guard."""
    views = Views(signs_out=guard.access.signs_out)
    turn = threading.Lock()
    routes = [
        *guard.access.routes(),
        Route("/static/{name}", send_asset, methods=["GET"], name="static"),
        *(_route(page, office, views, turn) for page in pages),
    ]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Gate, guard=guard, show=views.show_refusal)],
        exception_handlers={HTTPException: _refuse},
    )
    app.router.redirect_slashes = False  # one page, one address
    app.state.views = views
    return app


def _refuse(_: Request, error: Exception) -> Response:
    """Have the gate say what the library found: nothing there, wrong method, unreadable form."""
    if not isinstance(error, HTTPException):
        raise error
    title, advice = SAID.get(error.status_code, ("Not possible", "Nothing was saved."))
    raise Refused(error.status_code, title, advice, headers=error.headers)


def _route(page: Page, office: Office, views: Views, turn: threading.Lock) -> Route:
    async def answer(request: Request) -> Response:
        visit = Visit(
            office=office,
            steward=request.state.steward,
            views=views,
            parts=request.path_params,
            query=query_fields(request),
            form=await read_fields(request) if request.method not in READING else Fields(),
            is_partial=request.headers.get("hx-request") == "true",
        )
        return await run_in_threadpool(_in_turn, page.answer, visit, turn)

    return Route(page.path, answer, methods=list(page.methods), name=page.name)


def _in_turn(answer: Callable[[Visit], Response], visit: Visit, turn: threading.Lock) -> Response:
    with turn:
        return answer(visit)
