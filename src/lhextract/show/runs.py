"""What a run or a check has made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.table import Table
from rich.text import Text

from lhextract.checking import remedies
from lhextract.exports.manifest import counts
from lhextract.exports.tables.fault import Fault
from lhextract.model.record import JOINT, Records
from lhextract.run import Extraction
from lhextract.show.console import STYLES, render, shorten, table_of, width
from lhextract.show.states import near
from lhextract.updating import Checked, Done


def records_of(extraction: Extraction) -> Records:
    """The records of an extraction that got so far."""
    if extraction.records is None:
        raise ValueError("the extraction stopped before its records")
    return extraction.records


def summary(done: Done) -> str:
    """The short, readable result of a run: initiatives by category, counts, findings, where the output is."""
    records = records_of(done.extraction)
    numbers = counts(records)
    table = table_of("#", "initiative", "contacts", "programs", "years")
    room = width() - 40  # the other columns
    category: tuple[str, ...] = ()
    for initiative in records.initiatives:
        if initiative.category != category:
            category = initiative.category
            table.add_row("", Text(shorten(JOINT.join(category) or "(no category)", room), style="bold"), "", "", "")
        table.add_row(
            str(initiative.order),
            shorten(initiative.name, room),
            str(len(initiative.contacts)),
            str(len(initiative.programs)),
            str(len(initiative.years)),
        )
    mentions = ", ".join(f"{number} {name}" for name, number in numbers["mentions"].items())
    head = f"{records.source.id}: {numbers['initiatives']} initiatives in {numbers['categories']} categories, "
    head += f"{numbers['contacts']} contacts"
    parts: list[Table | Text | str] = [Text(head, style="bold"), table, f"mentions: {mentions}"]
    if decided := _corrections(records):
        parts.append(f"corrections: {decided}")
    if not done.job.has_profile:
        defaults = _defaults(done, records)
        parts.append("no profile; taken by default: " + "; ".join(defaults))
    parts += [*_findings(records), _where(done)]
    return render(*parts)


def _corrections(records: Records) -> str:
    """How many decisions of stewards are in each state, empty where there are none."""
    states = asdict(records.corrections)
    return ", ".join(f"{len(ids)} {state}" for state, ids in states.items() if ids)


def _defaults(done: Done, records: Records) -> list[str]:
    """What a run without profile decided, with the values."""
    region = records.source.region or "none found, numbers without country code stay unread"
    values = {
        "language": records.source.language,
        "phone region": region,
        "host university": next((i.name for i in records.institutions if i.host), "none found"),
    }
    return [
        f"{sentence.split(':')[0]} = {values.get(sentence.split(':')[0], '')} ({sentence.split(': ')[1]})"
        for sentence in done.job.profile.defaults_taken()
    ]


def _findings(records: Records) -> list[Text]:
    found = ", ".join(f"{number} {name}" for name, number in counts(records)["findings"].items()) or "none"
    rows = [Text(f"findings: {found}")]
    for finding in records.findings:
        where = f" [{finding.spans[0].start}]" if finding.spans else ""
        rows.append(
            Text(
                f"  {finding.severity.value:8} {finding.code}{where}: {finding.message}",
                style=STYLES[finding.severity.value],
            )
        )
    advice = remedies(records)
    if advice:
        rows += [Text("what to do:"), *(Text(f"  {code}: {remedy}") for code, remedy in advice.items())]
    return rows


def _where(done: Done) -> str:
    target = near(done.job.target)
    return f"written to {target}" if done.written else f"not written (would go to {target})"


def summary_data(done: Done) -> dict[str, Any]:
    """The same for programs."""
    records = records_of(done.extraction)
    return {
        "source": records.source.id,
        "counts": counts(records),
        "defaults": [] if done.job.has_profile else _defaults(done, records),
        "findings": [asdict(finding) for finding in records.findings],
        "output": near(done.job.target),
        "written": done.written,
    }


def check(checked: Checked, faults: Sequence[Fault] = ()) -> str:
    """Findings, whether the files on disk are what a run would write, and what is wrong with the tables."""
    records = checked.records
    state = f"not up to date: {', '.join(checked.stale)}; {_way_on(checked)}" if checked.stale else "up to date"
    return render(
        Text(f"{records.source.id}: valid by schema {records.schema_version}, {state}", style="bold"),
        *(Text(f"  {fault}") for fault in faults),
        *_findings(records),
    )


def _way_on(checked: Checked) -> str:
    run = f"`lhextract run {checked.records.source.id}`"
    return f"run {run}" if checked.can_be_run else f"restore them by version control, or remove the folder and {run}"


def check_data(checked: Checked, faults: Sequence[Fault] = ()) -> dict[str, Any]:
    """The same for programs."""
    records = checked.records
    findings = [asdict(finding) for finding in records.findings]
    return {
        "source": records.source.id,
        "schema_version": records.schema_version,
        "stale": list(checked.stale),
        "faults": [asdict(fault) for fault in faults],
        "findings": findings,
        "remedies": remedies(records),
    }
