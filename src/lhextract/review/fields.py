"""What a steward sent: the fields of a form or of a query, as text, bounded in number and size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.requests import Request

from lhextract.guards import HALF
from lhextract.review.guard.refusal import Refused

MOST = 500  # fields of a form
LARGEST = 256 * 1024  # bytes of a field
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True, slots=True)
class Fields:
    """Names and values in the order in which they were sent; a name may come again."""

    pairs: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str | None:
        """The first value of a name, None if there is none."""
        return next((value for key, value in self.pairs if key == name), None)

    def all(self, name: str) -> tuple[str, ...]:
        """All values of a name."""
        return tuple(value for key, value in self.pairs if key == name)


async def read_fields(request: Request) -> Fields:
    """Read the form of a request. `Refused`: 400 for files and for too much, 415 for what is no form."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in FORMS:
        if not await request.body():
            return Fields()
        raise Refused(415, "Not a form", "Nothing was saved: only the forms of these pages can be sent here.")
    form = await request.form(max_files=0, max_fields=MOST, max_part_size=LARGEST)
    return _fields(form.multi_items())


def query_fields(request: Request) -> Fields:
    """The fields behind the question mark of an address."""
    return _fields(request.query_params.multi_items())


def _fields(items: Iterable[tuple[str, object]]) -> Fields:
    pairs = tuple((name, value) for name, value in items if isinstance(value, str))
    if any(HALF.search(part) for pair in pairs for part in pair):
        raise Refused(400, "No text", "Nothing was saved: a field holds half of a character, which nothing can store.")
    return Fields(pairs)
