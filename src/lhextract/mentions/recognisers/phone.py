"""Phone numbers: after a label, on the phone lines of a contact, or with a country code."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from lhextract.language.cues import Cues
from lhextract.mentions.candidates import NEVER_ALONE, VETO, Context, RecogniserSpec, Rule, context_of, propose
from lhextract.mentions.spacy_library import Doc, Language
from lhextract.model.outline import LineRole
from lhextract.model.span import Span
from lhextract.phones.joined import read_numbers
from lhextract.phones.numbers import FoundNumber, find_numbers

SPEC = RecogniserSpec(
    name="phone",
    order=20,
    rules={
        "phone/fax": Rule(95, 1.0),
        "phone/labelled": Rule(90, 0.99),
        "phone/contact-line": Rule(90, 0.99),
        "phone/country-code": Rule(90, 0.99),
        "phone/in-prose": Rule(88, 0.95),
        "phone/shape": Rule(NEVER_ALONE, 0.3),
    },
)
# In prose a number without country code needs a word: one of these up to REACH characters before it, or a
# preposition right before it ("or leave a message at 1 (734) 615-8839").
REACH = 40
PHONE_WORD = re.compile(r"\b(?:phone|telephone|tel|call|dial|ring|Telefon|anrufen|erreichbar)\b", re.IGNORECASE)
PREPOSITION = re.compile(r"\b(?:at|on|unter)\s$", re.IGNORECASE)
# "Inventarnummer des Messgeräts: 0432-1187", "tax number of the association is 203/149/02019"; but not a phone number.
NUMBERED = re.compile(
    r"(?<!phone )(?<!fax )\b(?!telef|phone|ruf|mobil|fax)(?:\w*nummer|number|no)\b\.?[^.;|]{0,30}(?::|is|ist|lautet) $",
    re.IGNORECASE,
)
GRID = re.compile(r"\b\d{1,2}[C-X] $")  # a zone of the UTM grid: "33U 0412019 5654001"
MEASURED = re.compile(r"\s?[°%€$£]")  # "51.0282° N" is a place on the map
IDENTIFIER = re.compile(
    r"(?:\b(?:grants?|no|nr|number|nummer|award|id|isbn|issn|doi|kennzeichen)\b\.?:?\s?|[A-Za-z]-?)$",
    re.IGNORECASE,
)


# What announces a number within the house: "App. 33013".
INTERNAL = re.compile(
    r"(?<!\w)(?:App|Apparat|Hausapparat|Nebenstelle|Nst|Durchwahl|DW|ext|extension)\b\.?:?\s?$", re.IGNORECASE
)


@cache
def _both(cues: Cues) -> re.Pattern[str]:
    """A label for phone and fax right before a number: "Tel./Fax:"."""
    phone, fax = cues.alternatives("contacts.phone"), cues.alternatives("contacts.fax")
    return re.compile(rf"(?<!\w){phone}\.?\s?(?:[/&+]|u\.|und|and)\s?{fax}\.?\s?:?\s?\(?$", re.IGNORECASE)


@cache
def _label(cues: Cues, name: str) -> re.Pattern[str]:
    """A phone or fax label right before a number."""
    # A digit may stand right before it: "463-33013Fax".
    return re.compile(rf"(?<![^\W\d]){cues.alternatives(name)}\.?\s?:?\s?\(?$", re.IGNORECASE)


@Language.factory("lh_phone", assigns=["doc.user_data"])
def make_phone(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
    """Propose phone numbers, and veto fax numbers."""

    def find_phones(doc: Doc) -> Doc:
        context = context_of(doc)
        for line, role, text in context.lines():
            number_before: str | None = None
            for found in find_numbers(text, region=context.region or None):
                rule = _rule(text, found, role, context.cues, number_before)
                if rule:
                    span = Span(line.start + found.start, line.start + _end(text, found, context))
                    propose(doc, span, VETO if rule == "phone/fax" else "PHONE", rule)
                number_before = None if rule == "phone/shape" else rule
        return doc

    return find_phones


def _end(text: str, found: FoundNumber, context: Context) -> int:
    """Where a number ends: behind "Tel./Fax:" the second of two joined numbers is the fax."""
    if not _both(context.cues).search(text[: found.start]):
        return found.end
    return found.start + read_numbers(text[found.start : found.end], region=context.region or None)[0].end


def _rule(text: str, found: FoundNumber, role: LineRole, cues: Cues, before: str | None) -> str | None:
    """The rule by which a number-shaped string is a phone number, or None."""
    lead = text[: found.start]
    if _both(cues).search(lead):
        return "phone/labelled"
    if _label(cues, "contacts.fax").search(lead):
        return "phone/fax"
    label = _label(cues, "contacts.phone").search(lead)
    # A letter announces whole numbers only: "EP/T01279X/1".
    if (label and not (found.short and len(label.group().strip(" .:(")) == 1)) or INTERNAL.search(lead):
        return "phone/labelled"
    if before and re.search(r"\d\s?(?:/|,|;|or|oder)\s?$", lead):
        return before  # "+65 6516 5009 / 6516 5010"
    if found.short:
        return None
    if role is LineRole.CONTACT_PHONE:
        return "phone/contact-line"
    if IDENTIFIER.search(lead) or NUMBERED.search(lead) or GRID.search(lead) or MEASURED.match(text, found.end):
        return None
    if found.valid and role.is_contact:
        return "phone/contact-line"  # "Dr. Eva Roth, Institute of Physics, 0141 330 2208"
    if found.international and found.valid:
        return "phone/country-code"
    if not found.valid:
        return None
    if PHONE_WORD.search(lead[-REACH:]) or PREPOSITION.search(lead[-REACH:]):
        return "phone/in-prose"
    return "phone/shape"
