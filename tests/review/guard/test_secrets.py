"""What must not be told: by the time of an answer, by memory, or by a stolen file."""

from __future__ import annotations

import hmac
from functools import partial

import pytest

from lhextract.review.guard import sign_in
from lhextract.review.guard.hashes import LONGEST, Hash
from lhextract.review.guard.sessions import Sessions
from lhextract.review.guard.sign_in import LIFETIME, SignInAccess
from lhextract.review.guard.token import TokenAccess
from tests.review.visitors import CHEAP, OURS, PASSWORD, STEWARD, make_app, stranger


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What is compared in a time that does not tell how far it agrees."""
    seen: list[bytes] = []
    compare = hmac.compare_digest

    def comparing(one: bytes, other: bytes) -> bool:
        seen.extend([one, other])
        return compare(one, other)

    monkeypatch.setattr(hmac, "compare_digest", comparing)
    return seen


def test_token_is_compared_in_equal_time(compared: list[bytes]) -> None:
    """A token is never compared letter by letter."""
    stranger(make_app(TokenAccess(STEWARD))).get("/enter", params={"token": "guessed"})
    assert b"guessed" in compared


def test_password_is_compared_in_equal_time(compared: list[bytes]) -> None:
    """Nor is the hash of a password."""
    assert CHEAP.fits(PASSWORD)
    assert CHEAP.key in compared


def test_no_id_is_kept() -> None:
    """Sessions are found by a digest, so that neither time nor memory tells an id."""
    sessions = Sessions()
    ident = sessions.begin(STEWARD)
    assert sessions.steward_of(ident) == STEWARD
    assert not [key for key in sessions._sessions if ident.encode() in key]


def test_a_working_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has signed in with a password signs in anew on the next day."""
    now = [0.0]
    monkeypatch.setattr(sign_in, "Sessions", partial(Sessions, clock=lambda: now[0]))
    client = stranger(make_app(SignInAccess(lambda: {STEWARD: CHEAP})))
    client.post("/sign-in", data={"name": STEWARD, "password": PASSWORD}, headers=OURS)
    assert client.get("/").status_code == 200
    now[0] = LIFETIME + 1
    assert client.get("/").status_code == 403


def test_a_new_hash_is_costly() -> None:
    """A stolen file costs who guesses at least what is recommended (OWASP, 2023: N 2 ** 15, r 8, p 3)."""
    made = Hash.of("correct horse battery")
    assert made.n * made.r * made.p >= 2**15 * 8 * 3


def test_a_long_password_is_cut() -> None:
    """Of a password no more is read than one can have, so that its length costs nothing."""
    assert Hash.of("x" * LONGEST, n=2, r=8, p=1).fits("x" * (LONGEST + 1))
