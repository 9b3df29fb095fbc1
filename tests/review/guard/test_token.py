"""The token of the printed URL: exchanged for a session, never shown, never kept."""

from __future__ import annotations

import logging
from urllib.parse import parse_qs, urlsplit

import pytest

from lhextract.review.guard.token import TokenAccess
from tests.review.visitors import PUBLIC, STEWARD, make_app, stranger


def token_of(entry: str) -> str:
    """The token in an address."""
    return parse_qs(urlsplit(entry).query)["token"][0]


def test_token_is_long_and_new() -> None:
    """A token has 256 bits of chance, and each start has its own."""
    tokens = {token_of(TokenAccess(STEWARD).entry()) for _ in range(20)}
    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {43}


@pytest.mark.parametrize("change", ["", "x", "{}x", "x{}", "{} "])
def test_wrong_token(change: str) -> None:
    """Any other token is refused, and gives no cookie."""
    access = TokenAccess(STEWARD)
    answer = stranger(make_app(access)).get("/enter", params={"token": change.format(token_of(access.entry()))})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_exchange() -> None:
    """The token leaves the address bar at once, is on no page, and is not the session."""
    access = TokenAccess(STEWARD)
    client = stranger(make_app(access))
    answer = client.get(access.entry())
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert answer.headers["referrer-policy"] == "same-origin"
    token = token_of(access.entry())
    assert token not in answer.headers["set-cookie"]
    assert token not in client.get("/").text


def test_token_lasts_but_the_single_one() -> None:
    """The printed URL opens again in another browser; the one that was handed to a browser does not."""
    access = TokenAccess(STEWARD)
    app = make_app(access)
    single = access.single_entry()
    assert [stranger(app).get(access.entry()).status_code for _ in range(2)] == [303, 303]
    assert [stranger(app).get(single).status_code for _ in range(2)] == [303, 403]


@pytest.mark.parametrize(
    ("base", "name", "secure"),
    [
        pytest.param("http://127.0.0.1:8123", "lhextract-8123", False, id="loopback"),
        pytest.param(PUBLIC, "__Host-lhextract", True, id="https"),
    ],
)
def test_cookie(base: str, name: str, secure: bool) -> None:
    """No script reads the cookie, no other site has it sent, only HTTPS or this machine carries it."""
    access = TokenAccess(STEWARD)
    first, *flags = stranger(make_app(access), base=base).get(access.entry()).headers["set-cookie"].split("; ")
    assert first.startswith(f"{name}=")
    assert {flag.lower() for flag in flags} == {
        "httponly",
        "samesite=strict",
        "path=/",
        *(["secure"] if secure else []),
    }


def test_session_is_not_proposed() -> None:
    """A session id that a browser brings along is not taken; each exchange makes a new one."""
    access = TokenAccess(STEWARD)
    app = make_app(access)
    client = stranger(app)
    client.cookies.set("lhextract-8123", "proposed")
    given = client.get(access.entry()).headers["set-cookie"].partition(";")[0]
    assert given != "lhextract-8123=proposed"
    assert stranger(app).get(access.entry()).headers["set-cookie"].partition(";")[0] != given
    assert stranger(app).get("/", headers={"Cookie": "lhextract-8123=proposed"}).status_code == 403


def test_token_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Not even at DEBUG does a token, right or wrong, get into the log."""
    caplog.set_level(logging.DEBUG, logger="lhextract")
    access = TokenAccess(STEWARD)
    client = stranger(make_app(access))
    client.get(access.entry())
    client.get("/enter?token=wrong-guess")
    client.get("/fail")
    logged = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("lhextract"))
    assert logged
    assert token_of(access.entry()) not in logged
    assert "wrong-guess" not in logged
