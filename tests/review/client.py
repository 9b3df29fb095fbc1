"""A review page in a process of its own, and stewards who send it what browsers send."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

COMMAND = (sys.executable, "-c", "from lhextract.cli import main; main()")
OFFER = ("review", "lighthouses", "--json", "--no-browser", "--author", "Ada Beispiel")
PATIENCE = 60  # seconds


@dataclass(frozen=True, slots=True)
class Running:
    """A review page that is served: the URL that lets a steward in, and the number of its process."""

    url: str
    process: int


@contextmanager
def serving(root: Path) -> Iterator[Running]:
    """Serve the lighthouse page of a workspace."""
    with subprocess.Popen((*COMMAND, *OFFER), cwd=root, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield Running(str(json.loads(server.stdout.readline())["url"]), server.pid)
        finally:
            server.terminate()
            server.wait(timeout=20)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said; `location` where it sends the browser."""

    status: int
    text: str
    location: str

    def seen(self, path: str) -> list[str]:
        """The decisions that the form of an entry shows, as a browser would send them back."""
        form = re.search(rf'<form class="row[^>]*data-path="{re.escape(path)}".*?</form>', self.text, re.DOTALL)
        return re.findall(r'name="seen" value="([^"]+)"', form[0]) if form is not None else []

    def link(self, ident: str) -> str | None:
        """Where a link of the page leads."""
        found = re.search(rf'<a id="{ident}" href="([^"]+)"', self.text)
        return html.unescape(found[1]) if found is not None else None


class Steward:
    """Somebody with a session; each has one of their own."""

    def __init__(self, url: str) -> None:
        self._at = urlsplit(url)
        self._cookie = ""
        self._ask("GET", f"{self._at.path}?{self._at.query}", "", {})

    def get(self, path: str) -> Answer:
        """Open a page by an address."""
        return self._ask("GET", path, "", {})

    def step(self, path: str) -> Answer:
        """Follow a link within the page, as htmx does."""
        return self._ask("GET", path, "", {"HX-Request": "true"})

    def send(self, record: str, fields: dict[str, str | list[str]], *, query: str = "") -> Answer:
        """Press a button of a record's form, as htmx does."""
        body = urlencode(fields, doseq=True)
        headers = {
            "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"{self._at.scheme}://{self._at.netloc}",
            "Sec-Fetch-Site": "same-origin",
        }
        return self._ask("POST", f"/s/lighthouses/r/{record}/decide{query}", body, headers)

    def save(self, record: str, path: str, value: dict[str, str | list[str]], seen: list[str]) -> Answer:
        """Save an entry, having seen some decisions about it."""
        return self.send(record, {"do": "save", "path": path, "knows": "1", "seen": seen, **value})

    def _ask(self, method: str, path: str, body: str, headers: dict[str, str]) -> Answer:
        connection = HTTPConnection(self._at.netloc, timeout=PATIENCE)
        try:
            connection.request(method, path, body, {**headers, "Cookie": self._cookie})
            response = connection.getresponse()
            self._cookie = (response.getheader("Set-Cookie") or self._cookie).partition(";")[0]
            return Answer(response.status, response.read().decode("utf-8"), response.getheader("Location") or "")
        finally:
            connection.close()
