"""Which addresses a page may be fetched from: those that the whole internet reaches, and no others.

A page can redirect to any address. What lies behind a firewall must not be read, still less published, because of that.
"""

from __future__ import annotations

import ipaddress

# Ways to write an IPv4 address into an IPv6 one; what is behind them depends on the network that the program runs in.
TRANSLATED = {
    "NAT64 (RFC 6052)": ipaddress.ip_network("64:ff9b::/96"),
    "local NAT64 (RFC 8215)": ipaddress.ip_network("64:ff9b:1::/48"),
    "6to4 (RFC 3056)": ipaddress.ip_network("2002::/16"),
    "Teredo (RFC 4380)": ipaddress.ip_network("2001::/32"),
    "IPv4-compatible (RFC 4291)": ipaddress.ip_network("::/96"),
}
ISATAP = frozenset({0x00005EFE, 0x02005EFE})  # RFC 5214: before an IPv4 address in the last 64 bits
SHARED = ipaddress.ip_network("100.64.0.0/10")  # RFC 6598: carriers' own
# What the registries of IANA say of special addresses and some versions of Python do not know, and what clouds answer
# at for the machines in them alone.
OTHERS = {
    "of protocols (RFC 6890)": ipaddress.ip_network("192.0.0.0/24"),
    "relays of 6to4 (RFC 7526)": ipaddress.ip_network("192.88.99.0/24"),
    "of a cloud": ipaddress.ip_network("168.63.129.16/32"),
    "IPv6 of protocols (RFC 2928)": ipaddress.ip_network("2001::/23"),
    "for documentation (RFC 9637)": ipaddress.ip_network("3fff::/20"),
    "of routers (RFC 9602)": ipaddress.ip_network("5f00::/16"),
}


def why_not_public(address: str) -> str | None:
    """Why an IP address is none of the public internet ("loopback", "private" …); None for one that is."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    for name in ("loopback", "link_local", "multicast", "unspecified"):
        if getattr(ip, f"is_{name}"):
            return name.replace("_", "-")
    if isinstance(ip, ipaddress.IPv6Address):
        for name, network in TRANSLATED.items():
            if ip in network:
                return name
        if int(ip) >> 32 & 0xFFFFFFFF in ISATAP:
            return "ISATAP (RFC 5214)"
        if ip.is_site_local:
            return "site-local"
    elif ip in SHARED:
        return "shared by a carrier"
    if ip.is_private:
        return "private"
    other = next((name for name, network in OTHERS.items() if ip.version == network.version and ip in network), None)
    if other is not None:
        return other
    return None if ip.is_global and not ip.is_reserved else "reserved"
