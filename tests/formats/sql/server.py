"""A real PostgreSQL for the tests: made in a folder of its own, on the loopback address, gone afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

REQUIRED = os.environ.get("LHEXTRACT_POSTGRES") == "required"
PASSWORD = "s3cr3t/und@lang"  # noqa: S105
# Debian has the server's own programs there, and not on the PATH.
PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)


def program(name: str) -> str | None:
    """Where one of the server's programs is."""
    return shutil.which(name) or next((str(at / name) for at in PLACES if (at / name).is_file()), None)


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its folder, which has its socket, and its port; user and database are `postgres`."""

    folder: Path
    port: int

    def url(self, *, schema: str | None = None) -> str:
        """A URL over the socket, where nobody has to give a password."""
        options = f"&options=-csearch_path%3D{schema}" if schema else ""
        return f"postgresql+psycopg://postgres@/postgres?host={self.folder}&port={self.port}{options}"

    def parameters(self) -> str:
        """The same for the driver itself."""
        return f"host={self.folder} port={self.port} user=postgres dbname=postgres"


def _as_other_user(folder: Path) -> list[str]:
    """PostgreSQL does not run as root."""
    if os.geteuid() != 0:
        return []
    user = "postgres" if _is_user("postgres") else "nobody"
    shutil.chown(folder, user)
    return ["setpriv", f"--reuid={user}", "--clear-groups", "--"]


def _is_user(name: str) -> bool:
    return subprocess.run(["id", name], capture_output=True).returncode == 0


@contextmanager
def running(folder: Path, *, durable: bool = False) -> Iterator[Server]:
    """Run a server in an empty folder, to which others need a way. Over TCP a password is asked for.

    A `durable` one writes through to the disk, as one that people use does.
    """
    initdb, postgres = program("initdb"), program("postgres")
    assert initdb, "initdb is missing"
    assert postgres, "postgres is missing"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    before = _as_other_user(folder)
    (folder / "password").write_text(PASSWORD, encoding="utf-8")
    made = [initdb, "-D", str(folder / "data"), "-U", "postgres", "-A", "scram-sha-256", "--auth-local=trust"]
    made += [f"--pwfile={folder / 'password'}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run([*before, *made], check=True, capture_output=True, cwd=folder)
    settings = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": folder}
    settings["fsync"] = "on" if durable else "off"
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*before, postgres, "-D", str(folder / "data"), *options], stdout=log, stderr=log, cwd=folder
        )
        try:
            _wait(server, Server(folder, port))
            yield Server(folder, port)
        finally:
            server.send_signal(signal.SIGINT if durable else signal.SIGQUIT)  # open connections are cut off
            try:
                server.wait(20)
            finally:
                server.kill()


def _wait(server: subprocess.Popen[bytes], at: Server) -> None:
    import time

    import psycopg

    for _ in range(400):
        assert server.poll() is None, (at.folder / "log").read_text(errors="replace")
        try:
            psycopg.connect(at.parameters()).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server did not start within 20 seconds")
