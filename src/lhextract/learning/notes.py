"""`notes.md` of a proposed case: who decided what and when, and what nobody has confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from lhextract.corrections.apply import Corrected
from lhextract.corrections.settled import Settled, left_of
from lhextract.learning.implied import Marks
from lhextract.model.correction import Action, Ruling, State, Value
from lhextract.model.record import Initiative, Records
from lhextract.show.decisions import value_text

LONGEST = 160  # characters of a value

HEAD = """# {source}: a proposed golden case

Proposed from {decisions} decisions of {authors}, the last of {last}, on the page with the sha256 {sha256}.
Nobody has accepted it yet: gold is what a careful reader finds on the page, not what a program says of itself.

## Before it is moved to the golden cases

- Read the page by the annotation guidelines, then this folder against it; `# unconfirmed` is the machine's word alone.
- {confirmed} of {initiatives} initiatives are confirmed. Of these too, nobody was asked whether anything is
  missing. Confirm what stays unconfirmed, or leave the case out.
- `lines.tsv`: nobody has decided what a line is; whose it is, only where initiatives were joined or divided.
- `inline.txt`: {marked} of {mentions} mentions have a decision behind them. The others are the machine's.
- Write here why the case is worth having, and how doubts were settled.
"""


def notes_md(corrected: Corrected, records: Records, marks: Marks, settled: Settled) -> str:
    """The text of the notes."""
    opinions = [opinion for ruling in corrected.rulings for opinion in ruling.opinions]
    head = HEAD.format(
        source=records.source.id,
        decisions=len({one.decision for one in opinions}),
        authors=", ".join(dict.fromkeys(_plain(one.author) for one in opinions)),
        last=max(one.at for one in opinions)[:10],
        sha256=records.source.snapshot.sha256,
        confirmed=len(settled.confirmed),
        initiatives=len(records.initiatives),
        marked=len(marks.decided),
        mentions=len(marks.mentions),
    )
    names = {one.id: one.name for group in (records.institutions, records.people) for one in group}
    return "\n".join((head, *_initiatives(corrected, records, settled), *_others(corrected, names)))


def _initiatives(corrected: Corrected, records: Records, settled: Settled) -> Iterable[str]:
    yield "## Initiatives\n"
    for one in records.initiatives:
        state = "confirmed" if one.id in settled.confirmed else "unconfirmed"
        yield f"### {one.order}. {_plain(one.name)} ({one.id}): {state}\n"
        own = [ruling for ruling in corrected.rulings if ruling.record == one.id]
        yield from map(_said, own)
        if state == "unconfirmed":
            yield _left(one, own, left_of(one.id, corrected), records)
        yield ""


def _left(one: Initiative, own: Sequence[Ruling], left: Sequence[str], records: Records) -> str:
    numbers = [line.number for line in records.lines if line.initiative == one.id]
    lines = f"lines {_ranges(numbers)}"
    if not own:
        return f"- unconfirmed: everything ({lines})"
    if not left:
        return f"- unconfirmed: left out by choice ({lines})"
    return f"- unconfirmed ({lines}): {', '.join(f'`{path}`' for path in left)}"


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers in short: "3-7, 12"."""
    runs = [
        [number for _, number in group] for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    ]
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _others(corrected: Corrected, names: dict[str, str]) -> Iterable[str]:
    others = [one for one in corrected.rulings if one.record in names]
    if others:
        yield "## Institutions and people\n"
    for ruling in others:
        yield f"{_said(ruling)} ({_plain(names[ruling.record])}, {ruling.record})"
    yield ""


def _said(ruling: Ruling) -> str:
    """One decision: `role`: `Head` -> `Head of Office`; Ann Lee, 2026-11-28."""
    by = "; ".join(f"{_plain(one.author)}, {one.at[:10]}" for one in ruling.opinions)
    if all(one.action is Action.CONFIRM for one in ruling.opinions):
        what = f"{_code(ruling.value)} confirmed"
    else:
        what = f"{_code(ruling.machine)} -> {_code(ruling.value)}"
    doubt = f" **{ruling.state.value}**" if ruling.state in {State.REOPENED, State.CONFLICTING, State.ORPHANED} else ""
    return f"- `{ruling.path}`: {what}; {by}{doubt}"


def _code(value: Value) -> str:
    text = " ".join(value_text(value).split()).replace("`", "'")
    return f"`{text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}`"


def _plain(text: str) -> str:
    """Words of a page in Markdown: they are no markup, whatever they are."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in " ".join(text.split()))
