"""A steward at work, in a real browser: with the keyboard, with the mouse, without JavaScript, on a phone, zoomed."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.browser.conftest import Served

PHONE = (
    "+4935146332730"  # of Carola Dierich; the first entry of the queue, because a check finds it given to two people
)


def said(page: Any) -> str:
    """What the status line says."""
    return str(page.locator("#said").inner_text())


def told(page: Any, words: str) -> None:
    """Wait until the status line says something."""
    page.locator("#said", has_text=words).wait_for()


def current(page: Any) -> Any:
    """The row of the entry that is looked at."""
    return page.locator(".row.current")


def test_a_phone_is_fixed_by_the_keyboard_alone(steward: Any, served: Served) -> None:
    """Two keys beside the number: `e` to edit, Enter to save; the focus goes on to the next entry."""
    assert current(steward).locator("input[data-first]").input_value() == PHONE
    first = current(steward).get_attribute("data-path")
    steward.keyboard.press("e")
    steward.keyboard.type("+49 351 463-32731")
    steward.keyboard.press("Enter")
    told(steward, "saved")
    (decision,) = served.decisions()
    assert (decision["action"], decision["target"]["path"]) == ("set", first)
    assert decision["value"]["e164"] == "+4935146332731"
    assert decision["author"] == "Ann Lee"
    assert current(steward).get_attribute("data-path") != first
    steward.locator("#queue a:focus").wait_for()


def test_keys_walk_confirm_and_undo(steward: Any, served: Served) -> None:
    """`j` and `k` go through the queue, `c` confirms, `u` takes it back; while somebody types they are letters."""
    start = steward.url
    steward.keyboard.press("j")
    steward.wait_for_url(lambda url: url != start)
    steward.keyboard.press("k")
    steward.wait_for_url(lambda url: url == start)
    steward.keyboard.press("c")
    told(steward, "confirmed")
    steward.keyboard.press("u")
    told(steward, "undone")
    assert [one["action"] for one in served.decisions()] == ["confirm", "retract"]
    steward.keyboard.press("/")
    steward.keyboard.type("jkcr?")
    assert steward.locator("#search").input_value() == "jkcr?"
    assert len(served.decisions()) == 2


def test_single_keys_can_be_switched_off(steward: Any, served: Served) -> None:
    """Who speaks to the computer switches them off, and they stay off (WCAG 2.1.4)."""
    steward.keyboard.press("?")
    steward.locator("#keys-on").uncheck()
    steward.reload()
    steward.locator('.queue [aria-current="true"]').focus()
    steward.keyboard.press("c")
    steward.wait_for_timeout(300)
    assert served.decisions() == []
    assert not steward.locator("#keys-on").is_checked()


SELECT = """words => {
  const walker = document.createTreeWalker(document.querySelector('#passage'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return true;
  }
  return false;
}"""


def test_selected_words_become_a_partner(steward: Any, served: Served) -> None:
    """What is selected in the text is added with its place."""
    assert steward.evaluate(SELECT, "patient care")
    from playwright.sync_api import expect

    expect(steward.locator("#use-quote")).to_have_value("patient care")
    steward.locator("#use-target").select_option("partners")
    steward.locator("#use button").click()
    told(steward, "used")
    (decision,) = served.decisions()
    assert (decision["action"], decision["value"]["name"]) == ("add", "patient care")
    assert decision["saw"]["quote"] == "patient care"
    text = (served.workspace / "extracted" / "lighthouses" / "text.txt").read_text("utf-8")
    assert decision["saw"]["before"] + "patient care" + decision["saw"]["after"] in text
    assert steward.locator("form.row", has_text="Partner").locator("input[value='patient care']").count() == 1


def copy_with(served: Served, ident: str, author: str, value: str) -> None:
    """Put a decision of another steward beside the first one, as a merge of two clones does."""
    (first,) = served.decisions()
    other = {**first, "id": ident, "author": author, "value": value, "action": "set"}
    folder = served.workspace / "pipeline" / "corrections" / "lighthouses"
    (folder / f"{ident}.json").write_text(json.dumps(other), "utf-8")


def test_a_conflict_is_resolved(steward: Any, served: Served) -> None:
    """Both stewards and their values are shown, and the choice of one of them ends it."""
    record = steward.url.partition("?")[0]
    steward.goto(f"{record}?entry=name")
    current(steward).locator("input[data-first]").fill("Flinders Uni")
    current(steward).locator("button.vh").evaluate("button => button.click()")
    told(steward, "saved")
    copy_with(served, "co-20991128t140312123456z-k3v5x2m7", "Bo Chen", "University of Flinders")
    steward.goto(f"{served.root}/s/lighthouses")
    row = current(steward)
    assert row.get_attribute("data-path") == "name"
    assert "conflict" in row.locator(".head").inner_text()
    sides = row.locator(".sides").inner_text()
    for shown in ("Ann Lee", "Flinders Uni", "Bo Chen", "University of Flinders"):
        assert shown in sides
    row.locator("li", has_text="Bo Chen").locator("button").click()
    told(steward, "decided")
    steward.goto(f"{record}?entry=name")
    assert current(steward).locator("input[data-first]").input_value() == "University of Flinders"
    assert current(steward).locator(".sides").count() == 0


def test_a_second_tab_is_told_what_was_decided_meanwhile(steward: Any, served: Served) -> None:
    """The second save is refused with the other value, and what was typed is kept and can be sent again."""
    other = steward.context.new_page()
    other.goto(steward.url)
    for page, number in ((steward, "+49 351 463-11111"), (other, "+49 351 463-22222")):
        page.bring_to_front()
        current(page).locator("input[data-first]").fill(number)
        current(page).locator("input[data-first]").press("Enter")
        page.locator(".problem").or_(page.locator("#said", has_text="saved")).first.wait_for()
    problem = other.locator(".problem").inner_text()
    assert "Ann Lee" in problem
    assert "+4935146311111" in problem
    assert current(other).locator("input[data-first]").input_value() == "+49 351 463-22222"
    assert len(served.decisions()) == 1
    current(other).locator("input[data-first]").press("Enter")
    told(other, "saved")
    assert [one["value"]["e164"] for one in served.decisions()] == ["+4935146311111", "+4935146322222"]


def test_undo(steward: Any, served: Served) -> None:
    """What was just saved is taken back by one button, and the machine's value is in force again."""
    url = steward.url
    current(steward).locator("input[data-first]").fill("+49 351 463-32731")
    current(steward).locator("input[data-first]").press("Enter")
    told(steward, "saved")
    steward.locator("#undo-last").click()
    told(steward, "undone")
    steward.goto(url)
    assert current(steward).locator("input[data-first]").input_value() == PHONE
    assert [one["action"] for one in served.decisions()] == ["set", "retract"]


def test_wrong_input_is_said_beside_the_field(steward: Any, served: Served) -> None:
    """A number that cannot be read is refused, kept, and the focus is on it."""
    current(steward).locator("input[data-first]").fill("12")
    current(steward).locator("input[data-first]").press("Enter")
    steward.wait_for_selector(".problem")
    assert "a phone number that can be read" in steward.locator(".problem").inner_text()
    assert steward.evaluate("document.activeElement.value") == "12"
    assert served.decisions() == []


def test_without_javascript(browser: Any, served: Served) -> None:
    """Every action is a plain form: correct, confirm, use words, undo."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.url)
    current(page).locator("input[data-first]").fill("+49 351 463-32731")
    current(page).locator(".buttons button", has_text="Save").click()
    assert "Phone saved" in said(page)
    page.locator("#undo-last").click()
    assert "undone" in said(page)
    page.locator("#use-quote").fill("patient care")
    page.locator("#use-target").select_option("programs")
    page.locator("#use button").click()
    assert "words of the page used" in said(page)
    page.locator("#confirm-all").click()
    assert "confirmed" in said(page)
    actions = [one["action"] for one in served.decisions()]
    assert actions[:3] == ["set", "retract", "add"]
    assert set(actions[3:]) == {"confirm"}
    context.close()


VIEWS = ("", "/log", "/r/{record}", "/r/{record}/everywhere?path=name&value=Other", "/r/{org}", "/r/{person}")


def views(served: Served) -> list[str]:
    """The address of every view."""
    records = json.loads((served.workspace / "extracted" / "lighthouses" / "records.json").read_text("utf-8"))
    names = {
        "record": records["initiatives"][1]["id"],
        "org": records["institutions"][0]["id"],
        "person": records["people"][0]["id"],
    }
    found = [f"{served.root}/s/lighthouses{view.format(**names)}" for view in VIEWS]
    return [*found, f"{served.root}/?all=1", f"{served.root}/nothing"]


WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.mark.parametrize(
    ("width", "height"), [pytest.param(380, 800, id="phone"), pytest.param(640, 450, id="zoom-200")]
)
def test_narrow_screens(width: int, height: int, steward: Any, served: Served) -> None:
    """On a phone, and at 200 % of 1280 pixels, nothing has to be scrolled sideways, and a value can be corrected."""
    steward.set_viewport_size({"width": width, "height": height})
    for url in views(served):
        steward.goto(url)
        assert not steward.evaluate(WIDE), url
    steward.goto(f"{served.root}/s/lighthouses")
    current(steward).locator("input[data-first]").fill("+49 351 463-32731")
    current(steward).locator(".buttons button", has_text="Save").click()
    told(steward, "saved")
    assert len(served.decisions()) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(scheme: str, steward: Any, served: Served) -> None:
    """No view breaks a rule of axe-core, in light and in dark, with and without something wrong on it."""
    from axe_playwright_python.sync_playwright import Axe

    steward.emulate_media(color_scheme=scheme)
    axe = Axe()

    def check(what: str) -> None:
        results = axe.run(steward)
        found = [
            (one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in results.response["violations"]
        ]
        assert found == [], what

    for url in views(served):
        steward.goto(url)
        steward.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        check(url)
    steward.goto(f"{served.root}/s/lighthouses")
    current(steward).locator("input[data-first]").fill("12")
    current(steward).locator("input[data-first]").press("Enter")
    steward.wait_for_selector(".problem")
    check("wrong input")
    current(steward).locator("input[data-first]").fill("+49 351 463-32731")
    current(steward).locator("input[data-first]").press("Enter")
    told(steward, "saved")
    check("saved")


def test_a_record_is_confirmed_whole(steward: Any, served: Served) -> None:
    """`Shift+C` confirms all that nobody has decided about yet, each field as a decision of its own."""
    steward.keyboard.press("Shift+C")
    told(steward, "fields confirmed")
    count = int(re.findall(r"(\d+) fields", said(steward))[0])
    assert len(served.decisions()) == count > 5
    assert {one["action"] for one in served.decisions()} == {"confirm"}
