"""Many stewards who save at once, on the same entries, and whether each of their decisions is where it has to be."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from lhextract.corrections.wishes import Wish
from lhextract.desk import open_desk
from lhextract.model.correction import Action, Decision
from tests.review.client import Steward, serving

SOURCE = "lighthouses"
CONTESTED = 8  # entries that all of them work at
BAD = 10  # one save in so many is no number
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sent:
    """A save: about which entry, the value (each is sent once), and how the server answered."""

    key: Key
    value: str
    status: int


def save_together(root: Path, *, clients: int, saves: int, beside: int = 0) -> tuple[list[Sent], list[str]]:
    """Have some clients save at once; `beside` so many decisions of another process that knows nothing of the server.

    Gives what was sent, and the ids of the decisions of the other process.
    """
    phones = phones_of(root)
    with (
        serving(root) as server,
        ThreadPoolExecutor(clients) as crowd,
        ProcessPoolExecutor(1, get_context("spawn")) as other,
    ):
        elsewhere = other.submit(decide_beside, root, phones[:CONTESTED], beside)
        work = [crowd.submit(_save, server.url, phones, number, saves // clients) for number in range(clients)]
        return [one for each in work for one in each.result()], elsewhere.result()


def phones_of(root: Path) -> list[Key]:
    """The phone numbers of the page."""
    entries = open_desk(SOURCE, start=root).corrected().entries.of
    return [(record, path) for record, each in entries.items() for path in each if ".phones." in path]


def _save(url: str, phones: Sequence[Key], client: int, saves: int) -> list[Sent]:
    """What one client does: look at an entry, then save it; half of the time one that everybody works at."""
    steward, chance = Steward(url), random.Random(client)  # noqa: S311 - no secret
    sent = []
    for number in range(saves):
        record, path = chance.choice(phones[:CONTESTED] if chance.random() < 0.5 else phones)
        seen = steward.get(f"/s/{SOURCE}/r/{record}?entry={path}").seen(path)
        value = f"+49351463{client:02}{number:03}" if number % BAD else "35"
        answer = steward.save(record, path, {"key.e164": value}, seen)
        sent.append(Sent((record, path), value, answer.status))
    return sent


def decide_beside(root: Path, phones: Sequence[Key], number: int) -> list[str]:
    """Decide about the same entries in this process, without the server."""
    desk = open_desk(SOURCE, start=root)
    made: list[str] = []
    for turn in range(number):
        record, path = phones[turn % len(phones)]
        wish = Wish(Action.SET, record, path, f"+49351463{99:02}{turn:03}")
        made += [one.id for one in desk.decide([wish], author="Bo Muster")]
    return made


def account(root: Path, sent: Sequence[Sent], elsewhere: Sequence[str]) -> Counter[str]:
    """What became of every save; what must not happen is in capitals."""
    desk = open_desk(SOURCE, start=root)
    decided, corrected = desk.decisions(), desk.corrected()
    by_value = {str(one.value["e164"]): one for one in decided.decisions if isinstance(one.value, dict)}
    seen = {earlier for one in decided.decisions for earlier in one.supersedes}
    found: Counter[str] = Counter(f"answered {one.status}" for one in sent)
    for one in sent:
        decision = by_value.get(one.value)
        if one.status == 200:
            found[_fate(decision, seen, corrected.heads.get(one.key, ()))] += 1
        elif decision is not None:
            found["REFUSED, BUT WRITTEN"] += 1
    found["decisions of the other process"] = len(elsewhere)
    found["ENTRIES WITH SEVERAL DECISIONS IN FORCE"] = sum(len(heads) != 1 for heads in corrected.heads.values())
    found["FILES THAT CANNOT BE READ"] = len(decided.unread)
    found["UNFINISHED FILES"] = len(list(desk.folder.glob(".*")))
    accepted = sum(one.status == 200 for one in sent) + len(elsewhere)
    found["FILES MORE OR LESS THAN SAVES"] = abs(len(decided.decisions) - accepted)
    found["OTHER ANSWERS"] = sum(one.status not in {200, 409, 422} for one in sent)
    return found


def _fate(decision: Decision | None, seen: set[str], heads: Sequence[str]) -> str:
    if decision is None:
        return "SAVED, BUT LOST"
    if decision.id in seen:
        return "superseded by one that had seen it"
    return "in force" if tuple(heads) == (decision.id,) else "NEITHER IN FORCE NOR SUPERSEDED"


def wrong(found: Counter[str]) -> dict[str, int]:
    """What must not have happened, and did."""
    return {what: number for what, number in found.items() if number and what.split(",")[0].isupper()}
