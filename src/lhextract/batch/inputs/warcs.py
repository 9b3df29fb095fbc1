"""The pages of a web archive: where their records begin. The whole archive is passed through once, none of it kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from os import SEEK_END
from typing import TYPE_CHECKING, BinaryIO

from lhextract.batch.archive.members import ArchiveError
from lhextract.batch.archive.records import open_record, page_kind
from lhextract.batch.inputs.found import Found, LeftOut
from lhextract.batch.inputs.names import name_of_record, shortened
from lhextract.batch.remote import is_url, path_in
from lhextract.batch.task import Place
from lhextract.errors import LhextractError
from lhextract.workspace import LONGEST, NAMELESS, slug

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecordLoader

REST = "-rest"


def read_archive(
    where: str,
    opened: AbstractContextManager[BinaryIO],
    *,
    loader: ArcWarcRecordLoader,
    tell: Callable[[LeftOut], None],
) -> Iterator[Found]:
    """The pages of an archive; where it is broken, the rest of it is one page that cannot be read, with the reason."""
    pages, others = 0, Counter[str]()
    offset = 0
    try:
        with opened as handle:
            size = handle.seek(0, SEEK_END)
            if not size:
                raise ArchiveError("the file is empty", offset=0)
            while record := open_record(handle, offset, size=size, loader=loader):
                reason = page_kind(record)
                offset = record.end()
                if reason is not None:
                    others[reason] += 1
                    continue
                pages += 1
                kept = record.kept
                yield Found(Place(where, kept.offset), name_of_record(kept.url or "", kept.date), url=kept.url)
    except Exception as error:
        if not (isinstance(error, (ArchiveError, LhextractError, OSError)) or is_url(where)):
            raise  # stores elsewhere have errors of their own
        problem = f"{where}: at byte {offset:,}: {_reason(error)}; what follows there is lost: get the archive again"
        yield Found(Place(where, offset), _name_of_rest(where), problem=problem)
    tell(LeftOut(where, pages, dict(others)))


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def _name_of_rest(where: str) -> str:
    stem = path_in(where).name.lower().removesuffix(".gz").removesuffix(".warc")
    return shortened(slug(stem) or NAMELESS, room=LONGEST - len(REST)) + REST
