"""Forms and addresses that no page of ours has made: refused, whatever they hold, and never a fault of the server."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from httpx2 import Response
from hypothesis import given, settings
from hypothesis import strategies as st

from lhextract.review.fields import LARGEST, MOST, Fields
from lhextract.review.forms import KEPT, read_form
from tests.review.opened import SOURCE
from tests.review.steward import Steward, soup, words
from tests.review.visitors import OURS, a_record, signed_in

LONG = "x" * 100_000
LONGEST = 5000  # characters of an odd part of an address; the client of these tests sends no longer one
ODD = [
    pytest.param("\u0000", id="nul"),
    pytest.param("a\u0000b", id="nul-inside"),
    pytest.param("\u202egnp.exe", id="bidi"),
    pytest.param("\u200b\u200d\ufeff", id="zero-width"),
    pytest.param("\ufffe", id="noncharacter"),
    pytest.param("\ue000", id="private"),
    pytest.param("\r\n\r\nSet-Cookie: a=b", id="header"),
    pytest.param(LONG, id="100-kB"),
    pytest.param("<script>alert(1)</script>", id="script"),
    pytest.param("{{7*7}}{% raw %}", id="template"),
    pytest.param("../../etc/passwd", id="path"),
    pytest.param("🗼" * 300, id="astral"),
    pytest.param("9" * 5000, id="digits"),
    pytest.param("\u2028\u2029\u0085", id="line-ends"),
]
SURROGATE = b"%ED%A0%80%FF%C0%80"
DOS = ("save", "confirm", "remove", "undo", "add", "take", "keep", "merge", "use", "confirm-all", "choose:x", "")


def is_refused(answer: Response) -> None:
    """A page of ours says why; nothing of the program shows."""
    assert answer.status_code in {400, 404, 409, 413, 422}, answer.status_code
    assert "Traceback" not in answer.text
    assert words(soup(answer).h1) != ""


# A form in which one field is odd: the field, and the others.
PLACES: list[tuple[str, dict[str, str]]] = [
    ("do", {"path": "name", "value": "a"}),
    ("path", {"do": "save", "value": "a"}),
    ("path", {"do": "add", "key.name": "a"}),
    ("value", {"do": "save", "path": "name"}),
    ("value", {"do": "save", "path": "text"}),
    ("key.name", {"do": "add", "path": "programs"}),
    ("key.phones", {"do": "add", "path": "contacts", "key.person": "A"}),
    ("reason", {"do": "save", "path": "name", "value": "a"}),
    ("seen", {"do": "save", "path": "name", "value": "a", "knows": "1"}),
    ("start", {"do": "use", "target": "programs", "end": "9"}),
    ("end", {"do": "use", "target": "programs", "start": "9"}),
    ("nth", {"do": "use", "target": "programs", "quote": "University"}),
    ("quote", {"do": "use", "target": "field:name"}),
    ("target", {"do": "use", "quote": "Flinders"}),
    ("name", {"do": "use", "target": "split", "quote": "Flinders"}),
    ("other", {"do": "merge"}),
]


@pytest.mark.parametrize("odd", ODD)
def test_odd_values(steward: Steward, odd: str) -> None:
    """Whatever stands in a field, the form is refused or saves something that can be read back."""
    record = steward.initiative(2).id
    for name, others in PLACES:
        answer = steward.client.post(f"/s/{SOURCE}/r/{record}/decide", data={**others, name: odd})
        assert answer.status_code in {303, 409, 422}, (name, others)
        if answer.status_code == 303:
            assert steward.client.get(answer.headers["location"]).status_code == 200, (name, others)
    assert steward.desk.decisions().unread == ()
    steward.record(record, "name")
    steward.get(f"/s/{SOURCE}/log")


QUERIES = (
    f"/s/{SOURCE}?text=",
    f"/s/{SOURCE}?why=",
    f"/s/{SOURCE}?field=",
    f"/s/{SOURCE}?finding=",
    f"/s/{SOURCE}?said=",
    f"/s/{SOURCE}/log?from=",
    f"/s/{SOURCE}/r/*?entry=",
    f"/s/{SOURCE}/r/*?said=",
    f"/s/{SOURCE}/r/*?said=a&undo=",
    f"/s/{SOURCE}/r/*?said=a&undo=name&of=",
    f"/s/{SOURCE}/r/*/everywhere?path=contacts.ct-r2ewafb4la.unit&value=",
    "/?all=",
)


@pytest.mark.parametrize("odd", ODD)
def test_odd_queries(steward: Steward, odd: str) -> None:
    """An address with odd words shows a page, and has no effect on its headers."""
    for path in QUERIES:
        asked = path.replace("*", steward.initiative(2).id) + quote(odd[:LONGEST])
        answer = steward.client.get(asked, follow_redirects=True)
        assert answer.status_code in {200, 422}, path
        assert "set-cookie" not in answer.headers
        assert "<script>alert" not in answer.text


@pytest.mark.parametrize("odd", [*ODD, pytest.param("a/b", id="slash"), pytest.param("%", id="percent")])
@pytest.mark.parametrize("path", ["/s/*", "/s/*/log", f"/s/{SOURCE}/r/*", f"/s/{SOURCE}/r/*/everywhere"])
def test_odd_addresses(steward: Steward, path: str, odd: str) -> None:
    """404 for a source or record of any name."""
    answer = steward.client.get(path.replace("*", quote(odd[:LONGEST], safe="")))
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text


def test_bytes_that_are_no_text(steward: Steward) -> None:
    """Surrogates and broken UTF-8 in form, query and path."""
    record = steward.initiative(2).id
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    broken = b"do=save&path=name&value=" + SURROGATE
    answer = steward.client.post(f"/s/{SOURCE}/r/{record}/decide", content=broken, headers=form)
    assert answer.status_code in {303, 400, 422}
    assert steward.client.post(f"/s/{SOURCE}/r/{record}/decide", content=SURROGATE, headers=form).status_code == 422
    assert steward.client.get(f"/s/{SOURCE}/r/{record}?entry={SURROGATE.decode()}").status_code == 200
    assert steward.client.get(f"/s/{SURROGATE.decode()}").status_code == 404
    assert steward.desk.decisions().unread == ()
    steward.get(f"/s/{SOURCE}/log")


def test_multipart(steward: Steward) -> None:
    """A form may come in parts; a file is refused."""
    record = steward.initiative(2).id
    where = f"/s/{SOURCE}/r/{record}/decide"
    parts = {"do": (None, "save"), "path": (None, "name"), "value": (None, "Grüße")}
    assert steward.client.post(where, files=parts).status_code == 303
    assert steward.decided()[0].value == "Grüße"
    is_refused(steward.client.post(where, files={"value": ("a.txt", b"a")}))
    broken = {"Content-Type": "multipart/form-data; boundary=x"}
    is_refused(steward.client.post(where, content=b"--x\r\nnonsense", headers=broken))
    is_refused(steward.client.post(where, content=b"a", headers={"Content-Type": "multipart/form-data"}))


def test_half_a_character(steward: Steward) -> None:
    """A charset may write half of a character, which no file can hold: nothing is saved, and the form says so."""
    where = f"/s/{SOURCE}/r/{steward.initiative(2).id}/decide"
    part = '--x\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    body = "".join(part.format(*pair) for pair in (("do", "save"), ("path", "name"), ("value", "+2AA-")))
    headers = {"Content-Type": "multipart/form-data; boundary=x; charset=utf-7"}
    is_refused(steward.client.post(where, content=f"{body}--x--\r\n".encode(), headers=headers))
    assert steward.decided() == ()


def test_broken_charset(steward: Steward) -> None:
    """A form in parts that names a charset which there is not is refused."""
    where = f"/s/{SOURCE}/r/{steward.initiative(2).id}/decide"
    body = b'--x\r\nContent-Disposition: form-data; name="do"\r\n\r\n\xff\xfe\x00\r\n--x--\r\n'
    for charset in ("none-such", "utf-16", "rot13", "idna"):
        headers = {"Content-Type": f"multipart/form-data; boundary=x; charset={charset}"}
        is_refused(steward.client.post(where, content=body, headers=headers))


@pytest.mark.parametrize("number", [MOST + 1, 5000], ids=["one-too-many", "thousands"])
def test_too_many_fields(steward: Steward, number: int) -> None:
    """Also where they are empty, or have one name; nothing is saved."""
    where = f"/s/{SOURCE}/r/{steward.initiative(2).id}/decide"
    for fields in ({f"key.{n}": "" for n in range(number)}, {"seen": ["co-1"] * number}):
        answer = steward.client.post(where, data={"do": "save", "path": "name", **fields})
        is_refused(answer)
        assert answer.status_code == 400
    assert steward.decided() == ()


def test_too_large(steward: Steward) -> None:
    """A field of more than a quarter of a megabyte is refused, and a form of more than one."""
    where = f"/s/{SOURCE}/r/{steward.initiative(2).id}/decide"
    for size in (LARGEST + 1, 2 * 1024 * 1024):
        answer = steward.client.post(where, data={"do": "save", "path": "name", "value": "x" * size})
        is_refused(answer)
    assert steward.decided() == ()


def test_many_fields_of_an_address(steward: Steward) -> None:
    """Thousands of fields behind the question mark do no harm."""
    query = "&".join(f"text=a&entry=x{n}" for n in range(3000))
    assert steward.client.get(f"/s/{SOURCE}/r/{steward.initiative(2).id}?{query}").status_code == 200


# Cheap to make and wild: mostly fields that the forms have, with any text.
NAMES = st.sampled_from(["do", "path", "seen", "knows", "other", "key.name", "key.value", "key.nothing", *sorted(KEPT)])
VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [*DOS, "name", "category", "programs", "contacts", "contacts.x.phones", "mention:YEAR", "field:text"]
    ),
    st.integers(min_value=-2, max_value=10**12).map(str),
)


@settings(max_examples=50)
@given(st.lists(st.tuples(NAMES, VALUES), max_size=8))
def test_any_form(pairs: list[tuple[str, str]]) -> None:
    """Whatever is sent, the server answers with a page or goes on; it has no fault."""
    client = signed_in("proxy")
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value.encode("utf-8", "replace").decode())
    answer = client.post(f"/s/lighthouses/r/{a_record()}/decide", data=fields, headers=OURS)
    assert answer.status_code in {303, 409, 422}, pairs


@given(st.lists(st.tuples(st.text(), st.text())))
def test_reading_a_form(pairs: list[tuple[str, str]]) -> None:
    """What was typed is kept as it is; a form without its marker has seen nothing in particular."""
    sent = read_form(Fields(tuple(pairs)), "lh-a")
    assert sent.typed == {name: value for name, value in pairs if name in KEPT or name.startswith("key.")}
    assert sent.seen is None or ("knows", "") in [(name, "") for name, _ in pairs]
