"""One page of a batch: where it is, and how it is to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where the bytes of a page are: a path or an fsspec URL; `offset` is that of its record in a WARC file."""

    where: str
    offset: int | None = None

    def __str__(self) -> str:
        """For messages: the path or URL, with the offset of the record where there is one."""
        return self.where if self.offset is None else f"{self.where}@{self.offset}"


@dataclass(frozen=True, slots=True)
class Task:
    """One input. `number` counts from 0 in the order of the inputs, `id` is the source id, unique in the batch.

    `profile` names a profile of the workspace; `language` (ISO 639-1) and `region` (ISO 3166-1 alpha-2) outrank what it
    says; `url` is where the page was published, where that is known. `problem` says why the input cannot be read at all
    (a row of a list that names no file): such a task has a status row like any other.
    """

    number: int
    id: str
    place: Place
    profile: str | None = None
    language: str | None = None
    region: str | None = None
    url: str | None = None
    problem: str | None = None

    @classmethod
    def of_object(cls, document: Mapping[str, Any]) -> Task:
        """Read what `asdict` made of one."""
        return cls(**{**document, "place": Place(**document["place"])})
