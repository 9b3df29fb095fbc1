"""Who has which id, and which places were there already: all that is held in memory of the inputs before."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from lhextract.batch.inputs.found import Found, Said
from lhextract.batch.inputs.names import DIGITS, with_digest
from lhextract.batch.remote import is_url
from lhextract.batch.task import Place, Task
from lhextract.errors import UsageError


class Register:
    """Gives out numbers and ids, each once. `start` is the folder that relative paths are meant from."""

    def __init__(self, start: Path) -> None:
        self._start = start
        self._rows: dict[str, str] = {}  # an id to the row that says it, empty where none does
        self._places: dict[bytes, Said | None] = {}

    def task(self, found: Found) -> Task | None:
        """The page as a task, None where it was there before.

        Raises `UsageError` where an id is given twice, or where two inputs say different things of one page.
        """
        if self._was_there(found):
            return None
        said = found.said or Said("")
        return Task(
            number=len(self._rows),
            id=self._id(found),
            place=found.place,
            profile=said.profile,
            language=said.language,
            region=said.region,
            url=said.url or found.url,
            problem=found.problem,
        )

    def _was_there(self, found: Found) -> bool:
        """A file under two names, by a link, is two; a row may give a page a second id."""
        key = self._key(found.place)
        if key not in self._places:
            self._places[key] = found.said
            return False
        before = self._places[key]
        now = found.said
        if now is None or not any(now.values) or (before is not None and now.values == before.values):
            return True
        if now.id and before is not None and before.id and now.id != before.id:
            return False
        first = before.row if before is not None else "an input before it"
        raise UsageError(
            f"{now.row}: {found.place}: found again, and {first} does not say the same of it; leave one of them out, "
            "or give them different ids"
        )

    def _key(self, place: Place) -> bytes:
        where = place.where if is_url(place.where) else os.path.normpath(self._start / place.where)
        text = f"{where}\n{place.offset}"
        return hashlib.blake2b(text.encode("utf-8", "surrogateescape"), digest_size=16).digest()

    def _id(self, found: Found) -> str:
        said = found.said
        if said is not None and said.id is not None:
            self._refuse_second(said.id, said)
            self._rows[said.id] = said.row
            return said.id
        name, digits = found.name, DIGITS
        while name in self._rows:
            name, digits = with_digest(found.name, of=str(found.place), digits=digits), digits + DIGITS
        self._rows[name] = ""
        return name

    def _refuse_second(self, name: str, said: Said) -> None:
        first = self._rows.get(name)
        if first:
            raise UsageError(f"{said.row}: id: found {name!r}, which {first} has already; give every page its own id")
        if first is not None:
            raise UsageError(
                f"{said.row}: id: found {name!r}, which an input before it has got from its name; "
                "give the list before that input, or choose another id"
            )
