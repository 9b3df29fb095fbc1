"""From the options of the command to the guard: who may reach the page, and how stewards get in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lhextract.author import author_of
from lhextract.errors import UsageError
from lhextract.review.guard.access import Access
from lhextract.review.guard.hosts import Hosts, allowed_hosts, bracketed, is_loopback
from lhextract.review.guard.proxy import ProxyAccess
from lhextract.review.guard.sign_in import SignInAccess
from lhextract.review.guard.token import TokenAccess

WILDCARDS = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - compared with, not listened on


@dataclass(frozen=True, slots=True)
class Options:
    """How to serve. `port` 0 takes a free one; `allow_hosts` are further names of this server.

    One of `password_file` and `behind_proxy` (the name of a header) lets others than the person at this machine in,
    who signs as `author`. With `certificate` and `key` the server itself speaks TLS.
    """

    host: str = "127.0.0.1"
    port: int = 0
    author: str | None = None
    allow_hosts: tuple[str, ...] = ()
    password_file: Path | None = None
    behind_proxy: str | None = None
    certificate: Path | None = None
    key: Path | None = None


def choose_access(options: Options, *, folder: Path) -> Access:
    """How stewards get in; `UsageError` where the options would let in whoever reaches the address."""
    if options.password_file is not None and options.behind_proxy is not None:
        raise UsageError("--password-file, --behind-proxy: both were given, allowed is one of them; leave one out")
    if options.certificate is not None and not options.certificate.is_file():
        raise UsageError(f"--certificate: no such file {options.certificate}; give a PEM file")
    if (options.key is not None) and options.certificate is None:
        raise UsageError("--key: found without --certificate; give both")
    if options.author is not None and (options.password_file or options.behind_proxy):
        raise UsageError("--author: stewards sign with the name they are known by; leave it out")
    if options.password_file is not None:
        return SignInAccess.from_file(options.password_file)
    if options.behind_proxy is not None:
        return ProxyAccess(options.behind_proxy)
    if not is_loopback(options.host) or options.allow_hosts:
        option = "--allow-host" if is_loopback(options.host) else "--host"
        raise UsageError(
            f"{option}: others than this machine would reach the page; name who may: --password-file FILE (made with "
            "--add-steward NAME), or --behind-proxy HEADER for a proxy that signs stewards in and names them there"
        )
    return TokenAccess(author_of(options.author, root=folder))


def choose_hosts(options: Options, *, port: int) -> Hosts:
    """The names under which the page answers; `UsageError` where none but the local ones could be known."""
    if options.host in WILDCARDS and not options.allow_hosts:
        raise UsageError(
            f"--host: {options.host!r} listens on every address of this machine; say by --allow-host NAME under which "
            "name stewards reach it"
        )
    own = () if options.host in WILDCARDS else (options.host,)
    return allowed_hosts(port, (*own, *options.allow_hosts), encrypted=options.certificate is not None)


def entry_url(options: Options, access: Access, *, port: int, single: bool = False) -> str:
    """The URL to open. `single`: one that can be opened once, for a command line that others may see."""
    path = "/"
    if isinstance(access, TokenAccess):
        path = access.single_entry() if single else access.entry()
    # Stewards elsewhere know the server by its name, without the port that its proxy hides.
    host = bracketed(options.allow_hosts[0]) if options.allow_hosts else f"{bracketed(options.host)}:{port}"
    return f"{choose_hosts(options, port=port).origins[host]}{path}"
