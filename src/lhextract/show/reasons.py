"""Answers of `explain`."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from lhextract.explain import Explanation, LineExplanation, NameExplanation, opens
from lhextract.model.considered import Considered
from lhextract.show.console import render, shorten, table_of, width


def explanation(answer: Explanation) -> str:
    """An answer of `explain`, for a person."""
    parts: list[Table | Text | str] = []
    for name in answer.names:
        parts += _name_parts(name)
    for line in answer.lines:
        parts += [*_line_head(line), *_line_reasons(line)]
    if answer.left_out:
        table = table_of("why", "where", "begins with", title="not in the text")
        for part in answer.left_out:
            table.add_row(part.reason, part.xpath, shorten(part.text, 60))
        parts.append(table)
    if answer.more:
        parts.append(f"and {answer.more} more lines with this text")
    return render(*parts) if parts else "nothing was left out\n"


def _name_parts(name: NameExplanation) -> list[Table | Text | str]:
    parts: list[Table | Text | str] = [Text(f"[{name.span.start}, {name.span.end}) on line {name.line}", style="bold")]
    if not name.exactly:
        parts.append("no recogniser proposed exactly this")
    for each in name.exactly:
        parts += _considered(each)
        if each.reasons:
            table = table_of("log-odds", "what spoke for (+) and against (-) it")
            for what, weight in each.reasons:
                table.add_row(f"{weight:+.2f}", what)
            parts.append(table)
    if name.chances:
        told = ", ".join(f"{label} {chance:.2f}" for label, chance in name.chances.items())
        parts.append(f"the trained recogniser by itself gives exactly this text: {told}")
    if name.around:
        table = table_of("proposed around it", "type", "by", "probability", "")
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
        f"  {shorten(line.text, width() - 4)}",
    ]
    block = line.block
    if block is None:
        return [*parts, f"role {line.role}; it belongs to no initiative"]
    parts.append(f"role {line.role}, in initiative {block.order}, lines {block.first}-{block.last}")
    parts.append(f"  which opens with {shorten(line.opened_by or '', width() - 22)!r}")
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
    table = table_of("weight", "cue", title=f"what speaks for {reasons.state} rather than {rival}")
    for item in reasons.evidence:
        if item.weight > 0:
            table.add_row(f"{item.weight:+.1f}", item.cue)
    against = table_of("weight", "cue", title=f"what speaks for {rival}")
    for item in reversed(reasons.evidence):
        if item.weight < 0:
            against.add_row(f"{-item.weight:+.1f}", item.cue)
    others = table_of("instead", "the page would score", title="other readings of this line")
    for other in reasons.alternatives[:5]:
        others.add_row(other.state, "cannot be" if other.cost is None else f"{other.cost:.1f} lower")
    parts += [table, against, others]
    if line.mentions:
        found = table_of("mention", "type", "rule", "confidence", title="mentions on it")
        for mention in line.mentions:
            found.add_row(mention.text, mention.label.value, mention.rule, f"{mention.confidence:.2f}")
        parts.append(found)
    return parts
