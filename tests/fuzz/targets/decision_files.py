"""Files of decisions as people edit them and git merges them: one good among bad ones is never lost."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache

from lhextract.corrections.store import read_decision, read_decisions, write_decision
from lhextract.corrections.wishes import Wish
from lhextract.exports.records_json import write_records
from lhextract.model.correction import Action, Decision
from tests.fuzz.edits import edit, edited, pointers
from tests.fuzz.scratch import content_of, decisions_folder, fresh_desk, same_desk
from tests.fuzz.target import Broken, LawBroken, Target

GOOD_PATH = "name"
MOST = 4  # files of one input


@cache
def decided() -> tuple[Decision, ...]:
    """A good decision, and one of each kind to edit."""
    desk = fresh_desk()
    first, second, third = desk.machine.initiatives[:3]
    wishes = (
        Wish(Action.SET, first.id, GOOD_PATH, "A better name"),
        Wish(Action.SET, second.id, "name", "Another name"),
        Wish(Action.REMOVE, second.id, f"partners.{_ident(second.id, 'partners')}"),
        Wish(Action.CONFIRM, second.id, f"contacts.{second.contacts[0].id}"),
        Wish(Action.ADD, second.id, "programs", {"name": "Horizon Europe"}),
        Wish(Action.MERGE, second.id, "", third.id),
        Wish(Action.SET, desk.machine.institutions[0].id, "kind", "company"),
    )
    return tuple(desk.decide([wish], author="Ada Beispiel", write=False)[0] for wish in wishes)


def _ident(record: str, name: str) -> str:
    desk = same_desk()
    paths = desk.corrected().entries.of[record]
    return next(path.rpartition(".")[2] for path in paths if path.startswith(f"{name}."))


def check(data: bytes) -> None:
    """Files beside a good decision: a line of `#N` begins an edited copy of decision N, anything else is a raw file."""
    good, *others = decided()
    files = {f"{good.id}.json": write_decision(good)}
    for number, part in enumerate(data.split(b"\x00")[:MOST]):
        content = _content(part, others)
        files.setdefault(_name_of(content, number), content)
    folder = decisions_folder()
    desk = fresh_desk()
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    found = desk.decisions()
    _nothing_is_lost(files, found.decisions, tuple(one.name for one in found.unread))
    if read_decisions(folder.glob("*.json")) != read_decisions(sorted(folder.glob("*.json"), reverse=True)):
        raise LawBroken("the order of files changes what is read")
    corrected = desk.corrected()
    mentioned = {each for one in found.decisions for each in one.supersedes}
    alone = not any(one.record == good.record for one in found.decisions if one.id != good.id)
    if alone and good.id not in mentioned and not any(one.action is Action.MERGE for one in found.decisions):
        name = next(one.name for one in corrected.records.initiatives if one.id == good.record)
        if name != good.value:
            raise LawBroken("a good decision is not in force beside others", kind=Broken.LOSS)
    write_records(desk.checked())
    again = same_desk()
    if again.checked() != desk.checked():
        raise LawBroken("the same decisions give other records")
    if content_of(folder) != files:
        raise LawBroken("reading decisions has changed their files")


def _content(part: bytes, others: list[Decision]) -> bytes:
    if not part.startswith(b"#"):
        return part
    first, _, edits = part[1:].partition(b"\n")
    one = others[int(first) % len(others) if first.isdigit() and len(first) < 4 else 0]
    return json.dumps(edited(json.loads(write_decision(one)), edits)).encode()


def _name_of(content: bytes, number: int) -> str:
    try:
        ident = json.loads(content)["id"]
    except (ValueError, RecursionError, KeyError, TypeError):
        ident = None
    fits = isinstance(ident, str) and ident.isascii() and 0 < len(ident) < 80 and not set(ident) & set("/\x00\n.")
    return f"{ident}.json" if fits else f"co-2026010{number}t000000000000z-aaaaaaaa.json"


def _nothing_is_lost(files: dict[str, bytes], found: tuple[Decision, ...], unread: tuple[str, ...]) -> None:
    read = {f"{one.id}.json" for one in found}
    if {*read, *unread} != set(files) or read & set(unread):
        raise LawBroken("a file is neither read nor named", kind=Broken.LOSS)
    for one in found:
        if read_decision(write_decision(one), name=f"{one.id}.json") != one:
            raise LawBroken("a decision does not read back as it was")


def seeds() -> Iterable[bytes]:
    """The decisions whole, and edits of each kind."""
    good, *others = decided()
    yield from (write_decision(one) for one in others)
    values = ("", None, 1, "2022", [], {}, ["a"], {"name": ""}, good.id, good.record, "x" * 90)
    for number, one in enumerate(others):
        places = pointers(json.loads(write_decision(one)))
        yield b"\x00".join(b"#%d\n" % number + edit(place, values[at % len(values)]) for at, place in enumerate(places))
        yield b"#%d\n" % number + edit("supersedes", [one.id, good.id])
        yield b"#%d\n" % number + edit("action", "retract") + edit("value", [[["a"]]])


TARGET = Target(
    name="decision_files",
    input_class="corrections: files of the store",
    check=check,
    seeds=seeds,
    dictionary=(
        *(action.value.encode() for action in Action),
        *(b'"%s":' % key for key in (b"version", b"id", b"at", b"author", b"action", b"target", b"record", b"path")),
        *(b'"%s":' % key for key in (b"saw", b"value", b"quote", b"before", b"after", b"reason", b"supersedes")),
        b"supersedes\t[]", b"target/path\t", b"contacts.", b".phones.", b"merge.lh-", b"split.lh-",
        b"\x00#1\n", b"\\ud800",
    ),
)  # fmt: skip
