"""Forms that a browser, or somebody else, sends to the review page: an answer each time, and nothing half-decided."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from urllib.parse import quote, urlencode

from starlette.testclient import TestClient

from lhextract.review.app import build_app
from lhextract.review.guard.access import Guard
from lhextract.review.guard.hosts import allowed_hosts
from lhextract.review.guard.token import TokenAccess
from lhextract.review.office import Office
from tests.fuzz.scratch import SOURCE, content_of, decisions_folder, fresh_desk, same_desk, workspace
from tests.fuzz.target import Broken, LawBroken, Target
from tests.review.visitors import OURS, PORT, STEWARD, stranger

BOUNDARY = "fuzz"
TYPES = ("application/x-www-form-urlencoded", f"multipart/form-data; boundary={BOUNDARY}")


@cache
def browser() -> TestClient:
    """Somebody who has signed in."""
    access = TokenAccess(STEWARD)
    office = Office.of([fresh_desk()], start=workspace())
    client = stranger(build_app(office, guard=Guard(allowed_hosts(PORT, ()), access)))
    client.get(access.entry())
    client.headers.update(OURS)
    return client


@cache
def addresses() -> tuple[str, ...]:
    """Where forms go."""
    first = next(one for one in same_desk().machine.initiatives if one.contacts)
    return (
        *tuple(f"/s/{SOURCE}/r/{first.id}/{end}" for end in ("decide", "everywhere", "publish")),
        f"/s/{SOURCE}/publish",
        f"/s/{SOURCE}",
    )


def check(data: bytes) -> None:
    """Lines: the address (a digit, or a path), the content type (a digit, or one in words), then the body."""
    where, _, rest = data.partition(b"\n")
    kind, _, body = rest.partition(b"\n")
    fresh_desk()
    client, folder = browser(), decisions_folder()
    headers = {"content-type": _one_of(TYPES, kind), "hx-request": "true" if len(body) % 2 else "false"}
    address = _one_of(addresses(), where)
    answer = client.post(address if address.startswith("/") else f"/s/{SOURCE}/r/{quote(address)}/decide",
                         content=body, headers=headers, follow_redirects=False)  # fmt: skip
    if answer.status_code >= 500:
        raise LawBroken("a form is answered by an error of the server", kind=Broken.CRASH)
    if b"Traceback (most recent call last)" in answer.content:
        raise LawBroken("an answer shows a traceback")
    files = content_of(folder) if folder.exists() else {}
    found = same_desk().decisions()
    if found.unread or len(found.decisions) != len(files):
        raise LawBroken("what was decided does not read back", kind=Broken.LOSS)
    if files and answer.status_code not in {200, 303}:
        raise LawBroken("a form was refused, and something was decided")
    if files:
        same_desk().checked()


def _one_of(values: tuple[str, ...], given: bytes) -> str:
    text = given.decode("latin-1")
    if given.isdigit() and len(given) < 4:
        return values[int(given) % len(values)]
    return "".join(char for char in text if char.isprintable() and char.isascii()) or values[0]


def seeds() -> Iterable[bytes]:
    """Every button with every kind of entry, as both kinds of form, and what is no form."""
    one = next(one for one in same_desk().machine.initiatives if one.contacts)
    contact = one.contacts[0]
    paths = ("name", "category", "text", f"contacts.{contact.id}.person", f"contacts.{contact.id}.phones", "partners")
    for at, do in enumerate(("save", "confirm", "remove", "add", "undo", "use", "merge", "take", "choose:x", "keep")):
        fields = {"do": do, "path": paths[at % len(paths)], "value": "Other", "knows": "1", "reason": "why",
                  "start": str(one.start), "end": str(one.start + 5), "target": "split", "name": "Two"}  # fmt: skip
        yield b"0\n0\n" + urlencode(fields).encode()
        yield b"0\n1\n" + _multipart(fields)
    for target in ("mention:PERSON", "field:name", "programs", "years", "links", f"contacts.{contact.id}.phones"):
        yield b"0\n0\n" + urlencode({"do": "use", "quote": "University", "nth": "1", "target": target}).encode()
    yield b"0\n0\n" + urlencode({"do": "add", "path": "partners", "key.name": "Lund University"}).encode()
    yield b"0\nmultipart/form-data; boundary=fuzz; charset=utf-7\n" + _multipart(
        {"do": "save", "path": "name", "value": "+2AA-"}
    )
    yield b"0\nmultipart/form-data\n" + _multipart({"do": "save"})
    yield b"1\n0\n" + urlencode({"path": "name", "value": "Other"}).encode()
    yield b"0\napplication/json\n{}"
    yield b"0\n0\n" + b"&".join(b"a=%d" % number for number in range(600))


def _multipart(fields: dict[str, str]) -> bytes:
    parts = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    return ("".join(parts) + f"--{BOUNDARY}--\r\n").encode()


TARGET = Target(
    name="review_form",
    input_class="review: forms over HTTP",
    check=check,
    seeds=seeds,
    dictionary=(
        *(f"{name}=".encode() for name in ("do", "path", "value", "reason", "seen", "knows", "start", "end", "quote")),
        *(f"&{name}=".encode() for name in ("nth", "target", "name", "page", "other", "key.name", "key.text")),
        b"save", b"confirm", b"remove", b"undo", b"confirm-all", b"merge", b"use", b"take", b"choose:", b"split",
        b"mention:PERSON", b"field:name", b"multipart/form-data; boundary=fuzz; charset=", b"utf-7", b"unicode_escape",
        b"idna", b"undefined", b"punycode", b"utf-16", b"--fuzz\r\n", b"--fuzz--\r\n", b"%00",
        b"%ED%A0%80", b"filename=",
        b'Content-Disposition: form-data; name="', b"contacts.", b".phones", b"partners", b"years", b"links",
    ),
)  # fmt: skip
