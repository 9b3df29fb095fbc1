"""Numbers in text to spans and to E.164."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile

import phonenumbers
from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    ValidationResult,
)

# From the first "+", bracket or digit to the last digit. Blanks, points, slashes, hyphens and dashes may stand
# between digits, up to three of them in a row ("80 - 28 823", "3641 / 9-47 983").
NUMBER = re.compile(r"\(?(?:\+ ?)?\d(?:[ ()./\u2010-\u2015-]{0,3}\d){4,60}(?!\d)")
FIRST = frozenset("(+")  # what it begins with, where not with a digit
# Where two numbers share a line: "044-2257 4023 / 044-2257 5853".
BETWEEN = re.compile(r" ?/ ?")
# What a second number adds to the first: "463-33013, -14".
TAIL = re.compile(r"(?: ?, ?[-\u2013] ?\d{1,6}(?!\d))+")
EXTENSION = re.compile(r"(?:,? ?(?:ext\.?|extension|x|Durchwahl|DW) ?)(\d{1,6})\b", re.IGNORECASE)
# Digits apart, as in "463-33013 #12" and "463-33013, -14".
APART = re.compile(r"[#,;*][^\d#,;*]*\d")
INTERNATIONAL = re.compile(r"\(?(?:\+|\b00) ?[1-9]")
PLUS = frozenset("+\uff0b")  # one of them begins every number with a country code
PLACE_WORD = re.compile(r"[^\W\d_]{4,}")
PLACE_LANGUAGES = ("en", "de")
MOST_NUMBERS = 20  # without a country code, by which the region of a page is found
MOST_FITTED = 200  # of them, by which one of several country codes is chosen: of more, evenly taken ones speak for all
MOST_DIGITS = 15  # ITU-T E.164, section 6
FEWEST_DIGITS = 6
FEWEST_LOCAL = 5  # of a number within a house, which a word must announce
FEW_LENGTHS = 2  # of the numbers of a region, by which a number without area code is told from a whole one


@dataclass(frozen=True, slots=True)
class PhoneValue:
    """A number as read: E.164 (without extension), national format, extension and region, None where unknown."""

    e164: str | None
    national: str
    extension: str | None
    region: str | None


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number in a text: `[start, end)` within it, and whether it is a valid number of its region.

    `short`: it has so few digits that only a word before it can say that it is a phone number.
    """

    start: int
    end: int
    valid: bool
    international: bool
    short: bool


def is_region(code: str) -> bool:
    """Whether phonenumbers knows the region (ISO 3166-1 alpha-2: "GB", not "UK")."""
    return code in phonenumbers.SUPPORTED_REGIONS


def find_numbers(text: str, *, region: str | None) -> Iterator[FoundNumber]:
    """Yield everything in a line that has the shape of a phone number, valid or not, extension included."""
    done = 0  # an extension is no number of its own
    for match in NUMBER.finditer(text):
        if match.start() < done:
            continue
        for start, end in _apart(text, match.start(), match.end(), region):
            more = EXTENSION.match(text, end) or TAIL.match(text, end)
            done = end = more.end() if more else end
            start, end = _trimmed(text, start, end)
            raw = text[start:end]
            if FEWEST_LOCAL <= _digits(raw) <= MOST_DIGITS + 6:
                valid = is_valid(raw, region) or any(is_valid(raw[: m.start()], region) for m in BETWEEN.finditer(raw))
                yield FoundNumber(start, end, valid, bool(INTERNATIONAL.match(raw)), _digits(raw) < FEWEST_DIGITS)


def _apart(text: str, start: int, end: int, region: str | None) -> list[tuple[int, int]]:
    """One number, or the numbers on both sides of a slash if only they can be numbers."""
    whole = text[start:end]
    cuts = [(start + cut.start(), start + cut.end()) for cut in BETWEEN.finditer(whole)]
    pieces = list(zip([start, *(after for _, after in cuts)], [*(before for before, _ in cuts), end], strict=True))
    if len(pieces) > 1 and not is_valid(whole, region) and all(_digits(text[a:b]) >= FEWEST_DIGITS for a, b in pieces):
        return pieces
    return [(start, end)]


def _digits(raw: str) -> int:
    return sum(char.isdigit() for char in raw)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A number from what it may begin with to its last digit: a slash may cut one in two within brackets."""
    while text[start] not in FIRST and not text[start].isdecimal():
        start += 1
    while not text[end - 1].isdecimal():
        end -= 1
    return start + (1 if _opens_in_vain(text[start:end]) else 0), end


def _opens_in_vain(raw: str) -> bool:
    """A bracket that opens before the number and does not close inside it is outside: "(phone 734-615-3027)"."""
    return raw.startswith("(") and ")" not in raw


def cut_extension(raw: str) -> tuple[str, str | None]:
    """Return the number and its extension; phonenumbers does not know "DW" and "Durchwahl"."""
    found = EXTENSION.search(raw)
    return (raw[: found.start()], found.group(1)) if found else (raw, None)


def has_more(raw: str) -> bool:
    """Whether something stands behind a number that is no extension: `read_number` leaves it out, or dials its letters.

    What stands before it ("Tel.:") does not count, nor a sign at the end ("463-33013;").
    """
    found = EXTENSION.search(raw)
    main, rest = (raw[: found.start()], raw[found.end() :]) if found else (raw, "")
    behind = "".join(dropwhile(lambda char: not char.isdigit(), main))
    return any(map(str.isalpha, behind)) or APART.search(behind) is not None or any(map(str.isalnum, rest))


# The page's region, its numbers and its contacts ask for the same numbers; 4,096 are those of some hundred pages.
@lru_cache(maxsize=4096)
def is_valid(raw: str, region: str | None) -> bool:
    """Whether a number, its extension aside, is one of its region."""
    if region is None and PLUS.isdisjoint(raw):
        return False  # phonenumbers says so too, after it has read the whole number
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(cut_extension(raw)[0], region))
    except NumberParseException:
        return False


def read_number(raw: str, *, region: str | None) -> PhoneValue:
    """Return the value of a number as written: "0 351 463-33013" in DE gives "+4935146333013".

    `region` is assumed where no country code is written; whether the number is in service is not checked.
    A number that cannot be read, or whose length is impossible, has no `e164` and keeps its writing as `national`.
    """
    main, extension = cut_extension(raw)
    try:
        number = phonenumbers.parse(main, region)
    except NumberParseException:
        return PhoneValue(e164=None, national=raw, extension=extension, region=None)
    possible = phonenumbers.is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE
    if not possible or lacks_area_code(raw, region=region):
        return PhoneValue(e164=None, national=raw, extension=extension, region=None)
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if len(e164) > len("+") + MOST_DIGITS or not _reads_back(e164):  # phonenumbers takes 17 digits in Indonesia
        return PhoneValue(e164=None, national=raw, extension=extension, region=None)
    stated = phonenumbers.region_code_for_number(number) or phonenumbers.region_code_for_country_code(
        number.country_code or 0
    )
    return PhoneValue(
        e164=e164,
        national=phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL),
        extension=extension,
        region=None if stated in {None, "ZZ", "001"} else stated,
    )


def _reads_back(e164: str) -> bool:
    """Whether the E.164 form means the same number: "+49 (0013/14" would give "+4901314", which is "+491314"."""
    try:
        again = phonenumbers.parse(e164, None)
    except NumberParseException:
        return False
    return bool(phonenumbers.format_number(again, PhoneNumberFormat.E164) == e164)


def lacks_area_code(raw: str, *, region: str | None) -> bool:
    """Whether a number is written as within one town: "615-8839" in US, "463-33013" in DE.

    Where numbers have many lengths, as in DE and AT, such a number passes for one of another town ("04633 3013"),
    so what has no country code and no "0" in front is no whole number there.
    """
    main = cut_extension(raw)[0]
    try:
        number = phonenumbers.parse(main, region)
    except NumberParseException:
        return False
    digits = "".join(char for char in main if char.isdigit())
    if region is None or INTERNATIONAL.match(main) or len(digits) < FEWEST_LOCAL:
        return False
    if phonenumbers.is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
        return True
    rules = phonenumbers.PhoneMetadata.metadata_for_region(region)
    if rules is None or rules.national_prefix != "0" or digits.startswith("0"):
        return False
    with_country = digits.startswith(str(number.country_code)) and is_valid(f"+{digits}", None)
    lengths = rules.fixed_line.possible_length if rules.fixed_line else ()
    return len(lengths) > FEW_LENGTHS and not with_country


def infer_region(texts: Sequence[str]) -> str | None:
    """The region whose numbers a page writes: the country codes tell, and which of them its other numbers fit.

    Where no number has a country code, the region in which an area code belongs to a place that the texts name
    ("0421" and "Bremen"). A tie goes to the first of several country codes; between places it is None.
    """
    regions: Counter[str] = Counter()
    national: set[str] = set()
    for text in texts:
        for found in find_numbers(text, region=None):
            raw = text[found.start : found.end]
            value = read_number(raw, region=None) if found.international else None
            if value is not None and value.region and found.valid:
                regions[value.region] += 1
            elif not found.international and not found.short:
                national.add(raw)
    if not regions:
        return _region_by_place(texts, sorted(national)[:MOST_NUMBERS])
    # A long page names many countries, and each number would be tried in each of them.
    tried = sorted(national)[:: max(1, -(-len(national) // MOST_FITTED))]
    share = len(national) / len(tried) if tried else 0.0
    fitting = {region: share * sum(is_valid(raw, region) for raw in tried) for region in regions}
    return max(regions, key=lambda region: regions[region] + fitting[region])


def _region_by_place(texts: Sequence[str], numbers: Sequence[str]) -> str | None:
    if not numbers:
        return None
    # Imported here, because its tables of places take a third of a second and 80 MB.
    from phonenumbers import geocoder

    words = {word for text in texts for word in PLACE_WORD.findall(text)}
    homes: set[tuple[str, str]] = set()  # number as written, region
    for raw, number in _readings(numbers):
        if not phonenumbers.is_valid_number(number):
            continue
        places = [geocoder.description_for_number(number, language) for language in PLACE_LANGUAGES]
        # The first word alone: "Münster" of "Münster Westf".
        firsts = {found.group() for place in places if (found := PLACE_WORD.search(place))}
        if firsts & words and (home := phonenumbers.region_code_for_number(number)):
            homes.add((raw, home))
    best = Counter(home for _, home in homes).most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None


def _readings(numbers: Sequence[str]) -> list[tuple[str, PhoneNumber]]:
    """What the numbers may be, each once: regions that share a country code mostly read one alike (25 have "+1").

    By country code: `re` keeps 512 patterns, and all regions have more; number by number, most of the time would go
    into compiling theirs again.
    """
    found: dict[tuple[str, int | None, int | None, bool | None, int | None], PhoneNumber] = {}
    pieces = [(raw, cut_extension(raw)[0]) for raw in numbers]
    for region in sorted(phonenumbers.SUPPORTED_REGIONS, key=phonenumbers.country_code_for_region):
        for raw, main in pieces:
            try:
                number = phonenumbers.parse(main, region)
            except NumberParseException:
                continue
            zeros = number.italian_leading_zero, number.number_of_leading_zeros
            found[raw, number.country_code, number.national_number, *zeros] = number
    return [(key[0], number) for key, number in found.items()]
