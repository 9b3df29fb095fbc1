"""Fetching from a real server that misbehaves: what is kept, what is refused, and what is asked."""

from __future__ import annotations

import gzip
import itertools
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lhextract.acquire.store import read_newest
from lhextract.acquire.web.answers import DeadlineError, Limits
from lhextract.acquire.web.clock import Clock
from lhextract.acquire.web.fetch import Fetched, FetchOptions, fetch_source
from lhextract.acquire.web.last_fetch import NAME
from lhextract.errors import SourceError, UsageError
from lhextract.model.page import Snapshot
from tests.acquire.web.server import PAGE, Server, reply, serving

SECOND = PAGE.replace(b"one", b"two")


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that has the page."""
    with serving() as running:
        running.says("/page", reply())
        yield running


class Pauses(list[float]):
    """Pauses that were asked for, and not made."""


@pytest.fixture
def pauses() -> Pauses:
    """What the fetcher wanted to wait."""
    return Pauses()


def never_same(_one: Snapshot, _other: Snapshot) -> bool:
    """Two pages of different bytes that read differently."""
    return False


@pytest.fixture
def fetch(server: Server, tmp_path: Path, pauses: Pauses):
    """Fetches from the server into a folder; every fetch is a minute after the one before."""
    minutes = itertools.count()

    def now() -> datetime:
        return datetime(2026, 11, 1, 8, next(minutes), tzinfo=UTC)

    clock = Clock(now=now, sleep=pauses.append, chance=lambda: 0.0)

    def run(path: str = "/page", *, processed: str | None = None, same=never_same, **said: object) -> Fetched:
        options = replace(FetchOptions(allow_private=True, clock=clock), **said)
        return fetch_source(
            server.url(path), source="made", raw=tmp_path, processed=processed, same_reading=same, options=options
        )

    return run


def snapshots(raw: Path) -> list[str]:
    """The folders of the source, and whatever else lies there, but the note of the last fetch."""
    folder = raw / "made"
    return sorted(path.name for path in folder.iterdir() if path.name != NAME) if folder.is_dir() else []


def test_new_page_is_kept_with_what_the_server_said(fetch, server: Server, tmp_path: Path) -> None:
    """A snapshot has the bytes, and time, status, headers that matter and the verdict of robots.txt beside them."""
    server.says(
        "/page", reply(headers={"ETag": '"1"', "Set-Cookie": "secret=1", "Content-Type": "text/html; charset=utf-8"})
    )
    fetched = fetch()
    (name,) = snapshots(tmp_path)
    assert (fetched.state, fetched.snapshot.body) == ("new", PAGE)
    assert name == f"20261101T080000Z-{fetched.snapshot.sha256[:12]}"
    meta = json.loads((tmp_path / "made" / name / "meta.json").read_text("utf-8"))
    assert meta["headers"] == {"content-type": "text/html; charset=utf-8", "etag": '"1"'}
    assert meta["robots"] == f"allowed, no robots.txt at {server.url('/robots.txt')}"
    assert (meta["status"], meta["retrieved"]) == (200, "2026-11-01T08:00:00Z")
    assert read_newest(tmp_path, "made").body == PAGE


def test_the_agent_says_who_asks(fetch, server: Server) -> None:
    """Every request names the program and whom to ask about it."""
    fetch(contact="steward@uni.example")
    agents = {headers["user-agent"] for _, headers in server.asked}
    assert len(agents) == 1
    assert "lhextract/" in next(iter(agents))
    assert "steward@uni.example" in next(iter(agents))


def test_same_bytes_are_not_kept_twice(fetch, tmp_path: Path) -> None:
    """A page that is as before makes no new folder."""
    first = fetch()
    again = fetch()
    assert (again.state, again.snapshot.sha256) == ("unchanged", first.snapshot.sha256)
    assert len(snapshots(tmp_path)) == 1


def test_same_text_in_other_bytes_is_not_kept(fetch, server: Server, tmp_path: Path) -> None:
    """A page whose markup alone is another is the page that is there."""
    first = fetch()
    server.says("/page", reply(PAGE + b"<!-- 17 -->"))
    again = fetch(same=lambda _one, _other: True)
    assert (again.state, again.snapshot.sha256) == ("same-text", first.snapshot.sha256)
    assert len(snapshots(tmp_path)) == 1


def test_a_page_that_comes_back_is_kept_again(fetch, server: Server, tmp_path: Path) -> None:
    """The newest snapshot is what the page is now, also where it was so before."""
    fetch()
    server.says("/page", reply(SECOND))
    fetch()
    server.says("/page", reply())
    assert fetch().state == "new"
    assert len(snapshots(tmp_path)) == 3
    assert read_newest(tmp_path, "made").body == PAGE


def conditional(headers: dict[str, str]) -> dict[str, str]:
    """The validators of a request."""
    return {name: headers[name] for name in ("if-none-match", "if-modified-since") if name in headers}


def test_validators_are_sent_only_for_what_was_processed(fetch, server: Server) -> None:
    """After a crash between fetch and extraction a 304 must not hide the change, so it is not asked for."""
    server.says("/page", reply(headers={"ETag": '"1"', "Last-Modified": "Sun, 01 Nov 2026 08:00:00 GMT"}))
    first = fetch()
    fetch(processed="0" * 64)
    assert conditional(server.asked[-1][1]) == {}
    fetch(processed=None)
    assert conditional(server.asked[-1][1]) == {}
    server.says("/page", reply(b"", status=304))
    again = fetch(processed=first.snapshot.sha256)
    assert conditional(server.asked[-1][1]) == {
        "if-none-match": '"1"',
        "if-modified-since": "Sun, 01 Nov 2026 08:00:00 GMT",
    }
    assert (again.state, again.note) == ("unchanged", "not modified (304)")


def test_changed_validators_are_remembered(fetch, server: Server, tmp_path: Path) -> None:
    """Where a server says the same with another ETag, that is the one to ask with, and it lasts through a 304."""
    server.says("/page", reply(headers={"ETag": '"1"'}))
    digest = fetch().snapshot.sha256
    server.says("/page", reply(headers={"ETag": '"2"'}))
    fetch(processed=digest)
    server.says("/page", reply(b"", status=304))
    for _ in range(2):
        fetch(processed=digest)
        assert conditional(server.asked[-1][1]) == {"if-none-match": '"2"'}
    (tmp_path / "made" / NAME).write_text("{broken", "utf-8")
    fetch(processed=digest)
    assert conditional(server.asked[-1][1]) == {"if-none-match": '"1"'}


def test_unasked_not_modified_is_no_answer(fetch, server: Server, tmp_path: Path) -> None:
    """A 304 to a request without validators gives no page."""
    server.says("/page", reply(b"", status=304))
    with pytest.raises(SourceError, match="says 304"):
        fetch()
    assert snapshots(tmp_path) == []


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_transient_trouble_is_tried_again(status: int, fetch, server: Server, pauses: Pauses) -> None:
    """A server that is busy for a moment costs a pause, each longer than the one before."""
    server.says("/page", reply(b"busy", status=status), reply(b"busy", status=status), reply())
    assert fetch().state == "new"
    assert pauses == [1.0, 2.0]


def test_retry_after_is_kept_to(fetch, server: Server, pauses: Pauses) -> None:
    """The server's own word for when to come again counts."""
    server.says("/page", reply(b"busy", status=503, headers={"Retry-After": "7"}), reply())
    fetch()
    assert pauses == [7.0]


def test_no_time_to_wait(fetch, server: Server, pauses: Pauses, tmp_path: Path) -> None:
    """A pause that is longer than what is left is not begun."""
    server.says("/page", reply(b"busy", status=503, headers={"Retry-After": "3600"}))
    with pytest.raises(SourceError, match="no time to wait 3600 s"):
        fetch()
    assert (pauses, snapshots(tmp_path)) == ([], [])


def drip() -> Iterator[bytes]:
    """An answer that never ends and never pauses for long."""
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n"
    for _ in range(600):
        time.sleep(0.05)
        yield b"x"


def drip_to_the_end() -> Iterator[bytes]:
    """The same from a server that says that it will close the connection."""
    for piece in drip():
        yield piece.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")


def drip_headers() -> Iterator[bytes]:
    """The same before the body."""
    yield b"HTTP/1.1 200 OK\r\n"
    for number in range(600):
        time.sleep(0.05)
        yield f"X-{number}: y\r\n".encode() if number < 90 else b"X"


def endless() -> Iterator[bytes]:
    """A body without end."""
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    while True:
        yield b"<p>more</p>" * 1000


def cut() -> Iterator[bytes]:
    """Fewer bytes than were promised."""
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n" + PAGE


def nonsense() -> Iterator[bytes]:
    """No HTTP at all."""
    yield b"\x00\x01\x02\r\n\r\n"


def bomb() -> Iterator[bytes]:
    """A few bytes that unpack to fifty million."""
    return reply(gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"})


def gzip_of_nothing() -> Iterator[bytes]:
    """A body that goes on and unpacks to nothing at all."""
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    for _ in range(300):
        time.sleep(0.01)
        yield gzip.compress(b"") * 500


def broken_gzip() -> Iterator[bytes]:
    """Bytes that are not what they are said to be."""
    return reply(b"not packed at all", headers={"Content-Encoding": "gzip"})


@pytest.mark.parametrize(
    ("answer", "seconds", "message"),
    [
        pytest.param(drip, 0.6, "not done in time", id="slow-drip"),
        pytest.param(drip_to_the_end, 0.6, "not done in time", id="slow-drip-to-the-end"),
        pytest.param(drip_headers, 0.6, "not done in time", id="slow-headers"),
        pytest.param(endless, 20.0, "more than 1,000,000 bytes", id="endless"),
        pytest.param(bomb, 20.0, "more than 1,000,000 bytes", id="gzip-bomb"),
        pytest.param(gzip_of_nothing, 0.6, "not done in time", id="gzip-of-nothing"),
        pytest.param(cut, 20.0, "broke off", id="wrong-length"),
        pytest.param(nonsense, 20.0, "broke off or could not be read", id="no-http"),
        pytest.param(broken_gzip, 20.0, "could not be read", id="broken-gzip"),
        pytest.param(lambda: reply(b" \n"), 20.0, "is empty", id="empty"),
        pytest.param(lambda: reply(b"x", status=404), 20.0, "says 404; the page is not there", id="404"),
        pytest.param(lambda: reply(b"x", status=410), 20.0, "says 410; the page is gone", id="410"),
        pytest.param(lambda: reply(b"x", status=403), 20.0, "says 403; it refuses us", id="403"),
        pytest.param(lambda: reply(b"x", status=500), 20.0, "says 500", id="500"),
        pytest.param(
            lambda: reply(b"%PDF", headers={"Content-Type": "application/pdf"}), 20.0, "application/pdf", id="pdf"
        ),
        pytest.param(lambda: reply(b"", status=302), 20.0, "to nowhere", id="redirect-without-target"),
        pytest.param(lambda: reply(b"", status=302, headers={"Location": "/page"}), 20.0, "in a circle", id="loop"),
        pytest.param(
            lambda: reply(b"", status=302, headers={"Location": "ftp://x/"}), 20.0, "no URL of a page", id="ftp"
        ),
        pytest.param(
            lambda: reply(b"", status=302, headers={"Location": "http://[/"}), 20.0, "no URL", id="broken-url"
        ),
    ],
)
def test_what_is_refused_keeps_nothing(
    answer, seconds: float, message: str, fetch, server: Server, tmp_path: Path
) -> None:
    """Whatever a server sends in place of the page, there is one message, and raw/ stays as it was."""
    fetch()
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    server.says("/page", answer)
    started = time.monotonic()
    with pytest.raises((SourceError, DeadlineError), match=message):
        fetch(limits=Limits(seconds, 1_000_000, 1_000_000))
    assert time.monotonic() - started < seconds + 15
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_long_way_of_redirects(fetch, server: Server) -> None:
    """Five redirects are followed, relative ones too, and the end is recorded; six are not."""
    for number in range(7):
        server.says(f"/{number}", reply(b"", status=301, headers={"Location": str(number + 1)}))
    server.says("/7", reply())
    assert fetch("/2").snapshot.body == PAGE
    with pytest.raises(SourceError, match="more than 5 redirects"):
        fetch("/1")


def test_redirect_to_a_private_address_is_refused(server: Server, tmp_path: Path) -> None:
    """A public page that points behind the firewall does not get us there; the check is at the connection."""
    secret = server.url("/secret")
    answers = {"https://uni.example/page": {"location": secret}}

    def request(url: str, headers: dict[str, str], **said: object):
        from lhextract.acquire.web.answers import Answer
        from lhextract.acquire.web.request import request as really

        if url.endswith("/robots.txt") and "uni.example" in url:
            return Answer(url, 404, {})
        return Answer(url, 302, answers[url]) if url in answers else really(url, headers, **said)

    def run() -> None:
        fetch_source(
            "https://uni.example/page",
            source="made",
            raw=tmp_path,
            processed=None,
            same_reading=never_same,
            options=FetchOptions(request=request),
        )

    with pytest.raises(SourceError, match="found http, allowed is https"):
        run()
    answers["https://uni.example/page"] = {"location": secret.replace("http:", "https:")}
    with pytest.raises(SourceError, match=r"127\.0\.0\.1 \(loopback\)"):
        run()
    assert server.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://uni.example/",
        "ftp://uni.example/",
        "https://",
        "https://uni.example:x/",
        "https://me:s3cret@uni.example/",
        "http://me:s3cret@uni.example/",
        "ftp://me:s3cret@uni.example/",
        "https://me:s3cret@uni.example:x/",
        "https://me:s3cret/more@uni.example/",
        "https://me:more@s3cret/more@uni.example/",
        "https://me:s3cret@[::1/",
        "https://me:s3cret@/",
        "https://s3cret@uni.example/",
    ],
)
def test_url_that_is_none_is_refused(url: str, tmp_path: Path) -> None:
    """What is no https URL of a page is refused before anything is asked; the message has no password."""
    with pytest.raises(SourceError, match=r"^(?!.*s3cret).*(allowed is|give one without)"):
        fetch_source(url, source="made", raw=tmp_path, processed=None, same_reading=never_same, options=FetchOptions())


@pytest.mark.parametrize(
    ("robots", "verdict"),
    [
        pytest.param(reply(b"User-agent: *\nDisallow: /private\n"), "allowed by ", id="other-path"),
        pytest.param(reply(b"User-agent: *\nDisallow: /\n\nUser-agent: lhextract\nAllow: /\n"), "allowed by ", id="us"),
        pytest.param(reply(b"no", status=403), "allowed, no robots.txt at ", id="403"),
        pytest.param(reply(b"\xff\xfe\x00nonsense"), "allowed by ", id="nonsense"),
        pytest.param(reply(b"", status=301, headers={"Location": "/rules"}), "allowed by ", id="redirected"),
    ],
)
def test_robots_allow(robots: Iterator[bytes], verdict: str, fetch, server: Server) -> None:
    """Rules that let us, and rules that are not there, allow; the verdict is recorded."""
    server.says("/robots.txt", robots)
    server.says("/rules", reply(b"User-agent: *\nDisallow: /private\n"))
    assert fetch().robots.startswith(verdict)


@pytest.mark.parametrize(
    ("robots", "message"),
    [
        pytest.param(reply(b"User-agent: *\nDisallow: /page\n"), "forbids 'lhextract'", id="disallowed"),
        pytest.param(reply(b"User-agent: LHextract\nDisallow: /\n"), "forbids 'lhextract'", id="we-by-name"),
        pytest.param(reply(b"x", status=500), "says 500, so the page is not fetched", id="500"),
        pytest.param(reply(b"x", status=429), "says 429, so the page is not fetched", id="429"),
        pytest.param(iter([b""]), "cannot be had, so the page is not fetched", id="unreachable"),
    ],
)
def test_robots_forbid(robots: Iterator[bytes], message: str, fetch, server: Server, tmp_path: Path) -> None:
    """Rules against us, and rules that cannot be had, forbid; the page is not even asked for."""
    server.says("/robots.txt", robots)
    with pytest.raises(SourceError, match=message):
        fetch()
    assert (server.paths(), snapshots(tmp_path)) == ([], [])


def test_page_with_a_captcha_is_fetched(fetch, server: Server) -> None:
    """Status 200 is a page to the fetcher, whatever it says; holding it is another's work."""
    server.says("/page", reply(b"<html><body><h1>Verify you are human</h1></body></html>"))
    assert fetch().state == "new"


@pytest.mark.parametrize(
    ("header", "meta", "encoding"),
    [
        pytest.param("iso-8859-2", None, "iso-8859-2", id="header"),
        pytest.param("iso-8859-2", "windows-1252", "iso-8859-2", id="header-outranks-page"),
        pytest.param("utf-8", "iso-8859-2", "iso-8859-2", id="header-lies"),
        pytest.param("no-such-code", "iso-8859-2", "iso-8859-2", id="header-is-none"),
        pytest.param("iso-8859-2", None, "utf-8", id="bytes-are-utf-8"),
    ],
)
def test_charset(header: str, meta: str | None, encoding: str, fetch, server: Server) -> None:
    """The characters are right, whoever says the truth about them."""
    from lhextract.run import read_page

    said = f'<meta charset="{meta}">' if meta else ""
    text = "Partnerství s Łódzką uczelnią, żółte ćmy"
    body = f"<html><head>{said}</head><body><p>{text}</p></body></html>".encode(encoding, "xmlcharrefreplace")
    server.says("/page", reply(body, headers={"Content-Type": f"text/html; charset={header}"}))
    assert read_page(fetch().snapshot).text == text


def test_dry_run_writes_nothing(fetch, tmp_path: Path) -> None:
    """A fetch that only looks says what it would keep."""
    assert fetch(write=False).state == "new"
    assert list(tmp_path.iterdir()) == []


def test_unfinished_snapshots_are_not_there(fetch, tmp_path: Path) -> None:
    """What a killed fetch had not finished is never read, and goes with the next one."""
    unfinished = tmp_path / "made" / ".20261101T070000Z-aaaaaaaaaaaa.new-abcd_123"
    unfinished.mkdir(parents=True)
    (unfinished / "meta.json").write_text("{", "utf-8")
    with pytest.raises(SourceError, match="no snapshot of 'made'"):
        read_newest(tmp_path, "made")
    fetch()
    assert not unfinished.exists()


def test_web_archive(fetch, tmp_path: Path) -> None:
    """--warc keeps request and response as other tools read them; cookies are nobody's business."""
    from warcio.archiveiterator import ArchiveIterator

    fetched = fetch(warc=True)
    (name,) = snapshots(tmp_path)
    with (tmp_path / "made" / name / "page.warc.gz").open("rb") as handle:
        records = [(record.rec_type, record.content_stream().read()) for record in ArchiveIterator(handle)]
    assert dict(records)["response"] == fetched.snapshot.body
    assert dict(records).keys() == {"request", "response"}


def test_web_archive_without_its_extra(fetch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where warcio is not installed, one message says so, and nothing is kept."""
    monkeypatch.setitem(__import__("sys").modules, "warcio.warcwriter", None)
    with pytest.raises(UsageError, match=r"pip install 'lhextract\[warc\]'"):
        fetch(warc=True)
    assert snapshots(tmp_path) == []


@pytest.mark.parametrize("minutes", [-1, -60 * 24 * 400, 0], ids=["a-minute", "years", "the-same-second"])
def test_clock_that_goes_back(minutes: int, fetch, server: Server, tmp_path: Path) -> None:
    """What was fetched last is the newest whatever the clock says, and who fetches is told where it went back."""
    began = datetime(2026, 11, 1, 8, tzinfo=UTC)
    behind = Clock(now=lambda: began + timedelta(minutes=minutes))
    fetch(clock=Clock(now=lambda: began))
    for number, words in enumerate((b"two", b"three"), start=1):
        body = PAGE.replace(b"one", words)
        server.says("/page", reply(body))
        fetched = fetch(clock=behind)
        assert fetched.snapshot.retrieved == f"2026-11-01T08:00:0{number}Z"
        assert f"2026-11-01T08:00:0{number}Z is recorded; look whether the clock is right" in fetched.note
        assert read_newest(tmp_path, "made").body == body
    assert fetch(clock=behind).state == "unchanged"
