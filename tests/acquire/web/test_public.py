"""Addresses of the public internet, and all others."""

from __future__ import annotations

import pytest

from lhextract.acquire.web.public import why_not_public


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("141.30.61.1", None),
        ("2001:638:606::1", None),
        ("127.0.0.1", "loopback"),
        ("127.8.8.8", "loopback"),
        ("::1", "loopback"),
        ("10.0.0.1", "private"),
        ("172.16.0.1", "private"),
        ("192.168.1.1", "private"),
        ("169.254.169.254", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("fc00::1", "private"),
        ("fec0::1", "site-local"),
        ("100.64.0.1", "shared by a carrier"),
        ("0.0.0.0", "unspecified"),  # noqa: S104 - is refused
        ("::", "unspecified"),
        ("224.0.0.1", "multicast"),
        ("ff02::1", "multicast"),
        ("240.0.0.1", "private"),
        ("255.255.255.255", "private"),
        ("192.0.2.1", "private"),
        ("198.18.0.1", "private"),
        ("::ffff:10.0.0.1", "private"),
        ("::ffff:127.0.0.1", "loopback"),
        ("64:ff9b::a00:1", "NAT64 (RFC 6052)"),
        ("64:ff9b:1::1", "local NAT64 (RFC 8215)"),
        ("2002:a00:1::", "6to4 (RFC 3056)"),
        ("2001:0:1::1", "Teredo (RFC 4380)"),
        ("::10.0.0.1", "IPv4-compatible (RFC 4291)"),
        ("::ffff:0:127.0.0.1", "reserved"),
        ("fe80::5efe:7f00:1", "link-local"),
        ("2001:638::5efe:7f00:1", "ISATAP (RFC 5214)"),
        ("2001:638::200:5efe:10.0.0.1", "ISATAP (RFC 5214)"),
        ("2001:638:606::1:5efe", None),
        # Where clouds tell a machine its secrets.
        ("100.100.100.200", "shared by a carrier"),
        ("fd00:ec2::254", "private"),
        ("::ffff:169.254.169.254", "link-local"),
        ("168.63.129.16", "of a cloud"),
        ("168.63.129.17", None),
    ],
)
def test_why_not_public(address: str, why: str | None) -> None:
    """An address is named for what keeps it from being public; the reason may be the wider one."""
    assert why_not_public(address) == why


@pytest.mark.parametrize(
    "address",
    [
        "192.0.0.192",  # where a cloud answers its machines; "private" for Python since 3.11.9 only
        "192.88.99.1",
        "3fff::1",
        "5f00::1",
        "2001:30::1",
    ],
)
def test_special_address_is_refused_by_every_python(address: str) -> None:
    """What the registries of IANA call special is not public, whatever this version of Python knows of it."""
    assert why_not_public(address) is not None
