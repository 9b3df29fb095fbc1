"""A page that is full of what would do harm, in every view: nothing opens, nothing is asked of another host."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

from tests.browser.conftest import COMMAND, serving, visiting
from tests.conftest import ROOT

HARM = (
    "<script>alert(1)</script>",
    "<img src=http://evil.example/a onerror=alert(2)>",
    '"><svg onload=alert(3)>',
    "</textarea></select></form><iframe src=http://evil.example/b></iframe>",
    "{{7*7}} {% raw %} ${7*7}",
    "javascript:alert(4)",
    "\u202egnp.exe\u202c a\u200bb",
    "<a href=javascript:alert(5) hx-get=http://evil.example/c hx-trigger=load>x</a>",
)


def hostile_page() -> str:
    """The lighthouse page with something harmful behind every second full stop, and in names."""
    (path,) = (ROOT / "raw" / "lighthouses").glob("*/*.txt")
    text = path.read_text("utf-8")
    text = text.replace("Flinders University", "Flinders <b onclick=alert(6)>University</b>")
    number = iter(range(10_000))
    return re.sub(r"\.\s", lambda stop: f". {HARM[next(number) % len(HARM)]}{stop.group()}", text)


def test_no_harm_in_any_view(browser: Any, tmp_path: Path) -> None:
    """Every record, the queue, the log and a decision that holds the worst: all of it is text."""
    (tmp_path / "hostile.txt").write_text(hostile_page(), "utf-8")
    run = [*COMMAND, "run", "hostile.txt", "--out", "out", "--no-model", "--accept", "--fail-on", "never"]
    subprocess.run(run, cwd=tmp_path, check=True, capture_output=True)
    records = json.loads((tmp_path / "out" / "records.json").read_text("utf-8"))
    seen = ""
    with serving(tmp_path, "out") as url, visiting(browser, url) as page:
        root = "/".join(url.split("/")[:3])
        source = records["source"]["id"]
        page.locator("[data-first]").first.fill("".join(HARM[:4]))
        page.locator("[data-first]").first.press("Enter")
        page.wait_for_timeout(500)
        idents = [one["id"] for key in ("initiatives", "people") for one in records[key]]
        idents += [one["id"] for one in records["institutions"][:20]]
        for path in ("", "/log", *(f"/r/{ident}" for ident in idents)):
            page.goto(f"{root}/s/{source}{path}")
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            seen += page.locator("main").inner_text()
            assert page.locator("main :is(script, iframe, svg, img, b[onclick])").count() == 0
    assert "<script>alert(1)</script>" in seen
    assert "{{7*7}}" in seen
