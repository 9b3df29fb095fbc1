"""What a steward sent, to wishes: the one place that knows the names of the forms' fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lhextract.corrections.decide import confirm_all, in_force, ruling_of
from lhextract.corrections.entries import list_of
from lhextract.corrections.rulings import wanted
from lhextract.corrections.wishes import DecisionError, Wish
from lhextract.desk import Desk
from lhextract.items import KINDS
from lhextract.model.correction import Action, State, Value
from lhextract.pointing import find_words
from lhextract.review.fields import Fields

KEY = "key."
# What can be made of selected words, beside the lists and fields of contacts: type of a mention by the choice's name.
MENTION = "mention:"
FIELD = "field:"
LONGEST_OFFSET = 9  # digits
# Inputs beside those of the value that are shown again with what was typed, when nothing could be saved.
KEPT = frozenset({"value", "reason", "quote", "nth", "name", "start", "end", "target", "page"})


@dataclass(frozen=True, slots=True)
class Sent:
    """A form: what to do with which entry; `typed` are its inputs by name, kept to be shown again."""

    do: str
    record: str
    path: str
    typed: Mapping[str, str]
    reason: str | None
    seen: tuple[str, ...] | None


def read_form(form: Fields, record: str) -> Sent:
    """Read the parts that all forms have."""
    typed = {name: value for name, value in form.pairs if name in KEPT or name.startswith(KEY)}
    seen = form.all("seen") if form.get("knows") is not None else None
    return Sent(form.get("do") or "", record, form.get("path") or "", typed, form.get("reason") or None, seen)


def wishes_of(sent: Sent, form: Fields, desk: Desk) -> Sequence[Wish]:
    """What the form asks for. Raises `DecisionError` for what cannot be understood."""
    if sent.do == "confirm-all":
        return confirm_all(sent.record, desk.corrected())
    about = _about_entry(sent, form, desk)
    return (*_contact_stays(sent, desk), about) if sent.do != "undo" else (about,)


def _about_entry(sent: Sent, form: Fields, desk: Desk) -> Wish:
    if sent.do == "use":
        return _use(sent, form, desk)
    if sent.do == "merge":
        return Wish(Action.MERGE, sent.record, "", form.get("other"), sent.reason)
    actions = {
        "confirm": Action.CONFIRM,
        "keep": Action.CONFIRM,
        "remove": Action.REMOVE,
        "undo": Action.RETRACT,
        "add": Action.ADD,
        "save": Action.SET,
    }
    if sent.do in actions:
        value = _value(sent) if sent.do in {"add", "save"} else None
        if sent.do == "save" and value is None and list_of(sent.path) is None and not _is_empty(sent, desk):
            return Wish(Action.REMOVE, sent.record, sent.path, None, sent.reason, seen=sent.seen)
        return Wish(actions[sent.do], sent.record, sent.path, value, sent.reason, seen=sent.seen)
    if sent.do == "take":
        return _give(sent, _machine(desk, sent))
    if sent.do.startswith("choose:"):
        return _give(sent, _of_decision(desk, sent))
    raise DecisionError("do", sent.do, "one of the buttons of this page")


def _value(sent: Sent) -> Value:
    if "value" in sent.typed:
        return sent.typed["value"].strip() or None
    keys = {name.removeprefix(KEY): text.strip() or None for name, text in sent.typed.items() if name.startswith(KEY)}
    if sent.path.rpartition(".")[2] in KINDS or list_of(sent.path) in KINDS:
        return keys
    return None


def _is_empty(sent: Sent, desk: Desk) -> bool:
    """Whether there is nothing to take away, so that an empty input says that this is right."""
    corrected = desk.corrected()
    entry = corrected.entries.get(sent.record, sent.path) or corrected.names.get(sent.record, sent.path)
    return entry is not None and in_force(corrected, entry) in (None, "", ())


def _contact_stays(sent: Sent, desk: Desk) -> Sequence[Wish]:
    """Who decides about a part of a contact that somebody else takes out meanwhile says that the contact is right."""
    whole = ".".join(sent.path.split(".")[:2])
    ruling = ruling_of(desk.corrected(), sent.record, whole)
    if whole == sent.path or list_of(whole) != "contacts" or ruling is None or ruling.state is not State.CONFLICTING:
        return ()
    return (Wish(Action.CONFIRM, sent.record, whole, None, sent.reason),)


def _give(sent: Sent, value: Value) -> Wish:
    action = Action.REMOVE if value is None else Action.SET
    return Wish(action, sent.record, sent.path, value, sent.reason, seen=sent.seen)


def _machine(desk: Desk, sent: Sent) -> Value:
    ruling = ruling_of(desk.corrected(), sent.record, sent.path)
    return ruling.machine if ruling is not None else None


def _of_decision(desk: Desk, sent: Sent) -> Value:
    ident = sent.do.removeprefix("choose:")
    found = next((one for one in desk.decisions().decisions if one.id == ident), None)
    if found is None:
        raise DecisionError("do", ident, "a decision about this field")
    return wanted(found)


def _use(sent: Sent, form: Fields, desk: Desk) -> Wish:
    """Words of the page as a value: selected, so that start and end are known, or typed as they stand there."""
    place = _place(sent, form, desk)
    quote = " ".join(desk.text[slice(*place)].split())
    target = form.get("target") or ""
    if target == "split":
        return Wish(Action.SPLIT, sent.record, "", (form.get("name") or "").strip() or None, sent.reason, place)
    if target.startswith(MENTION):
        given: Value = {"type": target.removeprefix(MENTION), "text": quote}
        return Wish(Action.ADD, sent.record, "mentions", given, sent.reason, place)
    if target.startswith(FIELD):
        return Wish(Action.SET, sent.record, target.removeprefix(FIELD), quote, sent.reason)
    return Wish(Action.ADD, sent.record, target, None, sent.reason, place)


def _place(sent: Sent, form: Fields, desk: Desk) -> tuple[int, int]:
    start, end = (_offset(form.get(name)) for name in ("start", "end"))
    if start is not None and end is not None and start < end <= len(desk.text):
        if form.get("page") not in (None, desk.machine.source.text_sha256):
            found = "a selection from before the page was extracted anew"
            raise DecisionError("words", found, "words of the page as it is now; select them again")
        return start, end
    quote = (form.get("quote") or "").strip()
    if not quote:
        raise DecisionError("words", quote, "words of the page: select them, or type them as they stand there")
    nth = (form.get("nth") or "").strip()
    if nth and not (nth.isdecimal() and len(nth) < 6):
        raise DecisionError("nth", nth, "a number from 1, or nothing where the words stand there once")
    return find_words(desk, sent.record, quote, nth=int(nth) if nth else None)


def _offset(given: str | None) -> int | None:
    """A place in the text as the page's script sends it; None for anything else, also for a number that is none."""
    return int(given) if given is not None and given.isdecimal() and len(given) <= LONGEST_OFFSET else None
