"""A steward at work, for tests: a workspace of the test's own, and a browser that fills in the forms of the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from bs4 import BeautifulSoup, Tag
from httpx2 import Response
from starlette.testclient import TestClient

from lhextract.corrections.store import save_decisions
from lhextract.corrections.wishes import Wish
from lhextract.desk import Desk
from lhextract.model.correction import Action, Decision, Ruling, Value
from lhextract.model.record import Initiative
from lhextract.review.office import Office
from tests.review.opened import SOURCE, enter, page

OTHER = "Bo Chen"
PARTIAL = {"HX-Request": "true"}


@dataclass(frozen=True, slots=True)
class Steward:
    """Somebody who is signed in, on an office of the test's own."""

    office: Office
    client: TestClient

    @classmethod
    def of(cls, office: Office) -> Steward:
        """A browser of the steward, in front of an office."""
        return cls(office, enter(office))

    @property
    def desk(self) -> Desk:
        """The desk of the lighthouse page, as it is now."""
        return self.office.desk(SOURCE)

    def initiative(self, number: int) -> Initiative:
        """What the machine found, by its place on the page, from 1."""
        return self.desk.machine.initiatives[number - 1]

    def get(self, path: str) -> BeautifulSoup:
        """A page that is there; redirects are followed."""
        answer = self.client.get(path, follow_redirects=True)
        assert answer.status_code == 200, (path, answer.status_code)
        return soup(answer)

    def record(self, record: str, entry: str | None = None, **query: str) -> BeautifulSoup:
        """The page of a record, looking at one of its entries."""
        query |= {"entry": entry} if entry else {}
        tail = "&".join(f"{name}={quote(value)}" for name, value in query.items())
        return self.get(f"/s/{SOURCE}/r/{record}{'?' if tail else ''}{tail}")

    def post(self, record: str, do: str, *, partial: bool = False, **fields: str | Sequence[str]) -> Response:
        """A form as anybody may send it."""
        headers = PARTIAL if partial else {}
        return self.client.post(f"/s/{SOURCE}/r/{record}/decide", data={"do": do, **fields}, headers=headers)

    def press(
        self, form: Tag, do: str | None = "save", typed: Mapping[str, str] | None = None, *, partial: bool = False
    ) -> Response:
        """Fill in a form of a page and press one of its buttons, which has to be there."""
        fields: dict[str, str | list[str]] = {**inputs_of(form), **(typed or {})}
        fields["seen"] = [str(one["value"]) for one in form.select("input[name=seen]")]
        if do is not None:
            assert form.select(f'button[name=do][value="{do}"]'), f"a button for {do}"
            fields["do"] = do
        return self.client.post(str(form["action"]), data=fields, headers=PARTIAL if partial else {})

    def follow(self, answer: Response) -> BeautifulSoup:
        """The page that a write leads to."""
        assert answer.status_code == 303, (answer.status_code, words(soup(answer).select_one("[role=alert]")))
        return self.get(answer.headers["location"])

    def decided(self) -> tuple[Decision, ...]:
        """Everything that was decided on the lighthouse page."""
        return self.desk.decisions().decisions

    def ruling(self, record: str, path: str) -> Ruling:
        """How the decisions about an entry stand."""
        return self.desk.corrected().by_entry[record, path]

    def meanwhile(self, record: str, path: str, value: Value, action: Action = Action.SET) -> Decision:
        """Another steward decides, who has seen everything that stands."""
        return self.desk.decide([Wish(action, record, path, value)], author=OTHER)[0]

    def elsewhere(self, *wishes: Wish, author: str = OTHER) -> Elsewhere:
        """Another steward decides in another copy of the repository; git has not merged it yet."""
        return Elsewhere(self.desk.folder, self.desk.decide(wishes, author=author, write=False))


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Decisions that are not here yet."""

    folder: Path
    decisions: tuple[Decision, ...]

    def merge(self) -> None:
        """Lay the files beside ours, as git does."""
        save_decisions(self.folder, self.decisions)


def soup(answer: Response) -> BeautifulSoup:
    """The page of an answer."""
    return page(answer.text)


def row(page: BeautifulSoup, path: str) -> Tag:
    """The form of an entry."""
    found = page.select_one(f'form[data-path="{path}"]')
    assert found is not None, f"a row for {path}"
    return found


def form(page: BeautifulSoup, ident: str) -> Tag:
    """The form with an id."""
    found = page.find("form", id=ident)
    assert isinstance(found, Tag), f"a form {ident}"
    return found


def inputs_of(form: Tag) -> dict[str, str]:
    """What a browser would send of a form in which nothing was changed, without buttons and decisions in view."""
    found = {str(one["name"]): str(one.get("value", "")) for one in form.select("input[name]:not([name=seen])")}
    found |= {str(one["name"]): one.get_text() for one in form.select("textarea[name]")}
    for select in form.select("select[name]"):
        options = select.select("option")
        chosen = next((one for one in options if one.has_attr("selected")), options[0])
        found[str(select["name"])] = str(chosen["value"])
    return found


def words(tag: Tag | None) -> str:
    """The text of an element, on one line."""
    return " ".join(tag.get_text(" ").split()) if tag is not None else ""


def said(page: BeautifulSoup) -> str:
    """What the page says was done."""
    return words(page.select_one("#said"))
