"""The lighthouse page as the figures need it: its records, and everything that was considered as a name on it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lhextract import jobs
from lhextract.exports.schema import validate
from lhextract.model.considered import NamesConsidered
from lhextract.model.record import Records
from lhextract.run import Stage, explain_names, extract

ROOT = Path(__file__).parent.parent.parent
SOURCE = "lighthouses"


@cache
def records() -> Records:
    """The records of the committed extraction."""
    return validate((ROOT / "extracted" / SOURCE / "records.json").read_text(encoding="utf-8"))


@cache
def text() -> str:
    """The canonical text that all offsets refer to."""
    return (ROOT / "extracted" / SOURCE / "text.txt").read_text(encoding="utf-8")


@cache
def names() -> NamesConsidered:
    """Everything that was proposed as a name on the page; some three seconds."""
    job = jobs.plan(SOURCE, out=None, profile=None, start=ROOT)[0]()
    extraction = extract(job.snapshot, profile=job.profile, lookups=job.lookups(), until=Stage.OUTLINE)
    return explain_names(extraction, profile=job.profile, lookups=job.lookups())
