"""Every route, by every method, behind every way in: strangers and forged requests are refused."""

from __future__ import annotations

import asyncio
import contextlib
import logging

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from lhextract.review.guard import gate
from lhextract.review.guard.access import Guard
from lhextract.review.guard.gate import Gate
from lhextract.review.guard.headers import ALWAYS
from lhextract.review.guard.hosts import allowed_hosts
from lhextract.review.guard.proxy import ProxyAccess
from lhextract.review.views import Views
from tests.review.visitors import (
    ALL_PAGES,
    HERE,
    KINDS,
    OURS,
    REQUESTS,
    STEWARD,
    filled,
    make_access,
    make_app,
    signed_in,
    stranger,
)

WRITES = [request for request in REQUESTS if request[1] not in {"GET", "HEAD"}]
# What those may see who are not signed in; nothing else.
OPEN = {
    ("password", "GET", "/sign-in"),
    ("password", "HEAD", "/sign-in"),
    ("password", "POST", "/sign-in"),
    ("password", "GET", "/static/{name}"),
    ("password", "HEAD", "/static/{name}"),
}
OPEN = {(kind, method, path.replace("{name}", "style.css")) for kind, method, path in OPEN}
CLOSED = [request for request in REQUESTS if request not in OPEN]


def test_the_table_is_whole() -> None:
    """The requests that are tried below hold every page of the program, and writes."""
    assert {filled(page.path) for page in ALL_PAGES} <= {path for _, _, path in REQUESTS}
    assert {kind for kind, method, _ in WRITES if method == "POST"} == set(KINDS)


@pytest.mark.parametrize(("kind", "method", "path"), REQUESTS)
@pytest.mark.parametrize(
    "host",
    [
        pytest.param("evil.example", id="foreign"),
        pytest.param("127.0.0.1:8124", id="other-port"),
        pytest.param("127.0.0.1", id="no-port"),
        pytest.param("127.0.0.1.evil.example:8123", id="begins-like-ours"),
        pytest.param("review.example.org.", id="trailing-dot"),
        pytest.param("", id="empty"),
    ],
)
def test_foreign_host(kind: str, method: str, path: str, host: str) -> None:
    """Under a name that is not ours nothing is shown, not even to the steward (DNS rebinding)."""
    answer = signed_in(kind).request(method, path, headers={"Host": host, **OURS})
    assert answer.status_code == 403


@pytest.mark.parametrize(("kind", "method", "path"), WRITES)
@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="neither-header"),
        pytest.param({"Sec-Fetch-Site": "cross-site"}, id="cross-site"),
        pytest.param({"Sec-Fetch-Site": "same-site"}, id="other-port-of-this-machine"),
        pytest.param({"Sec-Fetch-Site": "none"}, id="address-bar"),
        pytest.param({"Sec-Fetch-Site": ""}, id="empty"),
        pytest.param({"Sec-Fetch-Site": "cross-site", "Origin": HERE}, id="cross-site-with-our-origin"),
        pytest.param({"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"}, id="same-origin-of-others"),
        pytest.param({"Origin": "http://evil.example"}, id="foreign-origin"),
        pytest.param({"Origin": "null"}, id="null-origin"),
        pytest.param({"Origin": "http://localhost:8123"}, id="origin-is-not-the-host"),
        pytest.param({"Origin": "https://127.0.0.1:8123"}, id="other-scheme"),
        pytest.param({"Origin": "http://127.0.0.1:8123.evil.example"}, id="begins-like-ours"),
    ],
)
def test_forged_write(kind: str, method: str, path: str, headers: dict[str, str]) -> None:
    """A write that is not known to come from our page is refused, though the steward's browser sends it."""
    assert signed_in(kind).request(method, path, headers=headers).status_code == 403


@pytest.mark.parametrize(("kind", "method", "path"), CLOSED)
@pytest.mark.parametrize("cookie", [None, "", "guessed", "x" * 5000])
def test_stranger(kind: str, method: str, path: str, cookie: str | None) -> None:
    """Who is not signed in sees nothing, whatever session they claim."""
    headers = {**OURS} if cookie is None else {**OURS, "Cookie": f"lhextract-8123={cookie}"}
    answer = stranger(make_app(make_access(kind))).request(method, path, headers=headers)
    assert answer.status_code == 403
    assert STEWARD not in answer.text


@pytest.mark.parametrize(
    ("kind", "method", "path"),
    [(*kind_of, "/nowhere") for kind_of in [("token", "GET"), ("password", "GET"), ("proxy", "GET")]],
)
def test_stranger_learns_no_paths(kind: str, method: str, path: str) -> None:
    """To who is not signed in, a page that is there and one that is not look the same."""
    assert stranger(make_app(make_access(kind))).request(method, path).status_code == 403
    assert signed_in(kind).request(method, path).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("headers", [OURS, {"Origin": HERE}, {**OURS, "Origin": HERE}])
def test_own_write(kind: str, headers: dict[str, str]) -> None:
    """A write from our own page arrives, with the steward's name: the guards above let somebody through."""
    answer = signed_in(kind).post("/echo", data={"name": "Ö <b>"}, headers=headers)
    assert (answer.status_code, answer.text) == (200, f"{STEWARD}: (('name', 'Ö <b>'),)")


@pytest.mark.parametrize("kind", KINDS)
def test_first_page(kind: str) -> None:
    """The steward sees the first page, and the name that decisions are signed with."""
    answer = signed_in(kind).get("/")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert STEWARD in answer.text


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        pytest.param("GET", "/", {}, b"", 200, id="page"),
        pytest.param("GET", "/static/style.css", {}, b"", 200, id="style"),
        pytest.param("GET", "/", {"Host": "evil.example"}, b"", 403, id="host"),
        pytest.param("POST", "/echo", {}, b"", 403, id="origin"),
        pytest.param("GET", "/", {"Cookie": "lhextract-8123=x"}, b"", 403, id="stranger"),
        pytest.param("GET", "/nowhere", {}, b"", 404, id="missing"),
        pytest.param("DELETE", "/", OURS, b"", 405, id="method"),
        pytest.param("POST", "/echo", OURS, b"x" * 1024 * 1025, 413, id="too-large"),
        pytest.param("POST", "/echo", {**OURS, "Content-Type": "application/json"}, b"{}", 415, id="no-form"),
        pytest.param("GET", "/fail", {}, b"", 500, id="bug"),
        pytest.param("GET", "/enter?token=x", {}, b"", 403, id="wrong-token"),
    ],
)
def test_headers(method: str, path: str, headers: dict[str, str], body: bytes, status: int) -> None:
    """Every answer has all protecting headers, errors too, and errors are pages of ours without a trace."""
    answer = signed_in("token").request(method, path, headers=headers, content=body)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    if status != 200:
        assert answer.headers["cache-control"] == "no-store"
        assert answer.text.startswith("<!doctype html>")
        assert "Traceback" not in answer.text
        assert "secret" not in answer.text


def test_policy() -> None:
    """The policy lets a page run the scripts of this server and nothing else: no inline code, no eval, no frame."""
    policy = dict(part.split(" ", 1) for part in ALWAYS["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "connect-src", "form-action")} == {"'self'"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("X-Robots-Tag", "noindex"),
    ],
)
def test_policy_of_headers(name: str, value: str) -> None:
    """What else browsers and search engines are told stands in every answer as it must be."""
    assert signed_in("token").get("/").headers.get(name) == value


def test_policy_of_features() -> None:
    """No page may use what no page needs."""
    policy = (signed_in("token").get("/").headers.get("Permissions-Policy") or "").split(", ")
    assert {"camera=()", "geolocation=()", "microphone=()", "payment=()"} <= set(policy)


@pytest.mark.parametrize("path", ["/?all=1", "/s/lighthouses/log", "/static/style.css"])
def test_nothing_is_kept(path: str) -> None:
    """A browser keeps no copy of a page, which the next one at the machine could read; style holds no names."""
    kept = signed_in("token").get(path).headers.get("cache-control")
    assert kept == ("no-cache" if "static" in path else "no-store")


def test_nobody_signs_for_another() -> None:
    """Decisions are signed with the name of the session, whatever name is sent along."""
    sent = {"author": "Mallory", "steward": "Mallory", "name": "Mallory"}
    headers = {**OURS, "X-Remote-User": "Mallory", "X-Forwarded-User": "Mallory"}
    assert signed_in("password").post("/echo?steward=Mallory", data=sent, headers=headers).text.startswith(STEWARD)


def test_bug_is_logged_without_what_was_typed(caplog: pytest.LogCaptureFixture) -> None:
    """The log names kind and place of a bug; the text of the error, which may quote a person, is for DEBUG only."""
    caplog.set_level(logging.INFO)
    signed_in("token").get("/fail")
    said = [record.getMessage() for record in caplog.records if record.name.startswith("lhextract")]
    assert len(said) == 1
    assert "RuntimeError in fail, line" in said[0]
    assert STEWARD not in caplog.text


def test_no_web_socket() -> None:
    """A web socket, which browsers let any site open, is closed by the gate (1008, RFC 6455: policy violation)."""
    with pytest.raises(WebSocketDisconnect) as closed, signed_in("token").websocket_connect("/"):
        pass
    assert closed.value.code == 1008


def test_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more requests than can be at work, one more is told to come again, by a page of ours; then there is room."""
    monkeypatch.setattr(gate, "MOST_AT_WORK", 1)
    guard = Guard(allowed_hosts(8123), ProxyAccess("X-Remote-User"))

    async def visit() -> list[int]:
        begun, go_on, answers = asyncio.Event(), asyncio.Event(), []

        async def slow(scope: Scope, receive: Receive, send: Send) -> None:
            begun.set()
            await go_on.wait()
            await PlainTextResponse("done")(scope, receive, send)

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                answers.append(message["status"])
                assert dict(message["headers"])[b"x-frame-options"] == b"DENY"

        door = Gate(slow, guard=guard, show=Views(signs_out=False).show_refusal)
        headers = [(b"host", b"127.0.0.1:8123"), (b"x-remote-user", b"Ada")]
        scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": headers}
        first = asyncio.create_task(door(dict(scope), receive, send))
        await begun.wait()
        with contextlib.suppress(TimeoutError):  # without the guard it waits like the first one
            await asyncio.wait_for(door(dict(scope), receive, send), 10)
        go_on.set()
        await first
        await door(dict(scope), receive, send)
        return answers

    assert asyncio.run(visit()) == [503, 200, 200]
