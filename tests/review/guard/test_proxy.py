"""Behind a proxy: the steward is whom the one header names."""

from __future__ import annotations

import pytest

from lhextract.errors import UsageError
from lhextract.review.guard.proxy import ProxyAccess
from tests.review.visitors import STEWARD, make_app, stranger


@pytest.mark.parametrize(
    ("values", "status"),
    [
        pytest.param([STEWARD], 200, id="named"),
        pytest.param(["Jörg"], 200, id="utf-8"),
        pytest.param([], 403, id="missing"),
        pytest.param([""], 403, id="empty"),
        pytest.param(["x" * 81], 403, id="too-long"),
        pytest.param(["Ada\u202e"], 403, id="hidden-mark"),
        pytest.param([STEWARD, "Mallory"], 403, id="twice"),
    ],
)
def test_header(values: list[str], status: int) -> None:
    """Who is named once is signed in; no header, two, or what is no name lets nobody in."""
    client = stranger(make_app(ProxyAccess("X-Remote-User")))
    answer = client.get("/", headers=[("X-Remote-User", value.encode("utf-8")) for value in values])
    assert answer.status_code == status
    if status == 200:
        assert values[0] in answer.text


@pytest.mark.parametrize("header", ["Remote-User", "X-Forwarded-User", "X-Auth-Request-Email", "Tailscale-User-Name"])
def test_usual_header(header: str) -> None:
    """The headers by which proxies name persons are taken."""
    assert ProxyAccess(header).header == header


@pytest.mark.parametrize(
    "header", ["", "Cookie", "User-Agent", "X-Forwarded-For", "Host", "X-Remote-User: x", "X_User", "X-User\n"]
)
def test_unusable_header(header: str) -> None:
    """A header that every browser sends, or that names no person, would let everybody in."""
    with pytest.raises(UsageError, match="--behind-proxy"):
        ProxyAccess(header)
