"""One sentence for each change, as parts: what is said, and the values that are quoted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lhextract.model.change import Cause, Change, Kind

JOINT = " › "
NOTHING = "nothing"
CAUSES = {
    Cause.PAGE: "",
    Cause.EXTRACTOR: "read otherwise, the page says the same",
    Cause.LOOKUP: "by a lookup table",
    Cause.STEWARD: "by a steward",
}


@dataclass(frozen=True, slots=True)
class Value:
    """Something that is quoted from the page; `was` if it is the value before."""

    text: str
    was: bool = False


REWORDED = frozenset({Kind.BODY_REWORDED, Kind.CATEGORY_REWORDED})  # the words that are another are shown
Part = str | Value
Sentence = tuple[Part, ...]


def sentence_of(change: Change) -> Sentence:
    """What a change says, without the name of the initiative that it stands under; the cause is told elsewhere."""
    return SENTENCES[change.kind](change)


def subject_of(change: Change) -> str | None:
    """What a sentence has to name, since it stands under no heading that does: a category, unless it is new."""
    return change.name if change.category is not None and change.kind is not Kind.CATEGORY_ADDED else None


def as_text(sentence: Sentence) -> str:
    """A sentence with its values in quotation marks."""
    return "".join(part if isinstance(part, str) else f"'{part.text}'" for part in sentence)


def shown(value: object) -> str:
    """A value of a release in a few words."""
    if isinstance(value, Mapping):
        return _shown_object(value)
    return str(value) if value is not None else NOTHING


def _shown_object(value: Mapping[str, Any]) -> str:
    if "phones" in value:
        return ", ".join(str(part) for part in (value["person"], value["role"], value["unit"]) if part) or "an office"
    if "url" in value:
        text, url = value["text"], value["url"]
        return f"{text} ({url})" if text and url else text or url or NOTHING
    if "role" in value:
        return f"{value['value']} ({value['role']})"
    if "institution" in value:
        return f"{value['name']} ({value['ror']})" if value["ror"] else str(value["name"])
    if "path" in value:
        return JOINT.join(value["path"])
    return str(value["name"])


def _changed(what: str) -> Callable[[Change], Sentence]:
    def sentence(change: Change) -> Sentence:
        if change.old is None:
            return (f"{what} added: ", Value(shown(change.new)))
        if change.new is None:
            return (f"{what} removed: ", Value(shown(change.old), was=True))
        return (f"{what} changed from ", Value(shown(change.old), was=True), " to ", Value(shown(change.new)))

    return sentence


def _moved(change: Change) -> Sentence:
    if not change.old or not change.new:
        return ("moved to ", Value(shown(change.new) if change.new else "no category"))
    return ("moved from ", Value(shown(change.old), was=True), " to ", Value(shown(change.new)))


def _in_category(value: object) -> str:
    path = value.get("category") if isinstance(value, Mapping) else None
    return f" (in {JOINT.join(path)})" if path else ""


def _reworded(what: str) -> Callable[[Change], Sentence]:
    def sentence(change: Change) -> Sentence:
        share = "" if change.similarity is None else f", {change.similarity:.0%} of the words as before"
        return (f"{what} reworded{share}",)

    return sentence


def _related(what: str) -> Callable[[Change], Sentence]:
    return lambda change: (f"{what} ", Value(", ".join(change.related)))


SENTENCES: Mapping[Kind, Callable[[Change], Sentence]] = {
    Kind.CATEGORY_ADDED: lambda c: ("new category: ", Value(shown(c.new))),
    Kind.CATEGORY_REMOVED: lambda c: ("category removed: ", Value(shown(c.old), was=True)),
    Kind.CATEGORY_RENAMED: lambda c: (
        "category renamed from ",
        Value(shown(c.old), was=True),
        " to ",
        Value(shown(c.new)),
    ),
    Kind.CATEGORY_REORDERED: lambda _: ("category stands elsewhere on the page",),
    Kind.CATEGORY_REWORDED: _reworded("description"),
    Kind.INITIATIVE_ADDED: lambda c: (f"new initiative{_in_category(c.new)}",),
    Kind.INITIATIVE_RETIRED: lambda c: (f"no longer on the page{_in_category(c.old)}",),
    Kind.INITIATIVE_RETURNED: lambda c: (f"back on the page{_in_category(c.new)}",),
    Kind.INITIATIVE_RENAMED: lambda c: ("renamed from ", Value(shown(c.old), was=True), " to ", Value(shown(c.new))),
    Kind.INITIATIVE_MOVED: _moved,
    Kind.INITIATIVE_REORDERED: lambda _: ("stands elsewhere in its category",),
    Kind.INITIATIVE_SPLIT: _related("may have been split; new beside it:"),
    Kind.INITIATIVE_MERGED: _related("may have taken up what is gone:"),
    Kind.BODY_REWORDED: _reworded("text"),
    Kind.CONTACT_ADDED: _changed("contact"),
    Kind.CONTACT_REMOVED: _changed("contact"),
    Kind.CONTACT_REPLACED: lambda c: (
        "contact is now ",
        Value(shown(c.new)),
        " instead of ",
        Value(shown(c.old), was=True),
    ),
    Kind.PERSON_CHANGED: _changed("name of a contact"),
    Kind.TITLE_CHANGED: _changed("title"),
    Kind.ROLE_CHANGED: _changed("role"),
    Kind.UNIT_CHANGED: _changed("unit"),
    Kind.PHONE_CHANGED: _changed("phone"),
    Kind.EMAIL_CHANGED: _changed("e-mail"),
    **dict.fromkeys((Kind.PARTNER_ADDED, Kind.PARTNER_REMOVED, Kind.PARTNER_CHANGED), _changed("partner")),
    **dict.fromkeys((Kind.HOST_UNIT_ADDED, Kind.HOST_UNIT_REMOVED, Kind.HOST_UNIT_CHANGED), _changed("host unit")),
    **dict.fromkeys((Kind.PROGRAM_ADDED, Kind.PROGRAM_REMOVED, Kind.PROGRAM_CHANGED), _changed("program")),
    **dict.fromkeys((Kind.YEAR_ADDED, Kind.YEAR_REMOVED, Kind.YEAR_CHANGED), _changed("date")),
    **dict.fromkeys((Kind.LINK_ADDED, Kind.LINK_REMOVED, Kind.LINK_CHANGED), _changed("link")),
    **dict.fromkeys((Kind.CAPTION_ADDED, Kind.CAPTION_REMOVED, Kind.CAPTION_CHANGED), _changed("caption")),
}
