"""What a visitor is told whose request is not answered."""

from __future__ import annotations

from collections.abc import Mapping


class Refused(Exception):  # noqa: N818 - a request that is refused is no fault of the program
    """A request that gets a page with an HTTP status and advice instead of an answer.

    `advice` is shown as it is, so it never repeats what the visitor sent. `link` is where to go on: path and words.
    """

    def __init__(
        self,
        status: int,
        title: str,
        advice: str,
        *,
        link: tuple[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.status, self.title, self.advice, self.link = status, title, advice, link
        self.headers = dict(headers or {})
        super().__init__(f"{status} {title}")
