"""Templates: nothing in them runs by itself, and everything that comes in is escaped."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import lhextract.review
from lhextract.review.fields import Fields
from lhextract.review.guard.refusal import Refused
from lhextract.review.model.queue import Filter
from lhextract.review.office import Office
from lhextract.review.pages.record import Choice
from lhextract.review.views import Views
from lhextract.review.visit import Visit
from tests.review.visitors import signed_in

TEMPLATES = sorted((Path(lhextract.review.__file__).parent / "templates").glob("**/*"))
# What the policy would block, or what would go round it: code and style in the page, htmx's own code in attributes.
INLINE = re.compile(
    r"<style|\sstyle\s*=|\son\w+\s*=|javascript:|hx-on|hx-vars|hx-vals\s*=\s*[\"']js:|\|\s*safe|autoescape|<base|http-equiv",
    re.IGNORECASE,
)
HOSTILE = "<script>alert(1)</script>\"'&"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_nothing_inline(path: Path) -> None:
    """No template has a script, a style or a handler of its own, nor switches escaping off."""
    text = path.read_text("utf-8")
    assert INLINE.findall(text) == []
    for tag in re.findall(r"<script[^>]*>[^<]*", text):
        assert re.fullmatch(r'<script src="\{\{ static\(\'[\w.]+\'\) \}\}" defer>', tag), tag


def test_values_are_escaped() -> None:
    """What stands on a page is text, whatever it looks like."""
    page = Views(signs_out=True).show("index.html", steward=HOSTILE, sources=[]).body.decode()
    assert HOSTILE not in page
    assert HOSTILE in BeautifulSoup(page, "html.parser").get_text()
    assert BeautifulSoup(page, "html.parser").find_all("script", src=None) == []


def test_frame_of_a_page() -> None:
    """A page says its language and fits small screens, and its htmx evaluates nothing."""
    page = BeautifulSoup(signed_in("token").get("/").text, "html.parser")
    assert page.html is not None
    assert page.html["lang"] == "en"
    assert page.title is not None
    assert page.find("meta", {"name": "viewport"}) is not None
    config = page.find("meta", {"name": "htmx-config"})
    assert config is not None
    settings = json.loads(str(config["content"]))
    assert {settings[key] for key in ("allowEval", "allowScriptTags", "includeIndicatorStyles")} == {False}
    assert (settings["selfRequestsOnly"], settings["historyCacheSize"]) == (True, 0)


def test_refusal_keeps_its_headers() -> None:
    """The page of an error has its status, its words and its headers."""
    answer = Views(signs_out=False).show_refusal(Refused(429, "Too many", "Wait <b>.", headers={"Retry-After": "9"}))
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "9")
    assert "Wait &lt;b&gt;." in answer.body.decode()


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "evil.example", ""])
def test_no_way_leads_elsewhere(path: str) -> None:
    """A page of ours sends the browser to pages of ours only."""
    visit = Visit(Office({}, Path()), "Ada", Views(signs_out=False), {}, Fields(), Fields(), False)
    with pytest.raises(AssertionError):
        visit.go(path)


def test_parts_of_a_path_are_quoted() -> None:
    """A name of a source or record stays within its part of an address."""
    choice = Choice("a/../b?c", "d#e", None, Filter())
    assert choice.url() == "/s/a/../b%3Fc/r/d%23e"


def test_an_error_names_what_nobody_sees() -> None:
    """The words of an error may quote a file: characters that reorder them are named, and have no effect."""
    page = Views(signs_out=False).show_refusal(Refused(422, "No", "a\u202eb")).body.decode()
    assert 'data-code="U+202E"' in page
