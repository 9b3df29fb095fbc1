"""One request to one page, as a page sees it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from lhextract.review.fields import Fields
from lhextract.review.office import Office
from lhextract.review.views import Views


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page is made from.

    `steward` is who is signed in; `parts` are the parts of the path that the table names ("/{source}"), `query` what
    stands behind the question mark, `form` what was sent. `is_partial`: htmx asks, and puts the answer into a page.
    """

    office: Office
    steward: str
    views: Views
    parts: Mapping[str, str]
    query: Fields
    form: Fields
    is_partial: bool

    def show(self, template: str, *, status: int = 200, **values: object) -> Response:
        """The answer of a template; it always has the steward's name."""
        return self.views.show(template, status=status, steward=self.steward, **values)

    def go(self, path: str) -> Response:
        """After a write: have the browser open a page of ours (303), so that loading it again repeats nothing."""
        assert path.startswith("/") and not path.startswith("//"), "a path of ours"  # noqa: S101, PT018
        return RedirectResponse(path, status_code=303)


@dataclass(frozen=True, slots=True)
class Page:
    """A row of the table of pages: path, methods, name, and what makes the answer.

    `answer` is called in a thread of its own, one at a time, so it may read files and need not think of others.
    """

    path: str
    name: str
    answer: Callable[[Visit], Response]
    methods: tuple[str, ...] = ("GET",)
