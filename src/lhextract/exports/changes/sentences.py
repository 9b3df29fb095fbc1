"""One sentence for each change, as parts: what is said, and what is quoted from the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lhextract.exports.changes.names import Names
from lhextract.exports.changes.words import Segment, compare_words, shorten_changed, shorten_same
from lhextract.model.change import Cause, Change, Kind
from lhextract.model.record import JOINT

NOTHING = "nothing"
CAUSES = {
    Cause.PAGE: "",
    Cause.EXTRACTOR: "read otherwise, the page says the same",
    Cause.LOOKUP: "by a lookup table",
    Cause.STEWARD: "by a steward",
}
NO_NAMES = Names()


class Tone(StrEnum):
    """What a quoted text is: a value that was, one that is now, or the name of what is spoken of."""

    OLD = "old"
    NEW = "new"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Value:
    """Something that is quoted from the page, never markup, and possibly hostile."""

    text: str
    tone: Tone = Tone.NEW


REWORDED = frozenset({Kind.BODY_REWORDED, Kind.CATEGORY_REWORDED})  # the words that are another are shown
Part = str | Value
Sentence = tuple[Part, ...]
Say = Callable[[Change, Names], Sentence]


def sentence_of(change: Change, names: Names = NO_NAMES) -> Sentence:
    """What a change says, without the name of the initiative that it stands under; the cause is told elsewhere.

    An id without a name is said as it is. Values of an unknown form, as another program may write, are said as well
    as they can be: a sentence never fails.
    """
    return SENTENCES[change.kind](change, names)


def subject_of(change: Change) -> str | None:
    """What a sentence has to name, since it stands under no heading that does: a category, unless it is new."""
    return change.name if change.category is not None and change.kind is not Kind.CATEGORY_ADDED else None


def as_text(sentence: Sentence) -> str:
    """A sentence with its values in quotation marks."""
    return "".join(part if isinstance(part, str) else f"'{part.text}'" for part in sentence)


def changed_words(change: Change, *, most: int | None = None) -> tuple[Segment, ...]:
    """The words of a reworded text that are another, with some words beside them; of long parts `most` at each end."""
    old, new = (value if isinstance(value, str) else "" for value in (change.old, change.new))
    segments = shorten_same(compare_words(old, new))
    return segments if most is None else shorten_changed(segments, words=most)


def shown(value: object) -> str:
    """A value of a release in a few words."""
    if not isinstance(value, Mapping):
        return NOTHING if value is None else str(value)
    if "phones" in value:
        reached = [*_list(value.get("phones")), *_list(value.get("email"))]
        who = [value.get(key) for key in ("person", "role", "unit")]
        return ", ".join(str(part) for part in (*who, *reached) if part) or "a contact"
    if "url" in value:
        return _with(value.get("text"), value.get("url"))
    if "value" in value:
        return _with(value.get("value"), value.get("role"))
    if "institution" in value:
        return _with(value.get("name") or value.get("institution"), value.get("ror"))
    return JOINT.join(map(str, _list(value.get("path")))) or _with(value.get("name"), None)


def _with(text: object, more: object) -> str:
    """A text, and in brackets what is said about it; whichever there is."""
    return f"{text} ({more})" if text and more else str(text or more or NOTHING)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value] if value else []


def _old(value: object) -> Value:
    return Value(shown(value), Tone.OLD)


def _new(value: object) -> Value:
    return Value(shown(value))


def _changed(what: str) -> Say:
    """Something that came, went or is another."""
    return lambda change, _: _difference(what, change)


def _difference(what: str, change: Change, *of: Part) -> Sentence:
    if change.old is None:
        return (what, *of, " added: ", _new(change.new))
    if change.new is None:
        return (what, *of, " removed: ", _old(change.old))
    return (what, *of, " changed from ", _old(change.old), " to ", _new(change.new))


def _of_contact(what: str) -> Say:
    """A value of a contact, with whose it is: an initiative may have several."""

    def say(change: Change, names: Names) -> Sentence:
        named = names.contacts.get(change.contact or "")
        return _difference(what, change, *(" of ", Value(named, Tone.NAME)) if named else ())

    return say


def _person(change: Change, _: Names) -> Sentence:
    if change.old is None or change.new is None:
        return _difference("name of a contact", change)
    return ("contact ", _old(change.old), " is now called ", _new(change.new))


def _renamed(what: str) -> Say:
    return lambda change, _: (f"{what}renamed from ", _old(change.old), " to ", _new(change.new))


def _moved(change: Change, _: Names) -> Sentence:
    if not change.old:
        return ("moved to ", _new(change.new or "no category"))
    return ("moved from ", _old(change.old), " to ", _new(change.new or "no category"))


def _in_category(what: str) -> Say:
    """What happened to a whole initiative, and where it stands or stood."""

    def say(change: Change, _: Names) -> Sentence:
        whole = change.new if change.new is not None else change.old
        path = JOINT.join(map(str, _list(whole.get("category")))) if isinstance(whole, Mapping) else ""
        return (f"{what} (in ", Value(path, Tone.NAME), ")") if path else (what,)

    return say


def _reordered(where: str) -> Say:
    def say(change: Change, names: Names) -> Sentence:
        if not change.place:
            return (f"stands elsewhere {where}" if change.place is None else f"stands first {where} now",)
        called = names.categories if change.category is not None else names.initiatives
        return (f"stands elsewhere {where}, now behind ", Value(called.get(change.place, change.place), Tone.NAME))

    return say


def _reworded(what: str) -> Say:
    def say(change: Change, _: Names) -> Sentence:
        share = "" if change.similarity is None else f", {change.similarity:.0%} of the words as before"
        return (f"{what} reworded{share}",)

    return say


def _related(what: str) -> Say:
    def say(change: Change, names: Names) -> Sentence:
        named = (names.initiatives.get(ident, ident) for ident in change.related)
        listed = [part for name in named for part in (", ", Value(name, Tone.NAME))]
        return (f"{what} ", *listed[1:])

    return say


def _every(what: str, *kinds: Kind) -> dict[Kind, Say]:
    return dict.fromkeys(kinds, _changed(what))


SENTENCES: Mapping[Kind, Say] = {
    Kind.CATEGORY_ADDED: lambda change, _: ("new category: ", _new(change.new)),
    Kind.CATEGORY_REMOVED: lambda change, _: ("category removed: ", _old(change.old)),
    Kind.CATEGORY_RENAMED: _renamed("category "),
    Kind.CATEGORY_REORDERED: _reordered("on the page"),
    Kind.CATEGORY_REWORDED: _reworded("description"),
    Kind.INITIATIVE_ADDED: _in_category("new initiative"),
    Kind.INITIATIVE_RETIRED: _in_category("no longer on the page"),
    Kind.INITIATIVE_RETURNED: _in_category("back on the page"),
    Kind.INITIATIVE_RENAMED: _renamed(""),
    Kind.INITIATIVE_MOVED: _moved,
    Kind.INITIATIVE_REORDERED: _reordered("in its category"),
    Kind.INITIATIVE_SPLIT: _related("may have been split; new beside it:"),
    Kind.INITIATIVE_MERGED: _related("may have taken up what is gone:"),
    Kind.BODY_REWORDED: _reworded("text"),
    **_every("contact", Kind.CONTACT_ADDED, Kind.CONTACT_REMOVED),
    Kind.CONTACT_REPLACED: lambda c, _: ("contact is now ", _new(c.new), " instead of ", _old(c.old)),
    Kind.PERSON_CHANGED: _person,
    Kind.TITLE_CHANGED: _of_contact("title"),
    Kind.ROLE_CHANGED: _of_contact("role"),
    Kind.UNIT_CHANGED: _of_contact("unit"),
    Kind.PHONE_CHANGED: _of_contact("phone"),
    Kind.EMAIL_CHANGED: _of_contact("e-mail"),
    **_every("partner", Kind.PARTNER_ADDED, Kind.PARTNER_REMOVED, Kind.PARTNER_CHANGED),
    **_every("host unit", Kind.HOST_UNIT_ADDED, Kind.HOST_UNIT_REMOVED, Kind.HOST_UNIT_CHANGED),
    **_every("program", Kind.PROGRAM_ADDED, Kind.PROGRAM_REMOVED, Kind.PROGRAM_CHANGED),
    **_every("date", Kind.YEAR_ADDED, Kind.YEAR_REMOVED, Kind.YEAR_CHANGED),
    **_every("link", Kind.LINK_ADDED, Kind.LINK_REMOVED, Kind.LINK_CHANGED),
    **_every("caption", Kind.CAPTION_ADDED, Kind.CAPTION_REMOVED, Kind.CAPTION_CHANGED),
}
