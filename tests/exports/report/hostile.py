"""Records of a page whose every text tries to break out of the report."""

from __future__ import annotations

import hashlib

from lhextract.model.finding import Finding, Severity, TextSpan
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole
from lhextract.model.record import (
    SCHEMA_VERSION,
    Acronym,
    Caption,
    Contact,
    Corrections,
    Initiative,
    Institution,
    Involved,
    Link,
    Person,
    Phone,
    Program,
    Provenance,
    RecordCategory,
    RecordLine,
    RecordMention,
    Records,
    SnapshotInfo,
    Source,
    Stated,
    StatedNumber,
    Year,
)


def hostile_records(evil: str, *, url: str | None = None) -> tuple[Records, str]:
    """Return a page of one initiative with `evil` in every text (without line ends), and `url` in every address."""
    text = f"{evil}\n{evil} heading\n{evil} 2020"
    lines, start = [], 0
    roles = (LineRole.PAGE_TITLE, LineRole.HEADING, LineRole.BODY)
    for number, (line, role) in enumerate(zip(text.split("\n"), roles, strict=True), start=1):
        owner = "lh-1" if role is LineRole.BODY else None
        lines.append(RecordLine(number, start, start + len(line), role, owner))
        start += len(line) + 1
    body = lines[2]
    first, last = body.start, body.start + len(evil)
    contact = Contact(
        "ct-1",
        evil,
        evil,
        evil,
        evil,
        evil,
        (Phone(evil, evil, evil, evil, evil, first, last),),
        url or evil,
        first,
        last,
    )
    initiative = Initiative(
        id="lh-1",
        order=1,
        name=evil,
        name_derived=False,
        category=(evil,),
        start=body.start,
        end=body.end,
        text=text[body.start : body.end],
        partners=(Involved(evil, "org-1", first, last),),
        host_units=(Involved(evil, "org-missing", first, last),),
        contacts=(contact,),
        years=(Year(evil, None, "event", first, last), Year("2020", "2020", "start", body.end - 4, body.end)),
        programs=(Program(evil, first, last),),
        links=(Link(evil, url or evil, first, last), Link(None, url or evil, first, last)),
        captions=(Caption(evil, first, last),),
        acronyms=(Acronym(evil, evil, first, last),),
        provenance={evil: Provenance("rule", evil, 0.5)},
    )
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    records = Records(
        schema_version=SCHEMA_VERSION,
        source=Source(evil, url or evil, evil, evil, SnapshotInfo(digest, evil, evil), digest),
        stated=Stated(StatedNumber(1, first, last), None),
        lines=tuple(lines),
        categories=(RecordCategory("cat-1", evil, (evil, evil), evil, lines[1].start, body.end),),
        initiatives=(initiative,),
        institutions=(Institution("org-1", evil, (f"{evil} too",), "unit", evil, url or evil, "org-1", False),),
        people=(Person("ps-1", evil, evil, evil, (evil,), ("lh-1",)),),
        mentions=(
            RecordMention("mn-1", Label.INSTITUTION, evil, first, last, 3, "lh-1", "org-1", None, evil, 0.5),
            RecordMention("mn-2", Label.YEAR, "2020", body.end - 4, body.end, 3, "lh-1", None, None, evil, 1.0),
        ),
        findings=(
            Finding(evil, Severity.ERROR, evil, "lh-1", evil, (TextSpan(first + 1, body.end),)),
            Finding(evil, Severity.NOTE, evil, None, None, ()),
        ),
        corrections=Corrections(applied=(evil,)),
    )
    return records, text
