"""What a worker is asked: one task, and what is known of it from earlier runs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from lhextract.batch.task import Task


@dataclass(frozen=True, slots=True)
class Order:
    """A task with the digests of pages (`sha256`, `key`) whose outcomes are there already and need no work, and the
    ids that were given out for the page (JSON), None where it is new.
    """

    task: Task
    known: tuple[tuple[str, str], ...] = ()
    identities: str | None = None

    def to_bytes(self) -> bytes:
        """As JSON, for a worker that is another process."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def of_bytes(cls, content: bytes) -> Order:
        """Read it back."""
        document: dict[str, Any] = json.loads(content)
        return cls(
            task=Task.of_object(document["task"]),
            known=tuple((sha256, key) for sha256, key in document["known"]),
            identities=document["identities"],
        )
