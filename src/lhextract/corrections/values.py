"""A value as a steward writes it, to the value of an entry; what does not fit is said with what is allowed.

The same for the command line, the review page and an edited table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import get_args

from lhextract.addresses import LINK
from lhextract.dates.edtf import is_edtf
from lhextract.dates.meant import meant_by
from lhextract.items import CONTACT_FIELDS, KINDS
from lhextract.language.cues import load_cues
from lhextract.minting import mint
from lhextract.model.correction import Value
from lhextract.model.mention import Label
from lhextract.model.record import JOINT, InstitutionKind, YearRole
from lhextract.phones.numbers import has_more, is_region, read_number
from lhextract.registry.keys import name_key
from lhextract.registry.ror import ALLOWED as ROR_ID
from lhextract.registry.ror import read_ror_id

LONGEST_LINE, LONGEST_TEXT = 500, 50_000  # characters
EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]+@[^\s@<>()\[\],;:\"\\.]+(?:\.[^\s@<>()\[\],;:\"\\.]+)+")
EDTF = "a date in EDTF: 2014, 2014-05, 2014-05-31, 2014/2019, 2014/.."
LANGUAGE_OF_PHONES = "a phone number that can be read, with country code or of the page's region: +49 351 463-33013"
FOLLOWS = frozenset({"national", "region"})  # parts of a number that nobody decides
ONE_NUMBER = "one phone number, with nothing behind it but an extension: +49 351 463-33013 ext. 12"


class UnfitValueError(ValueError):
    """A value that its field cannot have; `key` says which part of an item ("" for a field)."""

    def __init__(self, key: str, found: object, allowed: str) -> None:
        self.key, self.found, self.allowed = key, found, allowed
        super().__init__(
            f"{key}: found {found!r}, allowed is {allowed}" if key else f"found {found!r}, allowed is {allowed}"
        )


@dataclass(frozen=True, slots=True)
class Known:
    """What values may refer to: the page's region, its categories, institutions with their names, and people."""

    region: str | None
    categories: tuple[tuple[str, ...], ...]
    institutions: Mapping[str, str]  # key of the name to id
    names: Mapping[str, str]  # id to name
    people: frozenset[str] = frozenset()  # ids


def read_value(path: str, given: Value, *, known: Known, before: Value = None) -> Value:
    """Return the value for an entry from what a steward gave: a text, or an item by its keys.

    A text is the main key of an item; what it does not say is taken from `before`, the value in force, and what
    follows from it (the national form of a number) is worked out. Raises `UnfitValueError`.
    """
    parts = path.split(".")
    if len(parts) == 4 or (len(parts) == 2 and parts[0] in KINDS):
        kind = parts[2] if len(parts) == 4 else parts[0]
        old = dict(before) if isinstance(before, Mapping) else {}
        new = dict(given) if isinstance(given, Mapping) else {PLAIN[kind]: given}
        unknown = new.keys() - set(KINDS[kind].keys)
        if unknown:
            raise UnfitValueError(sorted(unknown)[0], new[sorted(unknown)[0]], f"one of {', '.join(KINDS[kind].keys)}")
        return ITEMS[kind](old, new, known)
    field = parts[-1]
    if field == "category":
        return _category(given, known)
    if field in {"aliases", "titles"}:
        return _list(given)
    if given is not None and not isinstance(given, str):
        raise UnfitValueError("", given, "a text")
    if given is None or not given.strip():
        if field in NEVER_EMPTY:
            raise UnfitValueError("", given, "a text that is not empty")
        return EMPTY.get(field)
    return FIELDS.get(field, line)(given) if field != "parent" else _parent(given, known)


def line(given: str) -> str:
    """One line of text: NFC, single blanks, no control characters."""
    text = " ".join(unicodedata.normalize("NFC", given).split())
    if not text or len(text) > LONGEST_LINE:
        raise UnfitValueError("", given[:80], f"a text of 1 to {LONGEST_LINE} characters")
    if not _is_clean(text):
        raise UnfitValueError("", given[:80], "a text without control characters")
    return text


def _is_clean(text: str) -> bool:
    return all(unicodedata.category(char) not in {"Cc", "Cs", "Co", "Cn"} for char in text)


def _paragraphs(given: str) -> str:
    lines = [" ".join(each.split()) for each in unicodedata.normalize("NFC", given).splitlines()]
    text = "\n".join(each for each in lines if each)
    if len(text) > LONGEST_TEXT or not _is_clean(text.replace("\n", " ")):
        raise UnfitValueError("", given[:80], f"a text of up to {LONGEST_TEXT} characters without control characters")
    return text


def _email(given: str) -> str:
    address = line(given).removeprefix("mailto:")
    if not EMAIL.fullmatch(address):
        raise UnfitValueError("", given, "an e-mail address such as name@university.edu")
    return address


def _url(given: str) -> str:
    address = line(given)
    if not LINK.fullmatch(address):
        raise UnfitValueError("url", given, "an address that begins with https://, http:// or mailto:")
    return address


def _kind(given: str) -> str:
    if given not in get_args(InstitutionKind):
        raise UnfitValueError("", given, f"one of {', '.join(get_args(InstitutionKind))}")
    return given


def _country(given: str) -> str:
    if not is_region(given.strip().upper()):
        raise UnfitValueError("", given, "a country code of ISO 3166-1 alpha-2 such as DE")
    return given.strip().upper()


def _ror(given: str) -> str:
    ror = read_ror_id(given)
    if ror is None:
        raise UnfitValueError("", given, ROR_ID)
    return ror


def _parent(given: str, known: Known) -> str:
    ident = given if given in known.names else known.institutions.get(name_key(given))
    if ident is None:
        raise UnfitValueError("", given, "the id or the name of an institution of this page")
    return ident


def _category(given: Value, known: Known) -> Value:
    path = tuple(part.strip() for part in given.split("›")) if isinstance(given, str) else given
    by_label = [each for each in known.categories if each[-1:] == path]
    if path not in known.categories and len(by_label) == 1:
        return by_label[0]
    if path not in known.categories:
        shown = "; ".join(JOINT.join(each) for each in known.categories)
        raise UnfitValueError("", given, f"a category of this page: {shown}")
    return path


def _list(given: Value) -> Value:
    parts = given.split("|") if isinstance(given, str) else given or ()
    if not all(isinstance(part, str) for part in parts):
        raise UnfitValueError("", given, "texts, separated by |")
    return tuple(line(str(part)) for part in parts if str(part).strip())


def _text(key: str, value: Value) -> str:
    if not isinstance(value, str) or not value.strip():
        raise UnfitValueError(key, value, "a text that is not empty")
    return line(value)


def _keep(old: Mapping[str, Value], new: Mapping[str, Value], *keys: str) -> None:
    """Refuse to empty a part that an item must have: taken from `old` instead, it would be confirmed unasked."""
    for key in keys:
        if key in new and old.get(key):
            _text(key, new[key])


def _party(old: Mapping[str, Value], new: Mapping[str, Value], known: Known) -> Value:
    """A partner or host unit: by the institution's id, or by a name that the page knows, or by a new one."""
    _keep(old, new, "name")
    ident = new.get("institution", old.get("institution"))
    name = _text("name", new.get("name") or old.get("name") or known.names.get(str(ident)))
    if ident is None:
        ident = known.institutions.get(name_key(name)) or mint("org", name)
    elif "institution" in new and str(ident) not in known.names:
        raise UnfitValueError("institution", ident, "the id of an institution of this page; give its name instead")
    return {"name": name, "institution": str(ident)}


def _phone(old: Mapping[str, Value], new: Mapping[str, Value], known: Known) -> Value:
    _keep(old, new, "e164", "raw")
    if new and new.keys() <= FOLLOWS:
        raise UnfitValueError(min(new), new[min(new)], "what follows from e164; give that")
    written = _text("e164", new.get("e164") or new.get("raw") or old.get("e164"))
    number = read_number(written, region=known.region)
    if has_more(written):
        raise UnfitValueError("e164", written, ONE_NUMBER)
    if number.e164 is None:
        raise UnfitValueError("e164", written, LANGUAGE_OF_PHONES)
    raw = new.get("raw") or old.get("raw") or written
    ext = new["ext"] if "ext" in new else number.extension or (None if "e164" in new else old.get("ext"))
    if ext is not None and not str(ext).isdigit():
        raise UnfitValueError("ext", ext, "digits, or nothing")
    return {
        "raw": _text("raw", raw),
        "e164": number.e164,
        "national": number.national,
        "ext": ext,
        "region": number.region,
    }


def _year(old: Mapping[str, Value], new: Mapping[str, Value], known: Known) -> Value:
    _keep(old, new, "text", "role")
    value = _text("value", new.get("value", old.get("value")))
    if not is_edtf(value):
        meant = meant_by(value, cues=load_cues(), region=known.region)
        raise UnfitValueError("value", value, f"{EDTF}; did you mean {meant}?" if meant else EDTF)
    role = new.get("role") or old.get("role") or "other"
    if role not in get_args(YearRole):
        raise UnfitValueError("role", role, f"one of {', '.join(get_args(YearRole))}")
    return {"text": _text("text", new.get("text") or old.get("text") or value), "value": value, "role": role}


def _program(old: Mapping[str, Value], new: Mapping[str, Value], _: Known) -> Value:
    return {"name": _text("name", new.get("name", old.get("name")))}


def _caption(old: Mapping[str, Value], new: Mapping[str, Value], _: Known) -> Value:
    return {"text": _text("text", new.get("text", old.get("text")))}


def _link(old: Mapping[str, Value], new: Mapping[str, Value], _: Known) -> Value:
    words, address = ({**old, **new}.get(key) for key in ("text", "url"))
    if not words and not address:
        raise UnfitValueError("url", address, "an address, or the words of the link")
    return {"text": _text("text", words) if words else None, "url": _url(str(address)) if address else None}


def _acronym(old: Mapping[str, Value], new: Mapping[str, Value], _: Known) -> Value:
    both = {**old, **new}
    return {"long": _text("long", both.get("long")), "short": _text("short", both.get("short"))}


def _mention(old: Mapping[str, Value], new: Mapping[str, Value], known: Known) -> Value:
    both = {**old, **new}
    if both.get("type") not in list(Label):
        raise UnfitValueError("type", both.get("type"), f"one of {', '.join(Label)}")
    text = _text("text", both.get("text"))
    if text != old.get("text", text):
        raise UnfitValueError("text", text, "the words that are selected; take this mention out and add another one")
    ident = both.get("institution") if both["type"] == Label.INSTITUTION else None
    if both["type"] == Label.INSTITUTION and (ident is None or "institution" not in new):
        ident = known.institutions.get(name_key(text)) or mint("org", text)
    elif ident is not None and str(ident) not in known.names:
        raise UnfitValueError("institution", ident, "the id of an institution of this page")
    person = both.get("person") if both["type"] == Label.PERSON else None
    if person is not None and "person" in new and person not in known.people:
        raise UnfitValueError("person", person, "the id of a person of this page")
    return {"type": both["type"], "text": text, "institution": ident, "person": person}


def _contact(old: Mapping[str, Value], new: Mapping[str, Value], known: Known) -> Value:
    both = {**old, **new}
    fields = {name: read_value(name, both.get(name), known=known) for name in CONTACT_FIELDS}
    listed = both.get("phones") or ()
    if isinstance(listed, str):
        listed = tuple(part for part in listed.split("|") if part.strip())
    if not isinstance(listed, tuple):
        raise UnfitValueError("phones", listed, "phone numbers, separated by |")
    phones = tuple(
        _phone({}, each if isinstance(each, Mapping) else {"e164": str(each).strip()}, known) for each in listed
    )
    if not any(fields[name] for name in ("person", "role", "unit")) and not phones and not fields["email"]:
        raise UnfitValueError("person", None, "a person, an office, a phone or an e-mail address")
    return {**fields, "phones": phones}


Reader = Callable[[Mapping[str, Value], Mapping[str, Value], Known], Value]
ITEMS: Mapping[str, Reader] = {
    "partners": _party,
    "host_units": _party,
    "contacts": _contact,
    "phones": _phone,
    "years": _year,
    "programs": _program,
    "links": _link,
    "captions": _caption,
    "acronyms": _acronym,
    "mentions": _mention,
}
# The key of an item that a plain text is for.
PLAIN: Mapping[str, str] = {
    "partners": "name",
    "host_units": "name",
    "contacts": "person",
    "phones": "e164",
    "years": "value",
    "programs": "name",
    "links": "url",
    "captions": "text",
    "acronyms": "short",
    "mentions": "type",
}
FIELDS: Mapping[str, Callable[[str], Value]] = {
    "text": _paragraphs,
    "email": _email,
    "kind": _kind,
    "country": _country,
    "ror": _ror,
}
NEVER_EMPTY = frozenset({"name", "kind"})
EMPTY: Mapping[str, Value] = {"text": ""}  # what a field is that says nothing; others are None
