"""By what somebody is recognised who asked to be forgotten: the name while it is at hand, a salted digest afterwards.

A digest is no secret: whoever has the list and guesses the name can see that it is there (docs/privacy.md). It is
made with scrypt, so that guessing costs time, and with little memory, so that a run can try every name of a page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from lhextract.errors import UsageError
from lhextract.people.writings import Writing, read_writings

COST, BLOCKS, BYTES = 2**11, 8, 16  # scrypt (RFC 7914): 2 MiB and some milliseconds for a guess
SALT_BYTES = 16
MOST_GIVEN = 3  # given names of one person: more words are a list of people


class Form(StrEnum):
    """A way of writing a name: in `full` as it was given, `short` with first given name only, or by `initials`."""

    FULL = "full"
    SHORT = "short"
    INITIALS = "initials"


@dataclass(frozen=True, slots=True)
class Key:
    """A folded name, given names first: "carola dierich"."""

    form: Form
    words: str


class Keys(Protocol):
    """Those who are forgotten."""

    def lengths(self, form: Form) -> frozenset[int]:
        """How long the keys of a form are: what has another length need not be tried."""
        ...

    def knows(self, key: Key) -> bool:
        """Whether this is the name of somebody who is forgotten."""
        ...

    def __hash__(self) -> int:
        """Equal keys have equal hashes: what was counted by them is remembered."""
        ...


@dataclass(frozen=True, slots=True)
class NamedKeys:
    """People by their names."""

    keys: frozenset[Key]

    def lengths(self, form: Form) -> frozenset[int]:
        """See `Keys`."""
        return frozenset(len(key.words) for key in self.keys if key.form is form)

    def knows(self, key: Key) -> bool:
        """See `Keys`."""
        return key in self.keys


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A row of the list: the form, the length of the key in characters, and its digest in hexadecimal."""

    form: Form
    length: int
    digest: str


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The list of a workspace, with the salt of all its digests; empty where nobody asked."""

    salt: bytes = b""
    tombstones: tuple[Tombstone, ...] = ()
    _tried: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def __bool__(self) -> bool:
        return bool(self.tombstones)

    def lengths(self, form: Form) -> frozenset[int]:
        """See `Keys`."""
        return frozenset(stone.length for stone in self.tombstones if stone.form is form)

    def knows(self, key: Key) -> bool:
        """See `Keys`; a name that was tried is remembered, since a page repeats itself."""
        if len(key.words) not in self.lengths(key.form):
            return False
        if key.words not in self._tried:
            self._tried[key.words] = digest_of(key.words, self.salt)
        return Tombstone(key.form, len(key.words), self._tried[key.words]) in self.tombstones

    def with_keys(self, keys: Iterable[Key]) -> Forgotten:
        """The list with more on it; sorted, so that its order tells nothing."""
        more = {Tombstone(key.form, len(key.words), digest_of(key.words, self.salt)) for key in keys}
        stones = sorted({*self.tombstones, *more}, key=lambda stone: (stone.digest, stone.form))
        return Forgotten(self.salt, tuple(stones))


def digest_of(words: str, salt: bytes) -> str:
    """The digest of a folded name."""
    return hashlib.scrypt(words.encode("utf-8"), salt=salt, n=COST, r=BLOCKS, p=1, dklen=BYTES).hex()


def keys_of_name(name: str) -> NamedKeys:
    """By what somebody of this name is found; a name without given and family name is a `UsageError`."""
    keys: set[Key] = set()
    for writing in read_writings(name):
        if not (writing.given and writing.family and len(writing.given[0]) > 1):
            raise UsageError(
                f"--person: found {name!r}, allowed is a given and a family name, such as 'Eva Roth' or 'Roth, Eva': "
                "a family name alone may be anybody's"
            )
        keys |= {Key(Form.FULL, " ".join(writing.words)), *_shorter(writing)}
    return NamedKeys(frozenset(keys))


def _shorter(writing: Writing) -> Iterable[Key]:
    family = " ".join(writing.family)
    if len(writing.given) > 1:
        yield Key(Form.SHORT, f"{writing.given[0]} {family}")
    initials = [given[0] for given in writing.given]
    yield Key(Form.INITIALS, f"{' '.join(initials)} {family}")
    yield Key(Form.INITIALS, f"{initials[0]} {family}")


def keys_of_writing(writing: Writing) -> tuple[Key, ...]:
    """By which keys a name on a page may be known."""
    words = " ".join(writing.words)
    if writing.given and all(len(given) == 1 for given in writing.given):
        return (Key(Form.INITIALS, words),)
    found = [Key(Form.FULL, words), Key(Form.SHORT, words)]
    if 1 < len(writing.given) <= MOST_GIVEN and writing.family:  # "Eva Maria Roth" on the page, "Eva Roth" on the list
        found.append(Key(Form.FULL, " ".join((writing.given[0], *writing.family))))
    return tuple(found)
