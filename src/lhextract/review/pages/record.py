"""The page on which a steward works: queue, text and record beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

from starlette.responses import Response

from lhextract.corrections.entries import list_of
from lhextract.corrections.wishes import DecisionError, StaleError
from lhextract.desk import Desk
from lhextract.errors import UsageError
from lhextract.review.forms import FIELD, MENTION, Sent, read_form, wishes_of
from lhextract.review.guard.refusal import Refused
from lhextract.review.model.labels import called, label_of, problem_of, shown
from lhextract.review.model.passage import passage_of, places_of, takes_part
from lhextract.review.model.queue import Filter, Item, Standing, Why
from lhextract.review.model.rows import Trouble, adding_forms, groups_of
from lhextract.review.visit import Visit

SHOWN = 60  # rows of the queue at once
ENDING = frozenset({"save", "confirm", "keep", "take", "remove"})  # with these an entry is done
FILTERS = ("why", "field", "category", "state", "finding", "text")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is looked at: a record, one of its entries, and what of the queue is shown."""

    source: str
    record: str
    path: str | None
    filter: Filter

    def url(self, *, record: str | None = None, path: str | None = None, **changed: object) -> str:
        """The address of another choice with the same filter, or another."""
        changes: Any = changed
        chosen = replace(self.filter, **changes)
        query = {name: getattr(chosen, name) for name in FILTERS if getattr(chosen, name)}
        query |= {"done": "1"} if chosen.done else {}
        query |= {"entry": path} if path else {}
        tail = f"?{urlencode(query)}" if query else ""
        return f"/s/{quote(self.source)}/r/{quote(record or self.record)}{tail}"


def show_queue(visit: Visit) -> Response:
    """A source: its first entry to be looked at."""
    office = visit.office
    source = visit.parts["source"]
    standing, chosen = office.standing(source), _filter(visit)
    items = standing.shown(chosen) or standing.items
    if not items:
        raise Refused(404, "Nothing here", "This source has no records yet.")
    url = Choice(source, items[0].record, None, chosen).url(path=items[0].path)
    said = visit.query.get("said")
    return visit.go(url if said is None else f"{url}{'&' if '?' in url else '?'}said={quote(said)}")


def show_record(visit: Visit) -> Response:
    """A record with its text and its form."""
    return _page(visit, _choice(visit))


def decide(visit: Visit) -> Response:
    """Save what a form asks for, or show it again with what is wrong with it."""
    choice, office = _choice(visit), visit.office
    desk, sent = office.desk(choice.source), read_form(visit.form, choice.record)
    before = office.standing(choice.source).shown(choice.filter)
    if sent.do != "undo" and not desk.corrected().knows(choice.record):
        raise _gone()
    try:
        made = desk.decide(wishes_of(sent, visit.form, desk), author=visit.steward)
    except StaleError as error:
        trouble = Trouble(problem_of(error), sent.typed, _rival(error))
        return _page(visit, replace(choice, path=sent.path or choice.path), (sent.path, trouble), status=409)
    except (DecisionError, UsageError) as error:
        trouble = Trouble(problem_of(error), sent.typed)
        return _page(visit, replace(choice, path=sent.path or choice.path), (sent.path, trouble), status=422)
    said = _said(sent, len(made))
    standing = office.standing(choice.source)
    follower = _follower(before, standing, choice, sent)
    if not _has_page(desk, standing, follower[0]) and standing.items:
        follower = standing.items[0].key
    if not visit.is_partial:
        undo = f"&undo={quote(made[-1].path)}" if len(made) == 1 and sent.do != "undo" else ""
        url = choice.url(record=follower[0], path=follower[1])
        return visit.go(f"{url}{'&' if '?' in url else '?'}said={quote(said)}{undo}&of={quote(choice.record)}")
    undone = made[-1].path if len(made) == 1 and sent.do != "undo" else None
    response = _page(
        visit,
        replace(choice, record=follower[0], path=follower[1]),
        said=said,
        undo=(choice.record, undone) if undone else None,
    )
    response.headers["HX-Push-Url"] = choice.url(record=follower[0], path=follower[1])
    return response


def _page(
    visit: Visit,
    choice: Choice,
    trouble: tuple[str, Trouble] | None = None,
    *,
    status: int = 200,
    said: str | None = None,
    undo: tuple[str, str] | None = None,
) -> Response:
    office = visit.office
    desk, standing = office.desk(choice.source), office.standing(choice.source)
    records = desk.checked()
    if not _has_page(desk, standing, choice.record):
        raise _gone()
    items = {item.path: item for item in standing.items if item.record == choice.record}
    initiative = next((one for one in records.initiatives if one.id == choice.record), None)
    groups = groups_of(desk, choice.record, items, focus=choice.path, trouble=trouble)
    adding = adding_forms(desk, choice.record, trouble=trouble)
    beside = {row.path for group in groups for row in group.rows} | {one.path for one in adding}
    if said is None:
        said, undo = _said_in_address(visit, choice) or (None, undo)
    return visit.show(
        "record.html",
        status=status,
        choice=choice,
        desk=desk,
        source=choice.source,
        language=records.source.language,
        page=records.source.text_sha256,
        record=choice.record,
        name=_name(desk, choice.record),
        initiative=initiative,
        groups=groups,
        adding=adding,
        trouble=trouble[1] if trouble is not None and trouble[0] not in beside else None,
        **_words(desk, choice),
        neighbours=_neighbours(desk, choice.record),
        findings=[one for one in records.findings if one.initiative == choice.record],
        institutions=sorted({one.name for one in records.institutions}),
        queue=_queue(standing, choice),
        called=called,
        unpublished=office.not_yet_published(choice.source),
        sources=sorted(office.desks),
        said=said,
        undo=undo,
    )


def _said_in_address(visit: Visit, choice: Choice) -> tuple[str, tuple[str, str] | None] | None:
    """What is said after a save led here, and what can be undone: a record and a path; None where nothing is said."""
    said, path = visit.query.get("said"), visit.query.get("undo")
    if said is None:
        return None
    return said, (visit.query.get("of") or choice.record, path) if path else None


def _words(desk: Desk, choice: Choice) -> dict[str, Sequence[object]]:
    """The words of the page: an initiative's own with what can be made of them, else where the record is named."""
    records = desk.checked()
    if choice.record in desk.corrected().entries.of:
        lines = passage_of(desk, records, choice.record, evidence=_place(desk, choice))
        return {"lines": lines, "targets": _targets(desk, choice), "places": (), "parts": ()}
    places = places_of(desk, records, choice.record)
    return {"lines": (), "targets": (), "places": places, "parts": takes_part(records, choice.record)}


@dataclass(frozen=True, slots=True)
class Queue:
    """The left column: some of the items around the chosen one, how many there are, the facets, and who did what."""

    items: tuple[tuple[Item, str, str], ...]
    shown: int
    total: int
    done: int
    before: str | None
    after: str | None
    facets: tuple[object, ...]
    hidden: int
    first: int


def _queue(standing: Standing, choice: Choice) -> Queue:
    items = standing.shown(choice.filter)
    own = [(place, item.path) for place, item in enumerate(items) if item.record == choice.record]
    listed = next((place for place, path in own if path == (choice.path or "")), None)
    here = listed if listed is not None else own[0][0] if own else 0
    first = max(0, min(here - SHOWN // 3, len(items) - SHOWN))
    part = items[first : first + SHOWN]

    def url(place: int) -> str | None:
        if not 0 <= place < len(items):
            return None
        return choice.url(record=items[place].record, path=items[place].path)

    return Queue(
        items=tuple((item, choice.url(record=item.record, path=item.path), label_of(item.path)) for item in part),
        shown=len(items),
        total=len(standing.items),
        done=standing.done,
        before=url(here - 1),
        after=url(here + 1) if listed is not None else url(here),
        facets=standing.facets(choice.filter),
        hidden=len(items) - len(part),
        first=first,
    )


def _follower(before: Sequence[Item], standing: Standing, choice: Choice, sent: Sent) -> tuple[str, str | None]:
    """Where to go on: the entry itself if it still needs a look, else what stood behind it in the queue."""
    key = (choice.record, sent.path)
    if sent.do not in ENDING and not sent.do.startswith("choose:"):
        return choice.record, sent.path or choice.path
    if _is_open(standing, key):
        return key
    keys = [item.key for item in before]
    here = keys.index(key) + 1 if key in keys else 0
    following = (one for one in (*keys[here:], *keys[:here]) if _is_open(standing, one))
    return next(following, key)


def _is_open(standing: Standing, key: tuple[str, str]) -> bool:
    place = standing.by_key.get(key)
    return place is not None and standing.items[place].why is not Why.DONE


def _said(sent: Sent, number: int) -> str:
    what = label_of(sent.path) if sent.path else "record"
    words = {
        "save": f"{what} saved",
        "confirm": f"{what} confirmed",
        "keep": f"{what}: the steward's value kept",
        "take": f"{what}: the page's value taken",
        "remove": f"{what} taken out",
        "undo": f"{what}: undone",
        "add": f"{what} added",
        "use": "words of the page used",
        "merge": "initiatives joined",
        "confirm-all": f"{number} fields confirmed" if number else "nothing was left to confirm",
    }
    return words.get(sent.do, f"{what} decided")


def _rival(error: StaleError) -> str | None:
    now = error.now
    if now is None:
        return None
    by = ", ".join(dict.fromkeys(one.author for one in now.opinions))
    return f"{by}: {shown(now.path, now.opinions[-1].value)}"


def _place(desk: Desk, choice: Choice) -> tuple[int, int]:
    """Where the chosen entry stands; nowhere, if it does not."""
    if choice.path is None:
        return 0, 0
    corrected = desk.corrected()
    entry = corrected.entries.get(choice.record, choice.path)
    if entry is not None and entry.quoted:
        return entry.start, entry.end
    ruling = corrected.by_entry.get((choice.record, choice.path))
    if ruling is not None and ruling.end > ruling.start:
        return ruling.start, ruling.end
    if entry is not None and list_of(choice.path) == "contacts":
        return entry.scope
    return 0, 0


def _targets(desk: Desk, choice: Choice) -> tuple[tuple[str, str], ...]:
    """What can be made of words of the page."""
    initiative = next(one for one in desk.corrected().records.initiatives if one.id == choice.record)
    targets = [
        ("partners", "Add as partner"),
        ("host_units", "Add as host unit"),
        ("programs", "Add as programme"),
        ("years", "Add as date"),
        ("contacts", "Add as contact person"),
    ]
    if choice.path and list_of(choice.path) is None and choice.path not in {"category", "text"}:
        targets.insert(0, (f"{FIELD}{choice.path}", f"Use for {label_of(choice.path)}"))
    for contact in initiative.contacts:
        if desk.corrected().entries.get(choice.record, f"contacts.{contact.id}") is None:
            continue
        of = contact.person or contact.unit or contact.role or "the contact"
        targets += [
            (f"contacts.{contact.id}.phones", f"Add as phone of {of}"),
            *(
                (f"{FIELD}contacts.{contact.id}.{key}", f"{key.capitalize()} of {of}")
                for key in ("email", "role", "unit")
            ),
        ]
    kinds = ("PERSON", "INSTITUTION", "PROGRAM", "PHONE", "YEAR")
    targets += [(f"{MENTION}{kind}", f"Mention: {kind.lower()}") for kind in kinds]
    return (*targets, ("split", "Another initiative begins here"))


def _neighbours(desk: Desk, record: str) -> tuple[tuple[str, str], ...]:
    initiatives = desk.corrected().records.initiatives
    place = next((n for n, one in enumerate(initiatives) if one.id == record), None)
    if place is None:
        return ()
    near = [initiatives[n] for n in (place - 1, place + 1) if 0 <= n < len(initiatives)]
    return tuple((one.id, one.name) for one in near)


def _has_page(desk: Desk, standing: Standing, record: str) -> bool:
    """What is gone has a page as long as something stands that was decided about it."""
    return desk.corrected().knows(record) or any(item.record == record for item in standing.items)


def _gone() -> Refused:
    return Refused(404, "Not found", "This record is not on the page any more, or was joined with another one.")


def _name(desk: Desk, record: str) -> str:
    records = desk.corrected().records
    groups = (records.initiatives, records.institutions, records.people)
    return next((one.name for group in groups for one in group if one.id == record), record)


def _choice(visit: Visit) -> Choice:
    path = visit.query.get("entry") or visit.form.get("path") or None
    return Choice(visit.parts["source"], visit.parts["record"], path, _filter(visit))


def _filter(visit: Visit) -> Filter:
    given = {name: visit.query.get(name) or "" for name in FILTERS}
    return Filter(**given, done=visit.query.get("done") is not None)
