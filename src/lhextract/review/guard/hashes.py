"""Passwords as scrypt hashes, one text each: `scrypt$N$r$p$salt$key`, salt and key in base64.

Source: RFC 7914; the cost is one of the equal choices of the OWASP Password Storage Cheat Sheet (32 MiB).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Self

FORM = re.compile(r"scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([A-Za-z0-9+/=]{16,88})\$([A-Za-z0-9+/=]{43,88})")
SHORTEST, LONGEST = 12, 1024  # characters of a password
MOST_MEMORY = 256 * 1024 * 1024  # bytes that one check may take


@dataclass(frozen=True, slots=True)
class Hash:
    """A hash and what it was made with: `n`, `r` and `p` are the cost as RFC 7914 names them."""

    n: int
    r: int
    p: int
    salt: bytes
    key: bytes

    @classmethod
    def of(cls, password: str, *, n: int = 2**15, r: int = 8, p: int = 3) -> Self:
        """Hash a new password."""
        salt = secrets.token_bytes(16)
        return cls(n, r, p, salt, _derive(password, salt=salt, n=n, r=r, p=p, length=32))

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Read a hash, None if it is none or would cost too much."""
        found = FORM.fullmatch(text)
        if found is None:
            return None
        n, r, p = (int(number) for number in found.groups()[:3])
        try:
            salt, key = (base64.b64decode(part, validate=True) for part in found.groups()[3:])
        except binascii.Error:
            return None
        fits = n > 1 and n & (n - 1) == 0 and r > 0 and 0 < p <= 16 and _memory(n=n, r=r, p=p) <= MOST_MEMORY
        return cls(n, r, p, salt, key) if fits else None

    def __str__(self) -> str:
        salt, key = (base64.b64encode(part).decode("ascii") for part in (self.salt, self.key))
        return f"scrypt${self.n}${self.r}${self.p}${salt}${key}"

    def fits(self, password: str) -> bool:
        """Whether this is the hash of a password; it takes as long whether or not it is."""
        key = _derive(password, salt=self.salt, n=self.n, r=self.r, p=self.p, length=len(self.key))
        return hmac.compare_digest(key, self.key)


def _derive(password: str, *, salt: bytes, n: int, r: int, p: int, length: int) -> bytes:
    # NFC: keyboards differ in how they compose an umlaut.
    text = unicodedata.normalize("NFC", password[:LONGEST]).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(text, salt=salt, n=n, r=r, p=p, dklen=length, maxmem=2 * _memory(n=n, r=r, p=p))


def _memory(*, n: int, r: int, p: int) -> int:
    """Bytes that scrypt needs (RFC 7914, section 2)."""
    return 128 * r * (n + p + 2)
