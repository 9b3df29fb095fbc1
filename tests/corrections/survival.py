"""What becomes of decisions when a page is revised: judged by the truth that the simulator of histories knows.

A steward decides about entries of one state of a page. The next state is read and identified, the same decisions are
applied to it, and for each of them the lines on which it stood say what should have become of it.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass, field, replace

from lhextract.corrections.apply import Corrected
from lhextract.corrections.entries import Entries, Entry, list_of
from lhextract.corrections.rulings import wanted
from lhextract.corrections.wishes import DecisionError, Wish
from lhextract.identity.identify import answer_doubt, identify
from lhextract.items import same_value, same_writing
from lhextract.model.correction import Action, Decision, Ruling, State
from lhextract.model.identity import Identities
from lhextract.model.record import Records
from lhextract.text.canonical import canonicalise
from lhextract.wording import fold
from tests.corrections.bench import Bench
from tests.corrections.machines import upgrade
from tests.corrections.wishes import another
from tests.histories import pages
from tests.histories.history import History
from tests.histories.reading import read_records

IN_FORCE = {State.APPLIED, State.REDUNDANT}
SEVERAL = 12  # decisions on a page


@dataclass(frozen=True)
class Seen:
    """A state of a page as a run sees it; `keys` are the initiatives' keys by id, `owners` the key of each line."""

    state: pages.State
    records: Records
    text: str
    identities: Identities
    keys: dict[str, str]
    owners: tuple[str, ...]

    def lines(self, key: str) -> list[str]:
        """The lines of an initiative that say something, folded."""
        own = zip(self.text.split("\n"), self.owners, strict=True)
        return [fold(line) for line, owner in own if owner == key and line.strip()]

    def line_at(self, offset: int) -> tuple[str, str]:
        """Key and folded text of the line at an offset."""
        number = self.text.count("\n", 0, offset)
        return self.owners[number], fold(self.text.split("\n")[number])

    def home(self, key: str) -> tuple[str, ...]:
        """The headings that an initiative stands under."""
        return self.state.homes()[key][1]


def see(state: pages.State, known: Identities, ids: dict[str, str]) -> Seen:
    """Read and identify a state; `ids` are the ids that keys had, and whoever is asked knows them."""
    reading = read_records(state)
    found = identify(reading.records, known)
    while found.doubts:
        for doubt in found.doubts:
            digest = found.matches[doubt.order - 1].block_sha256
            known = answer_doubt(known, digest, ids.get(reading.blocks[doubt.order - 1]))
        found = identify(reading.records, known)
    keys = {one.id: key for one, key in zip(found.records.initiatives, reading.blocks, strict=True)}
    owners = tuple(part.key if part.is_block else "" for part in state.parts for _ in part.rows)
    text = canonicalise(pages.text_of(state)).text
    return Seen(state, replace(found.records, findings=()), text, found.identities, keys, owners)


@dataclass
class Fates:
    """What became of decisions, by their truth; `errors` name those of which the wrong thing was told."""

    made: int = 0
    identity: int = 0  # the initiative has another id now, which is not about decisions
    counts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    rival: int = 0  # what reviews by record would ask for anew: see `reset_by_record`
    errors: list[str] = field(default_factory=list)

    def add(self, other: Fates) -> None:
        """Take in the fates of other decisions."""
        self.made += other.made
        self.identity += other.identity
        self.rival += other.rival
        self.counts += other.counts
        self.kinds += other.kinds
        self.errors += other.errors


def decide_at_random(
    seen: Seen, chance: random.Random, *, number: int = SEVERAL, about: frozenset[str] = frozenset()
) -> Bench:
    """A bench with some decisions about different entries of a page, of the initiatives `about` if there are any."""
    bench = Bench(seen.records, seen.text)
    chosen = {ident for ident, key in seen.keys.items() if not about or key in about}
    entries = [
        entry for ident, own in bench.corrected().entries.of.items() if ident in chosen for entry in own.values()
    ]
    # Every kind of entry as often as any other, or nearly all would be about mentions.
    by_kind: dict[str, list[Entry]] = {}
    for entry in entries:
        by_kind.setdefault(".".join(entry.path.split(".")[::2]), []).append(entry)
    touched: set[tuple[str, ...]] = set()
    for turn in range(number * 3):
        entry = chance.choice(by_kind[chance.choice(sorted(by_kind))])
        about = (entry.record, *entry.path.split(".")[:2])
        if about in touched:
            continue
        touched.add(about)
        action = chance.choices((Action.SET, Action.CONFIRM, Action.REMOVE, Action.ADD), weights=(6, 1, 1, 1))[0]
        wish = Wish(action, entry.record, entry.path, another(entry, seen.records, turn))
        if action is Action.ADD:
            wish = _selection(entry, seen, chance)
        try:
            bench.take(wish)
        except DecisionError:
            continue
        if len(bench.decisions) == number:
            break
    return bench


def _selection(entry: Entry, seen: Seen, chance: random.Random) -> Wish:
    """Some words of the initiative, as a programme that the machine has not found."""
    whole = next(one for one in seen.records.initiatives if one.id == entry.record)
    words = [match for match in _words(seen.text, whole.start, whole.end) if match[1] - match[0] > 6]
    place = chance.choice(words) if words else (whole.start, whole.end)
    return Wish(Action.ADD, entry.record, "programs", place=place)


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found, position = [], start
    for word in text[start:end].split():
        position = text.index(word, position)
        found.append((position, position + len(word)))
        position += len(word)
    return found


def edited(before: Seen, after: Seen) -> frozenset[str]:
    """The initiatives whose lines are others, or that are gone or stand elsewhere."""
    there = set(after.keys.values())
    return frozenset(
        key
        for key in before.keys.values()
        if key not in there or before.lines(key) != after.lines(key) or before.home(key) != after.home(key)
    )


def judge(before: Seen, after: Seen, bench: Bench) -> Fates:
    """What became of the decisions of a bench on the page as it is after a revision."""
    moved = bench.moved_to(after.records, after.text)
    corrected, told = moved.corrected(), bench.corrected()
    fates = Fates()
    rulings = {opinion.decision: ruling for ruling in corrected.rulings for opinion in ruling.opinions}
    ids = {key: ident for ident, key in after.keys.items()}
    superseded = {ident for decision in bench.decisions for ident in decision.supersedes}
    for decision in bench.decisions:
        if decision.id in superseded:
            continue
        fates.made += 1
        key = before.keys[decision.record]
        if key in ids and ids[key] != decision.record:
            fates.identity += 1
            continue
        ruling = rulings.get(decision.id)
        fate = _fate(decision, ruling, key, before, after, told)
        fates.counts[fate] += 1
        fates.kinds[fate, ".".join(decision.path.split(".")[::2])] += 1
        fates.rival += reset_by_record(decision, key, before, after, (told.entries, corrected.entries))
        if fate.endswith("wrong") or fate == "lost":
            fates.errors.append(f"{fate}: {_shown(decision, ruling)}")
    return fates


def _fate(decision: Decision, ruling: Ruling | None, key: str, before: Seen, after: Seen, told: Corrected) -> str:
    if ruling is None:
        return "lost"
    truth = truth_of(decision, key, before, after, told)
    if ruling.state in IN_FORCE:
        return "in force" if _is_there(decision, ruling, key, truth, before, after) else "silently wrong"
    if ruling.state is State.REOPENED:
        return "reopened wrong" if truth == "same" else "reopened"
    # Who takes the place of a person, with the role and the unit, is another contact.
    is_other = decision.path.startswith("contacts.") and ruling.why.startswith("its contact")
    if ruling.state is State.CONFLICTING:
        return "conflicting wrong"  # there is one steward only
    stays = truth == "same" or (truth == "touched" and not is_other and _says_once(decision, key, after))
    return "orphaned wrong" if stays else "orphaned"


def truth_of(decision: Decision, key: str, before: Seen, after: Seen, told: Corrected) -> str:
    """Whether the lines that a decision stood on are the "same", were "touched", or the initiative is "gone"."""
    if key not in after.keys.values():
        return "gone"
    if decision.path == "category":
        paths = [tuple(map(fold, path)) for _, path in after.state.homes().values()]
        if isinstance(decision.value, tuple) and tuple(fold(str(part)) for part in decision.value) not in paths:
            return "touched"  # what was decided is called otherwise
        homes = (tuple(map(fold, seen.home(key))) for seen in (before, after))
        return "same" if next(homes) == next(homes) else "touched"
    ours, theirs = Counter(before.lines(key)), Counter(after.lines(key))
    if decision.path.startswith("contacts.") and _is_replaced(decision, before, after, key):
        return "touched"
    if decision.saw.quote is None:
        return "same" if " ".join(before.lines(key)) == " ".join(after.lines(key)) else "touched"
    ruling = next(one for one in told.rulings if decision.id in {opinion.decision for opinion in one.opinions})
    span = before.text[ruling.start : max(ruling.end, ruling.start + 1)]
    lines = [fold(line) for line in _whole_lines(before.text, ruling.start, ruling.start + len(span))]
    return "same" if all(ours[line] == theirs[line] for line in lines) else "touched"


def _is_replaced(decision: Decision, before: Seen, after: Seen, key: str) -> bool:
    """Whether the person of a contact has gone: who stands there now is another contact, with the same role perhaps."""
    contacts = (contact for one in before.records.initiatives for contact in one.contacts)
    person = next((one.person for one in contacts if one.id == decision.path.split(".")[1]), None)
    there = (one for one in after.records.initiatives if after.keys[one.id] == key)
    names = {fold(contact.person or "") for one in there for contact in one.contacts}
    return person is not None and fold(person) not in names


def _whole_lines(text: str, start: int, end: int) -> list[str]:
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    return [line for line in text[begin : stop if stop >= 0 else len(text)].split("\n") if line.strip()]


def _is_there(decision: Decision, ruling: Ruling, key: str, truth: str, before: Seen, after: Seen) -> bool:
    """Whether a value in force stands at what it was decided about."""
    if truth == "gone" or after.keys.get(ruling.record) != key:
        return ruling.value is None and ruling.machine is None
    kind = list_of(decision.path)
    same = same_writing(kind, ruling.machine, decision.saw.value) or same_value(kind, ruling.machine, ruling.value)
    if ruling.end <= ruling.start or decision.saw.quote is None:
        return truth == "same" or same
    if kind is None and (truth == "same" or _is_derived(decision, before)):
        return True  # a field is what its record has there, wherever the machine reads it now
    if after.line_at(ruling.start)[0] not in {key, ""} and kind != "phones":
        return False
    words = fold(after.text[ruling.start : ruling.end])
    return same or fold(decision.saw.quote) == words or (truth == "same" and words in fold(decision.saw.quote))


def _is_derived(decision: Decision, before: Seen) -> bool:
    """Whether it is about the name of an initiative that shows no title."""
    return decision.path == "name" and any(
        one.id == decision.record and one.name_derived for one in before.records.initiatives
    )


def _says_once(decision: Decision, key: str, after: Seen) -> bool:
    quote = fold(decision.saw.quote or "\n")
    places = re.findall(rf"(?<!\w){re.escape(quote)}(?!\w)", " ".join(after.lines(key)))
    return len(places) == 1 and decision.saw.of == 1


def reset_by_record(decision: Decision, key: str, before: Seen, after: Seen, read: tuple[Entries, Entries]) -> bool:
    """Whether reviews by record would ask for all of a record anew: its text and what is read of it are others.

    That is how reviews of extractions are kept elsewhere: one for a whole record. What is read is all but the text
    itself and the mentions.
    """
    if key not in after.keys.values() or before.lines(key) == after.lines(key):
        return False
    old, new = (
        {path: entry.value for path, entry in each.of.get(decision.record, {}).items() if entry.kind != "mentions"}
        for each in read
    )
    return {**old, "text": None} != {**new, "text": None}


def _shown(decision: Decision, ruling: Ruling | None) -> str:
    said = f"{decision.action} {decision.record} {decision.path} saw {decision.saw.quote!r} of {decision.saw.of}"
    if ruling is None:
        return said
    return f"{said} {decision.saw.value} -> {ruling.path} {ruling.state} machine {ruling.machine} ({ruling.why})"


def revise(history: History, chance: random.Random) -> Fates:
    """The fates of decisions at every step of a history, those about initiatives that the step edits first."""
    fates, ids = Fates(), dict[str, str]()
    before = see(history.first, Identities(), ids)
    for step in history.steps:
        ids |= {key: ident for ident, key in before.keys.items()}
        after = see(step.state, before.identities, ids)
        bench = decide_at_random(before, chance, about=edited(before, after))
        found = judge(before, after, bench)
        found.errors = [f"{history.name} [{', '.join(step.edits)}] {error}" for error in found.errors]
        fates.add(found)
        before = after
    return fates


def outlast(history: History, chance: random.Random) -> Fates:
    """The fates at the end of a history of decisions that were made before its first step."""
    ids: dict[str, str] = {}
    first = last = see(history.first, Identities(), ids)
    for step in history.steps:
        ids |= {key: ident for ident, key in last.keys.items()}
        last = see(step.state, last.identities, ids)
    fates = judge(first, last, decide_at_random(first, chance, number=3 * SEVERAL))
    fates.errors = [f"{history.name} to its end {error}" for error in fates.errors]
    return fates


def upgraded(state: pages.State, chance: random.Random, *, share: float, altered: bool) -> Fates:
    """The fates of decisions when another extractor reads the same page; `altered`: what was corrected too."""
    seen = see(state, Identities(), {})
    bench = decide_at_random(seen, chance)
    about = frozenset() if altered else frozenset((one.record, one.path) for one in bench.decisions)
    moved = bench.moved_to(upgrade(seen.records, seen.text, chance, share=share, kept=about), seen.text)
    rulings = {opinion.decision: ruling for ruling in moved.corrected().rulings for opinion in ruling.opinions}
    superseded = {ident for decision in bench.decisions for ident in decision.supersedes}
    fates = Fates()
    for decision in bench.decisions:
        if decision.id not in superseded:
            ruling = rulings.get(decision.id)
            fate = _fate_of_reading(decision, ruling)
            fates.made += 1
            fates.counts[fate] += 1
            if fate != "in force":
                fates.errors.append(f"{state.case} {fate}: {_shown(decision, ruling)}")
    return fates


def _fate_of_reading(decision: Decision, ruling: Ruling | None) -> str:
    if ruling is None:
        return "lost"
    if ruling.state is State.REOPENED:
        return "reopened wrong"
    if ruling.state not in IN_FORCE:
        return "orphaned wrong"
    return "in force" if same_value(list_of(decision.path), ruling.value, wanted(decision)) else "silently wrong"
