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
    ],
)
def test_why_not_public(address: str, why: str | None) -> None:
    """An address is named for what keeps it from being public; the reason may be the wider one."""
    assert why_not_public(address) == why
