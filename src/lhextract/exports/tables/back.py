"""From rows back to records: what the tables hold is all that the records hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from lhextract.exports.tables.layout import BY_NAME
from lhextract.exports.tables.layout.remarks import STATES
from lhextract.exports.tables.rows import EXT
from lhextract.model.finding import Finding, Severity, TextSpan
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole
from lhextract.model.record import (
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
from lhextract.model.table import Named, Tables


def records_of(tables: Tables) -> Records:
    """Return the records that the tables were made from."""
    named: dict[str, list[Named]] = {name: [BY_NAME[name].named(row) for row in rows] for name, rows in tables.items()}
    of = {name: _by_owner(rows, BY_NAME[name].columns[1].name) for name, rows in named.items()}
    by_first = {name: _by_owner(rows, BY_NAME[name].columns[0].name) for name, rows in named.items()}
    paths = {ident: tuple(row["heading"] for row in rows) for ident, rows in by_first["category_levels"].items()}
    source = named["sources"][0]
    return Records(
        schema_version=source["schema_version"],
        source=_source(source),
        stated=Stated(_stated(source, "initiatives"), _stated(source, "categories")),
        lines=tuple(
            RecordLine(row["number"], *_span(row), LineRole(row["role"]), row["initiative"]) for row in named["lines"]
        ),
        categories=tuple(
            RecordCategory(row["id"], row["label"], paths.get(row["id"], ()), row["description"] or "", *_span(row))
            for row in named["categories"]
        ),
        initiatives=tuple(_initiative(row, of, by_first, paths) for row in named["initiatives"]),
        institutions=tuple(_institution(row, by_first["institution_aliases"]) for row in named["institutions"]),
        people=tuple(_person(row, by_first["person_titles"], of["initiative_people"]) for row in named["people"]),
        mentions=tuple(_mention(row) for row in named["mentions"]),
        findings=tuple(_finding(row, by_first["finding_spans"]) for row in named["findings"]),
        corrections=Corrections(
            **{state: tuple(row["id"] for row in named["corrections"] if row["state"] == state) for state in STATES}
        ),
    )


Owned = Mapping[str, list[Named]]


def _by_owner(rows: list[Named], column: str) -> Owned:
    """Rows by what stands in a column; no rows for what stands nowhere."""
    found: defaultdict[Any, list[Named]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


def _span(row: Named) -> tuple[int, int]:
    return row["start_offset"], row["end_offset"]


def _source(row: Named) -> Source:
    snapshot = SnapshotInfo(row["snapshot_sha256"], row["snapshot_retrieved"], row["snapshot_media_type"])
    return Source(row["id"], row["url"], row["language"], row["region"], snapshot, row["text_sha256"])


def _stated(row: Named, what: str) -> StatedNumber | None:
    value = row[f"stated_{what}"]
    return None if value is None else StatedNumber(value, row[f"stated_{what}_start"], row[f"stated_{what}_end"])


def _initiative(
    row: Named, of: Mapping[str, Owned], by_first: Mapping[str, Owned], paths: Mapping[str, tuple[str, ...]]
) -> Initiative:
    ident = row["id"]
    involved = by_first["initiative_institutions"][ident]

    def listed(table: str, make: Callable[..., Any], *columns: str) -> tuple[Any, ...]:
        return tuple(make(*(item[column] for column in columns), *_span(item)) for item in of[table][ident])

    return Initiative(
        id=ident,
        order=row["position"],
        name=row["name"],
        name_derived=row["name_derived"],
        category=paths.get(row["category"], ()),
        start=row["start_offset"],
        end=row["end_offset"],
        text=row["text"] or "",
        partners=tuple(_party(one) for one in involved if one["role"] == "partner"),
        host_units=tuple(_party(one) for one in involved if one["role"] == "host unit"),
        contacts=tuple(_contact(one, of["phones"][one["id"]]) for one in of["contacts"][ident]),
        years=listed("years", Year, "text", "edtf", "role"),
        programs=listed("programs", Program, "name"),
        links=listed("links", Link, "text", "url"),
        captions=listed("captions", Caption, "text"),
        acronyms=listed("acronyms", Acronym, "long_form", "short_form"),
        provenance={
            one["field"]: Provenance(one["made_by"], one["name"], one["confidence"])
            for one in by_first["provenance"][ident]
        },
    )


def _party(row: Named) -> Involved:
    return Involved(row["name"], row["institution"], *_span(row))


def _contact(row: Named, phones: list[Named]) -> Contact:
    return Contact(
        id=row["id"],
        person=row["person_name"],
        titles_before=row["titles_before"],
        titles_after=row["titles_after"],
        role=row["role"],
        unit=row["unit"],
        phones=tuple(_phone(one) for one in phones),
        email=row["email"],
        start=row["start_offset"],
        end=row["end_offset"],
    )


def _phone(row: Named) -> Phone:
    number = row["uri"].removeprefix("tel:").partition(";")[0] if row["uri"] is not None else None
    ext = row["extension"].removeprefix(EXT) if row["extension"] is not None else None
    return Phone(row["raw"], number, row["national"], ext, row["region"], *_span(row))


def _institution(row: Named, aliases: Owned) -> Institution:
    return Institution(
        id=row["id"],
        name=row["name"],
        aliases=tuple(one["alias"] for one in aliases[row["id"]]),
        kind=row["kind"],
        country=row["country"],
        ror=row["ror"],
        parent=row["parent"],
        host=row["host"],
    )


def _person(row: Named, titles: Owned, initiatives: Owned) -> Person:
    return Person(
        id=row["id"],
        name=row["name"],
        given=row["given"],
        family=row["family"],
        titles=tuple(one["title"] for one in titles[row["id"]]),
        initiatives=tuple(one["initiative"] for one in initiatives[row["id"]]),
    )


def _mention(row: Named) -> RecordMention:
    return RecordMention(
        id=row["id"],
        type=Label(row["type"]),
        text=row["text"],
        start=row["start_offset"],
        end=row["end_offset"],
        line=row["line"],
        initiative=row["initiative"],
        institution=row["institution"],
        person=row["person"],
        rule=row["rule"],
        confidence=row["confidence"],
    )


def _finding(row: Named, spans: Owned) -> Finding:
    places = tuple(TextSpan(*_span(one)) for one in spans[row["number"]])
    return Finding(row["code"], Severity(row["severity"]), row["message"], row["initiative"], row["field"], places)
