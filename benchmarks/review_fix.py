"""How long a steward takes to fix one field, in a real browser: from opening the address until it is saved.

    python -m benchmarks.review_fix [--runs 20]

Each run has a server and a workspace of its own and begins when the printed address is opened; the first entry of the
queue is a phone number. The steward presses `e`, types a number at 50 ms a key, presses Enter, and waits until the
status line says that it is saved. What a person takes to read and think is not in it.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.conftest import ROOT
from tests.review.client import serving

KEY = 50  # milliseconds between two keys
NUMBER = "+49 351 463-3{number:04}"


def fix(browser: Any, number: str) -> tuple[float, float]:  # noqa: ANN401 - Playwright's types are not installed everywhere
    """Fix the first entry of the queue; the seconds until it could be seen, and until it was saved."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("pipeline", "extracted"):
            shutil.copytree(ROOT / name, Path(folder) / name)
        with serving(Path(folder)) as server:
            page = browser.new_context().new_page()
            started = time.perf_counter()
            page.goto(server.url)
            page.locator(".row.current input[data-first]").wait_for()
            seen = time.perf_counter() - started
            page.keyboard.press("e")
            page.keyboard.type(number, delay=KEY)
            page.keyboard.press("Enter")
            page.locator("#said", has_text="saved").wait_for()
            saved = time.perf_counter() - started
            page.context.close()
            written = list((Path(folder) / "pipeline" / "corrections" / "lighthouses").glob("*.json"))
            if len(written) != 1:
                raise RuntimeError(f"{len(written)} decisions")
            return seen, saved


def main() -> None:
    """Print median and 95th percentile."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    arguments = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        fix(browser, NUMBER.format(number=0))  # the browser's own first page is not counted
        times = [fix(browser, NUMBER.format(number=run)) for run in range(arguments.runs)]
        browser.close()
    typing = KEY * len(NUMBER.format(number=0)) / 1000
    for what, taken in zip(("first entry in view", "saved"), zip(*times, strict=True), strict=True):
        p95 = statistics.quantiles(taken, n=20)[-1]
        print(f"{what:20} median {statistics.median(taken):.2f} s, p95 {p95:.2f} s, most {max(taken):.2f} s")
    print(f"{'of this, typing':20} {typing:.2f} s")


if __name__ == "__main__":
    main()
