"""Words that are selected over several lines."""

from __future__ import annotations

from typing import Any

from tests.browser.conftest import Served

SELECT = """() => {
  const lines = [...document.querySelectorAll("#passage .line")].filter((line) => line.querySelector("[data-start]"));
  const [first, second] = lines.slice(-2).map((line) => line.querySelector("[data-start]"));
  const range = document.createRange();
  range.setStart(first.firstChild, 0);
  range.setEnd(second.firstChild, 3);
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
}"""


def test_line_numbers_are_no_words_of_the_page(steward: Any, served: Served) -> None:
    """What the form shows of a selection is what the page says between its offsets, without the numbers of lines."""
    steward.evaluate(SELECT)
    steward.wait_for_function("document.getElementById('use').elements.start.value !== ''")
    form = steward.evaluate(
        "() => Object.fromEntries(['start', 'end', 'quote'].map((name) => [name, use.elements[name].value]))"
    )
    text = (served.workspace / "extracted" / "lighthouses" / "text.txt").read_text("utf-8")
    selected = text[int(form["start"]) : int(form["end"])]
    assert "\n" in selected
    assert form["quote"] == " ".join(selected.split())
