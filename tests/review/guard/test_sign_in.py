"""The sign-in form: it tells nothing to who guesses, and stops guessing."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from lhextract.errors import UsageError
from lhextract.review.guard import sign_in
from lhextract.review.guard.hashes import Hash
from lhextract.review.guard.sign_in import TRIES_PER_ADDRESS, TRIES_PER_NAME, SignInAccess
from tests.review.visitors import CHEAP, OURS, PASSWORD, PUBLIC, STEWARD, make_app, signed_in, stranger


@pytest.fixture(autouse=True)
def cheap_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an unknown name is checked against costs as little as the stewards of these tests."""
    monkeypatch.setattr(sign_in, "nobody", lambda: Hash.of("nobody at all", n=2, r=8, p=1))


def access() -> SignInAccess:
    """The way in, with one steward."""
    return SignInAccess(lambda: {STEWARD: CHEAP})


def send(client: TestClient, name: str, password: str) -> tuple[int, str]:
    """Try to sign in; status and page of the answer."""
    answer = client.post("/sign-in", data={"name": name, "password": password}, headers=OURS)
    return answer.status_code, answer.text


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD.upper(), PASSWORD + " "])
def test_same_answer_for_unknown_name_and_wrong_password(password: str) -> None:
    """The answer to an unknown name is byte for byte that to a wrong password, and repeats neither."""
    client = stranger(make_app(access()))
    known, unknown = send(client, STEWARD, password), send(client, "Nobody Known", PASSWORD)
    assert known == unknown
    assert known[0] == 403
    assert "Nobody Known" not in unknown[1]
    assert client.cookies == {}


def test_unknown_name_costs_a_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """For an unknown name a password is checked too, so that the time of the answer does not tell."""
    checked = []
    monkeypatch.setattr(Hash, "fits", lambda _, password: checked.append(password))
    client = stranger(make_app(access()))
    send(client, "Nobody Known", "one")
    send(client, STEWARD, "two")
    assert checked == ["one", "two"]


def test_unknown_name_has_no_password() -> None:
    """Not even the password that unknown names are checked against lets anybody in."""
    assert send(stranger(make_app(access())), "Nobody Known", "nobody at all")[0] == 403


def test_name_in_other_composition() -> None:
    """A name is found however the keyboard composed it, and with blanks around it."""
    app = make_app(SignInAccess(lambda: {"Jörg": CHEAP}))
    assert send(stranger(app), " Jo\u0308rg ", PASSWORD)[0] == 303


def test_guessing_one_name_stops() -> None:
    """After some tries for one name, from wherever they come, not even the right password is looked at."""
    app = make_app(access())
    tries = [TestClient(app, base_url=PUBLIC, client=(f"192.0.2.{n}", 1)) for n in range(TRIES_PER_NAME + 1)]
    statuses = [send(client, STEWARD, "wrong")[0] for client in tries]
    assert statuses == [403] * TRIES_PER_NAME + [429]
    assert send(tries[0], STEWARD, PASSWORD)[0] == 429


def test_guessing_many_names_stops() -> None:
    """After some tries from one address none is looked at, whatever the name."""
    client = stranger(make_app(access()))
    statuses = [send(client, f"Name {n}", "wrong")[0] for n in range(TRIES_PER_ADDRESS + 1)]
    assert statuses == [403] * TRIES_PER_ADDRESS + [429]
    assert send(client, STEWARD, PASSWORD)[0] == 429


def test_unknown_names_are_limited_alike() -> None:
    """The limit does not tell which names are known either."""
    client = stranger(make_app(access()))
    assert [send(client, "Nobody", "wrong")[0] for _ in range(TRIES_PER_NAME + 1)][-1] == 429


def test_signing_in_renews_the_session() -> None:
    """Signing in again gives a new session and ends the one before."""
    client = signed_in("password")
    name, old = next(iter(client.cookies.items()))
    send(client, STEWARD, PASSWORD)
    assert client.cookies[name] != old
    assert client.get("/").status_code == 200
    assert client.get("/", headers={"Cookie": f"{name}={old}"}).status_code == 403


def test_signing_out_ends_the_session() -> None:
    """After signing out, the session is over, even for who kept a copy of the cookie."""
    client = signed_in("password")
    name, old = next(iter(client.cookies.items()))
    assert "Sign out" in client.get("/").text
    assert client.post("/sign-out", headers=OURS).status_code == 303
    assert client.cookies == {}
    client.cookies.set(name, old)
    assert client.get("/").status_code == 403


def test_signing_out_is_a_write() -> None:
    """A link, or a picture of another page, signs nobody out."""
    client = signed_in("password")
    assert client.get("/sign-out").status_code == 405
    assert client.get("/").status_code == 200


def test_cookie_over_https() -> None:
    """The cookie for other machines goes over HTTPS only."""
    answer = stranger(make_app(access()), base=PUBLIC).post(
        "/sign-in", data={"name": STEWARD, "password": PASSWORD}, headers=OURS
    )
    flags = {flag.lower() for flag in answer.headers["set-cookie"].split("; ")[1:]}
    assert flags == {"httponly", "samesite=strict", "path=/", "secure"}


def test_unreadable_list_lets_nobody_in(caplog: pytest.LogCaptureFixture) -> None:
    """Where the list of stewards has become unusable, nobody is let in, and the log says why."""

    def broken() -> dict[str, Hash]:
        raise UsageError("stewards.txt: line 3: what is wrong")

    assert send(stranger(make_app(SignInAccess(broken))), STEWARD, PASSWORD)[0] == 503
    assert "stewards.txt: line 3" in caplog.text
