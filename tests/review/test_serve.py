"""The server itself: one real run on the loopback address."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from lhextract.errors import UsageError
from lhextract.review import serve as serving
from lhextract.review.access_plan import Options
from lhextract.review.connection import Connection
from lhextract.review.serve import Served, serve
from tests.conftest import ROOT

SERVE = """
import sys
from lhextract.cli import main
main(["-v", "review", "--json", "--author", "Ada Beispiel", *sys.argv[1:]])
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """`lhextract review` in a workspace of its own, in a process of its own."""
    for name in ("pipeline", "extracted"):
        shutil.copytree(ROOT / name, tmp_path / name)
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    yield process
    process.kill()
    process.communicate()


def ask(connection: http.client.HTTPConnection, method: str, path: str, **headers: str) -> tuple[int, str, str]:
    """Status, page and cookie of an answer."""
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode(), answer.getheader("set-cookie") or ""


@pytest.mark.skipif(os.name != "posix", reason="sends an interrupt")
def test_a_visit(server: subprocess.Popen[str]) -> None:
    """The printed URL leads in, strangers and foreign names stay out, Ctrl-C ends it, and no log has a secret."""
    assert server.stdout is not None
    url = urlsplit(json.loads(server.stdout.readline())["url"])
    assert url.hostname == "127.0.0.1"
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", url.port or 0, timeout=30)) as connection:
        entry = f"{url.path}?{url.query}"
        assert ask(connection, "GET", "/")[0] == 403
        assert ask(connection, "GET", entry, Host="evil.example")[0] == 403
        status, page, cookie = ask(connection, "GET", entry)
        assert (status, page) == (303, "")
        status, page, _ = ask(connection, "GET", "/?all=1", Cookie=cookie.partition(";")[0])
        assert status == 200
        assert "Ada Beispiel" in page
    with socket.create_connection(("127.0.0.1", url.port), timeout=30) as endless:
        endless.sendall(b"GET / HTTP/1.1\r\nLong: " + b"x" * 20000)
        assert endless.recv(1000).startswith(b"HTTP/1.1 400 ")
    server.send_signal(signal.SIGINT)
    out, err = server.communicate(timeout=30)
    assert server.returncode == 0, err
    assert out == ""
    for secret in (url.query.partition("=")[2], cookie.partition("=")[2].partition(";")[0], "Ada", "Traceback"):
        assert secret not in err


def test_what_the_server_is_told() -> None:
    """The server believes no header about who asks, logs no address, tells nothing of itself, and has our limits."""
    config = serving._config(object(), Options())
    assert config.http is Connection
    assert (config.proxy_headers, config.access_log, config.server_header) == (False, False, False)
    assert (config.ws, config.h11_max_incomplete_event_size) == ("none", serving.LONGEST_HEAD)
    assert serving.LONGEST_HEAD <= 64 * 1024


def test_interrupt_before_the_first_visit(tmp_path: Path) -> None:
    """Ctrl-C while a browser is being opened ends the command as cleanly as later."""
    told: list[str] = []

    def interrupt(served: Served) -> None:
        told.append(served.url)
        raise KeyboardInterrupt

    serve(object(), options=Options(author="Ada"), folder=tmp_path, tell=interrupt)
    assert len(told) == 1


def test_taken_port(tmp_path: Path) -> None:
    """A port that is taken is named, with what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        options = Options(port=taken.getsockname()[1], author="Ada")
        with pytest.raises(UsageError, match="--port 0 takes a free one"):
            serve(object(), options=options, folder=tmp_path, tell=lambda _: None)


@pytest.mark.parametrize(
    ("environment", "opened"),
    [
        pytest.param({"DISPLAY": ":0"}, True, id="desktop"),
        pytest.param({}, False, id="no-desktop"),
        pytest.param({"DISPLAY": ":0", "SSH_CONNECTION": "x"}, False, id="remote"),
    ],
)
def test_browser(environment: dict[str, str], opened: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser opens on a desktop only: on a terminal it would be one of text."""
    urls: list[str] = []
    monkeypatch.setattr(serving.webbrowser, "open", urls.append)
    monkeypatch.setattr(serving.sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    serving.open_browser("http://127.0.0.1:1/")
    assert bool(urls) == opened
