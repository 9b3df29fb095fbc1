"""Files that an earlier run has left: what is known of a snapshot, of an extraction, and what changed in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from lhextract.acquire.store import newest_of, stored_in
from lhextract.exports.changes.jsonl import read_changes, write_changes
from lhextract.inforce import read_in_force
from tests.conftest import ROOT
from tests.fuzz.edits import edit, edited, pointers
from tests.fuzz.scratch import content_of, refusal_names, scratch
from tests.fuzz.target import Broken, LawBroken, Target

EDITS = b"!"


@cache
def known() -> tuple[Any, ...]:
    """A `meta.json`, a manifest and a change."""
    meta = json.loads(next((ROOT / "raw" / "lighthouses").glob("*/meta.json")).read_text("utf-8"))
    manifest = json.loads((ROOT / "extracted" / "lighthouses" / "manifest.json").read_text("utf-8"))
    return meta, manifest, json.loads(json.dumps(CHANGE))


CHANGE = {
    "kind": "initiative-added", "cause": "page", "name": "Networks", "category": "cat-a", "initiative": "lh-a",
    "contact": None, "old": None, "new": {"name": "Networks"}, "place": "", "similarity": 0.5, "related": ["lh-b"],
}  # fmt: skip


def check(data: bytes) -> None:
    """The first byte says which file; `!` behind it begins edits of a real one."""
    which, content = (data[0] if data else 0) % 3, data[1:]
    if content.startswith(EDITS):
        content = json.dumps(edited(known()[which], content[1:])).encode()
    CHECKS[which](content)


def _check_meta(content: bytes) -> None:
    folder = scratch("raw") / "20240101T000000Z-000000000000"
    folder.mkdir(exist_ok=True)
    (folder / "page.html").write_bytes(b"<h1>Networks</h1>")
    (folder / "meta.json").write_bytes(content)
    before = content_of(folder)
    with refusal_names("meta.json", "page.html"):
        (stored,) = stored_in(folder.parent)
        if newest_of(folder.parent) != stored:
            raise LawBroken("the only snapshot is not the newest")
        stored.snapshot("lighthouses")
    if content_of(folder) != before:
        raise LawBroken("reading has changed a snapshot")


def _check_manifest(content: bytes) -> None:
    folder = scratch("extracted")
    for name in ("records.json", "machine.json", "text.txt"):
        (folder / name).write_bytes((ROOT / "extracted" / "lighthouses" / name).read_bytes())
    (folder / "manifest.json").write_bytes(content)
    found = read_in_force(folder)
    if found is None:
        return
    with refusal_names("records.json", "machine.json", "text.txt", "manifest.json", folder.name):
        found.other_model()
        found.can_be_compared()
        found.is_whole()
        found.is_unaltered()
        found.snapshot  # noqa: B018 - that it can be told
        found.reading  # noqa: B018
        found.records()
        found.machine()


def _check_changes(content: bytes) -> None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return
    with refusal_names("changes.jsonl"):
        changes = read_changes(text, name="changes.jsonl")
    if read_changes(write_changes(changes), name="changes.jsonl") != changes:
        raise LawBroken("changes do not read back as they were")
    if len(changes) != (len(text.removesuffix("\n").split("\n")) if text else 0):
        raise LawBroken("a line is not among the changes", kind=Broken.LOSS)


CHECKS: tuple[Callable[[bytes], None], ...] = (_check_meta, _check_manifest, _check_changes)


def seeds() -> Iterable[bytes]:
    """Each file as it is, and edits of each place in it."""
    values = ("", None, 1, -1, [], {}, "a/../b", True, "0" * 64, "2024-13-01T00:00:00Z", "\ud800", "text/plain")
    for which, document in enumerate(known()):
        yield bytes([which]) + json.dumps(document)[:4000].encode()
        for at, place in enumerate(pointers(document, most=60)):
            yield bytes([which]) + EDITS + f"{place}\t{json.dumps(values[at % len(values)])}\n".encode()
        yield bytes([which]) + b'{"a": ' * 1200
        yield bytes([which]) + EDITS + edit("headers/content-type", "text/html; charset*=utf-8''%80; charset=\"x")


TARGET = Target(
    name="stored_files",
    input_class="snapshots, manifests, changes",
    check=check,
    seeds=seeds,
    dictionary=(
        *(f"{place}\t".encode() for document in known() for place in pointers(document, most=60)), b"charset=",
        b"utf-16", b"idna", b"punycode", b"text/html", b"null", b"[]", b"{}", b"1e999", b"\\ud800", b"\n",
    ),
)  # fmt: skip
