"""Results as text for people, and as JSON for programs."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lhextract.evaluate import Evaluation, Score
from lhextract.explain import Explanation, LineExplanation, NameExplanation, opens
from lhextract.exports.manifest import counts
from lhextract.exports.records_json import to_json
from lhextract.gold import LABELS
from lhextract.jobs import Done
from lhextract.model.considered import Considered
from lhextract.model.record import Records
from lhextract.run import Extraction, remedies

if TYPE_CHECKING:
    from lhextract.model.outline import Outline
    from lhextract.model.page import PageText

STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}
WIDEST, NARROWEST = 120, 60
NUMBERS = frozenset({"#", "P", "R", "F1", "right", "found", "gold", "contacts", "programs", "years"})


def _render(*parts: Table | Text | str) -> str:
    """Render for the terminal that stdout is, in colour only there and not under NO_COLOR."""
    terminal = sys.stdout is not None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    output = io.StringIO()
    console = Console(
        file=output,
        width=_width(),
        force_terminal=terminal,
        highlight=False,
        soft_wrap=False,
        emoji=False,
        markup=False,
    )
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in output.getvalue().split("\n"))


def _width() -> int:
    """The width to render for, in characters."""
    return min(WIDEST, max(NARROWEST, shutil.get_terminal_size((100, 24)).columns))


def _shorten(text: str, room: int) -> str:
    """Cut a text to one line: a second line would look like the heading of a category."""
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"


def _table(*columns: str, title: str | None = None) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(column, justify="right" if column in NUMBERS else "left", overflow="fold")
    return table


def _records(extraction: Extraction) -> Records:
    if extraction.records is None:
        raise ValueError("the extraction stopped before its records")
    return extraction.records


def summary(done: Done) -> str:
    """The short, readable result of a run: initiatives by category, counts, findings, where the output is."""
    records = _records(done.extraction)
    numbers = counts(records)
    table = _table("#", "initiative", "contacts", "programs", "years")
    room = _width() - 40  # the other columns
    category: tuple[str, ...] = ()
    for initiative in records.initiatives:
        if initiative.category != category:
            category = initiative.category
            table.add_row("", Text(_shorten(" › ".join(category) or "(no category)", room), style="bold"), "", "", "")
        table.add_row(
            str(initiative.order),
            _shorten(initiative.name, room),
            str(len(initiative.contacts)),
            str(len(initiative.programs)),
            str(len(initiative.years)),
        )
    mentions = ", ".join(f"{number} {name}" for name, number in numbers["mentions"].items())
    head = f"{records.source.id}: {numbers['initiatives']} initiatives in {numbers['categories']} categories, "
    head += f"{numbers['contacts']} contacts"
    parts: list[Table | Text | str] = [Text(head, style="bold"), table, f"mentions: {mentions}"]
    if not done.job.has_profile:
        defaults = _defaults(done, records)
        parts.append("no profile; taken by default: " + "; ".join(defaults))
    parts += [*_findings(records), _where(done)]
    return _render(*parts)


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
    target = _near(done.job.target)
    return f"written to {target}" if done.written else f"not written (would go to {target})"


def _near(path: Path | None) -> str:
    """A path as seen from here where it lies below, else as given."""
    if path is None:
        return "no folder: outside a workspace give --out DIR"
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix() or "."
    except ValueError:
        return str(path)


def summary_data(done: Done) -> dict[str, Any]:
    """The same for programs."""
    records = _records(done.extraction)
    return {
        "source": records.source.id,
        "counts": counts(records),
        "defaults": [] if done.job.has_profile else _defaults(done, records),
        "findings": [asdict(finding) for finding in records.findings],
        "output": _near(done.job.target),
        "written": done.written,
    }


def check(done: Done, stale: Sequence[str]) -> str:
    """Findings, and whether the files on disk are what a run would write."""
    records = _records(done.extraction)
    state = f"not up to date: {', '.join(stale)}; run `lhextract run {records.source.id}`" if stale else "up to date"
    return _render(
        Text(f"{records.source.id}: valid by schema {records.schema_version}, {state}", style="bold"),
        *_findings(records),
    )


def check_data(done: Done, stale: Sequence[str]) -> dict[str, Any]:
    """The same for programs."""
    records = _records(done.extraction)
    findings = [asdict(finding) for finding in records.findings]
    return {
        "source": records.source.id,
        "schema_version": records.schema_version,
        "stale": list(stale),
        "findings": findings,
        "remedies": remedies(records),
    }


def stage(extraction: Extraction) -> str:
    """What the last stage that ran has made, on its own: text, tab-separated rows, or records as JSON."""
    data = stage_data(extraction)
    if isinstance(data, dict):
        return to_json(data)
    return _rows(data) if extraction.outline is not None else extraction.page.text + "\n"


def stage_data(extraction: Extraction) -> dict[str, Any] | list[dict[str, Any]]:
    """The same for programs."""
    page = extraction.page
    if extraction.records is not None:
        return asdict(extraction.records)
    if extraction.mentions is not None:
        return [
            {
                "line": page.line_at(m.span.start).number,
                "start": m.span.start,
                "end": m.span.end,
                "type": m.label.value,
                "text": m.text,
                "rule": m.rule,
            }
            for m in extraction.mentions.mentions
        ]
    if extraction.outline is not None:
        return _outline_rows(page, extraction.outline)
    return [{"line": x.number, "start": x.start, "end": x.end, "text": page.line_text(x)} for x in page.lines]


def _outline_rows(page: PageText, outline: Outline) -> list[dict[str, Any]]:
    return [
        {
            "line": line.number,
            "role": role.value,
            "initiative": owner,
            "text": page.line_text(line),
            "because": "; ".join(f"{e.cue} {e.weight:+.1f}" for e in evidence),
        }
        for line, role, owner, evidence in zip(page.lines, outline.roles, outline.owners, outline.evidence, strict=True)
    ]


def _rows(rows: Sequence[dict[str, Any]]) -> str:
    """Tab-separated values with a header: for a terminal, a spreadsheet and `cut` alike."""
    if not rows:
        return ""
    table = [
        list(rows[0]),
        *([("" if value is None else str(value)) for value in row.values()] for row in rows),
    ]
    return "".join("\t".join(row) + "\n" for row in table)


def evaluation(evaluations: dict[str, Evaluation], *, errors: bool) -> str:
    """Scores over all cases, and per case where there are several."""
    total = Evaluation()
    for one in evaluations.values():
        total.merge(one)
    parts: list[Table | Text | str] = []
    if len(evaluations) > 1:
        names = [key for key in total.scores if key[0] in {"strict", "outline"}]
        table = _table("case", *(name.replace("line ", "").lower() for _, name in names), title="F1 per case (strict)")
        for case, one in evaluations.items():
            table.add_row(case, *(f"{one.scores[key].f1:.2f}" if key in one.scores else "" for key in names))
        parts.append(table)
    for part in ("strict", "relaxed", "outline", "records", "linking"):
        rows = {name: score for (group, name), score in total.scores.items() if group == part}
        if rows:
            parts.append(_score_table(part, rows))
    if errors:
        for (group, name), messages in total.errors.items():
            parts += [Text(f"{group}, {name}: {message}") for message in messages]
    return _render(*parts)


def _score_table(title: str, rows: dict[str, Score]) -> Table:
    table = _table(title, "P", "R", "F1", "right", "found", "gold")
    everything = dict(rows)
    if title in {"strict", "relaxed"}:
        everything["all types"] = sum(rows.values(), Score())
    for name, score in everything.items():
        table.add_row(
            name,
            f"{score.precision:.3f}",
            f"{score.recall:.3f}",
            f"{score.f1:.3f}",
            str(score.matched),
            str(score.predicted),
            str(score.gold),
        )
    return table


def evaluation_data(evaluations: dict[str, Evaluation], *, errors: bool) -> dict[str, Any]:
    """Scores by case, part and name."""
    return {
        case: [
            {
                "part": key[0],
                "name": key[1],
                "precision": round(score.precision, 4),
                "recall": round(score.recall, 4),
                "f1": round(score.f1, 4),
                **asdict(score),
                **({"errors": one.errors[key]} if errors else {}),
            }
            for key, score in one.scores.items()
        ]
        for case, one in evaluations.items()
    }


def as_gold(extraction: Extraction) -> str:
    """The output in the formats of gold: `lines.tsv`, then `inline.txt`."""
    records = _records(extraction)
    order = {initiative.id: initiative.order for initiative in records.initiatives}
    lines = "".join(
        f"{line.number}\t{line.role.value}\t{order.get(line.initiative or '', 0)}\n" for line in records.lines
    )
    names = {label: name for name, label in LABELS.items()}
    pieces, position = [], 0
    for mention in records.mentions:
        pieces += [
            extraction.page.text[position : mention.start],
            f"[[{names[mention.type]}|{mention.text}]]",
        ]
        position = mention.end
    inline = "".join([*pieces, extraction.page.text[position:]])
    return f"# lines.tsv\n{lines}\n# inline.txt\n{inline}\n"


def explanation(answer: Explanation) -> str:
    """An answer of `explain`, for a person."""
    parts: list[Table | Text | str] = []
    for name in answer.names:
        parts += _name_parts(name)
    for line in answer.lines:
        parts += [*_line_head(line), *_line_reasons(line)]
    if answer.left_out:
        table = _table("why", "where", "begins with", title="not in the text")
        for part in answer.left_out:
            table.add_row(part.reason, part.xpath, _shorten(part.text, 60))
        parts.append(table)
    if answer.more:
        parts.append(f"and {answer.more} more lines with this text")
    return _render(*parts) if parts else "nothing was left out\n"


def _name_parts(name: NameExplanation) -> list[Table | Text | str]:
    parts: list[Table | Text | str] = [Text(f"[{name.span.start}, {name.span.end}) on line {name.line}", style="bold")]
    if not name.exactly:
        parts.append("no recogniser proposed exactly this")
    for each in name.exactly:
        parts += _considered(each)
        if each.reasons:
            table = _table("log-odds", "what spoke for (+) and against (-) it")
            for what, weight in each.reasons:
                table.add_row(f"{weight:+.2f}", what)
            parts.append(table)
    if name.chances:
        told = ", ".join(f"{label} {chance:.2f}" for label, chance in name.chances.items())
        parts.append(f"the trained recogniser by itself gives exactly this text: {told}")
    if name.around:
        table = _table("proposed around it", "type", "by", "probability", "")
        for each in name.around:
            verdict = "taken" if each.taken else f"not taken: {each.lost}"
            chance = "" if each.probability is None else f"{each.probability:.2f}"
            table.add_row(each.text, each.label.value, ", ".join(each.rules), chance, verdict)
        parts.append(table)
    return parts


def _considered(each: Considered) -> list[Table | Text | str]:
    verdict = "taken" if each.taken else f"not taken: {each.lost}"
    chance = "" if each.probability is None else f", probability {each.probability:.2f}"
    return [f"{each.label} proposed by {', '.join(each.rules)}{chance}; {verdict}"]


def _line_head(line: LineExplanation) -> list[Table | Text | str]:
    parts: list[Table | Text | str] = [
        Text(f"line {line.number} [{line.start}, {line.end}), from {line.source}", style="bold"),
        f"  {_shorten(line.text, _width() - 4)}",
    ]
    block = line.block
    if block is None:
        return [*parts, f"role {line.role}; it belongs to no initiative"]
    parts.append(f"role {line.role}, in initiative {block.order}, lines {block.first}-{block.last}")
    parts.append(f"  which opens with {_shorten(line.opened_by or '', _width() - 22)!r}")
    parts.append(f"  under {' > '.join(block.category) or 'no heading'}")
    return parts


def _line_reasons(line: LineExplanation) -> list[Table | Text | str]:
    reasons = line.reasons
    if reasons is None:
        return ["a blank line belongs with the line after it"]
    parts: list[Table | Text | str] = [f"the page was read as: {reasons.reading}"]
    if line.block is not None and not opens(reasons.state):
        costs = [other.cost for other in reasons.alternatives if opens(other.state) and other.cost is not None]
        verdict = f"the whole page would score {min(costs):.1f} lower" if costs else "nothing on this page allows it"
        parts.append(f"had it opened an initiative of its own, {verdict}")
    rival = reasons.alternatives[0].state
    table = _table("weight", "cue", title=f"what speaks for {reasons.state} rather than {rival}")
    for item in reasons.evidence:
        if item.weight > 0:
            table.add_row(f"{item.weight:+.1f}", item.cue)
    against = _table("weight", "cue", title=f"what speaks for {rival}")
    for item in reversed(reasons.evidence):
        if item.weight < 0:
            against.add_row(f"{-item.weight:+.1f}", item.cue)
    others = _table("instead", "the page would score", title="other readings of this line")
    for other in reasons.alternatives[:5]:
        others.add_row(other.state, "cannot be" if other.cost is None else f"{other.cost:.1f} lower")
    parts += [table, against, others]
    if line.mentions:
        found = _table("mention", "type", "rule", "confidence", title="mentions on it")
        for mention in line.mentions:
            found.add_row(mention.text, mention.label.value, mention.rule, f"{mention.confidence:.2f}")
        parts.append(found)
    return parts
