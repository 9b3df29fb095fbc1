"""The key of a name: two names with the same key are written differently and are the same name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters with a stroke or tied together have no decomposition in Unicode; readers leave the stroke out ("Lodz").
UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
# Of the letters that need no decomposition, for `str.translate`.
PLAIN_ASCII = {
    code: char.lower() if char.isalnum() or char == "." else " " for code, char in enumerate(map(chr, range(128)))
}
# "e.V.", "S. A.", "J. E." are one word, as "eV", "SA" and "JE" are.
INITIALS = re.compile(r"\b[^\W\d_](?:\. ?[^\W\d_]\b)+")
AND = frozenset({"and", "und"})
# Not "de": it is an article in Dutch only, and "De La Salle University" is not "La Salle University".
ARTICLES = frozenset(
    {"the", "der", "die", "das", "den", "dem", "des", "le", "la", "les", "il", "lo", "gli", "el", "los", "las", "het"}
)
LEGAL_FORMS = frozenset(
    {"ev", "gmbh", "ggmbh", "mbh", "ag", "kg", "kgaa", "ohg", "ug", "eg", "se", "co", "ltd", "limited", "inc"}
    | {"incorporated", "llc", "llp", "plc", "corp", "corporation", "pty", "pvt", "cic", "sa", "sas", "sarl", "sl"}
    | {"srl", "spa", "scarl", "bv", "nv", "vzw", "asbl", "aisbl", "ivzw", "ab", "aps", "a s", "asa", "oy", "oyj"}
    | {"kft", "zrt", "doo", "sro", "sp z oo", "kk"}
)
LONGEST_FORM = 3  # words


# A page asks for the same names many times, and every page for those of the lookups: 16,384 take some 5 MB.
@lru_cache(maxsize=16384)
def name_key(text: str) -> str:
    """Return the form by which a name is compared; "" for a text without a letter or digit.

    "The Łódź Institute & Partners, S.A." and "lodz institute und partners" both give "lodz institute and
    partners". Case, diacritics, width, dashes and punctuation are ignored, "&", "und" and "and" are one, a
    leading article and the legal form at the end are dropped, one word at least stays. Umlauts lose their
    dots: "Universität" is "universitat", which "Universitaet" is not. The key of a key is the key itself.
    """
    joined = INITIALS.sub(lambda match: re.sub(r"\W", "", match[0]), _plain(text))
    words = ["and" if word in AND else word for word in joined.replace(".", " ").split()]
    start = 0
    while start < len(words) - 1 and words[start] in ARTICLES:
        start += 1
    return " ".join(words[start : _end_without_legal_form(words, start)])


def _plain(text: str) -> str:
    """Lower case without diacritics, a blank for all but letters, digits and the full stops of initials."""
    if text.isascii():
        return text.replace("&", " and ").translate(PLAIN_ASCII)
    # Folding opens new decompositions and they new capitals ("ϔ"); after two rounds nothing changes any more.
    for _ in range(2):
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    text = "".join([char for char in text if not unicodedata.combining(char)]).translate(UNDECOMPOSED)
    text = unicodedata.normalize("NFC", text).replace("&", " and ")
    return "".join([char if char == "." or unicodedata.category(char)[0] in "LMN" else " " for char in text])


def _end_without_legal_form(words: list[str], start: int) -> int:
    """Where a name ends; "GmbH & Co. KG" is taken from behind, one word at least stays after `start`."""
    end = len(words)
    while True:
        for length in range(LONGEST_FORM, 0, -1):
            if end - length > start and " ".join(words[end - length : end]) in LEGAL_FORMS:
                end -= length
                break
        else:
            return end
        while end - 1 > start and words[end - 1] == "and":
            end -= 1
