"""What a field of `records.json` means, and which form its values are promised to have.

The schema takes its descriptions and patterns from here (`exports/schema.py`), and a run whose records break a promise
ends before it writes (`exports/promises.py`). Patterns are those of JSON Schema and Python alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

# The key of a schema under which `Meaning.sense` stands.
SENSE = "x-sense"


@dataclass(frozen=True, slots=True)
class Meaning:
    """The words of a field, its unit and what null means; then what is promised of its values.

    `pattern` is a regular expression that every text matches (in a list: every item), `least` and `most` bound
    numbers. `sense` counts up when the words come to mean something else: no schema shows that otherwise, and it takes
    a new MODEL.
    """

    text: str
    pattern: str | None = None
    least: float | None = None
    most: float | None = None
    sense: int = 1


def ident_pattern(*prefixes: str) -> str:
    """What every id with a prefix matches; how long it is, and what it is made of, is not for readers to know.

    With several prefixes, what ids joined by `/` match.
    """
    return f"^{'/'.join(f'{prefix}-[0-9a-z]+' for prefix in prefixes)}$"


LH, CT, ORG, PS, MN, CAT = map(ident_pattern, ("lh", "ct", "org", "ps", "mn", "cat"))
DECISION = r"^co-[0-9a-z]+-[0-9a-z]+$"
SHA256 = r"^[0-9a-f]{64}$"
# ITU-T E.164: "+", a country code, at most 15 digits in all; no extension.
E164 = r"^\+[1-9][0-9]{1,14}$"
# ISO 3166-1 alpha-2; "001" is what libphonenumber calls numbers of no country (+800).
REGION = r"^([A-Z]{2}|001)$"
COUNTRY = r"^[A-Z]{2}$"
# An id of the Research Organization Registry: Crockford's base 32, then two check digits.
ROR = r"^https://ror\.org/0[0-9a-hjkmnp-tv-z]{6}[0-9]{2}$"
# What `dates/edtf.py` accepts, as far as a pattern can tell: it lets 31 February and turned intervals pass.
_MONTH, _DAY = "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
_POINT = rf"([0-9]{{4}}(-{_MONTH}(-{_DAY})?|-2[1-4]|-XX)?|[0-9]{{3}}X|[0-9]{{2}}XX)"
EDTF = rf"^({_POINT}(/({_POINT}|\.\.))?|\.\./{_POINT})$"

Start = Annotated[
    int, Meaning("Where it begins: the offset of its first character in text.txt, in code points, from 0.", least=0)
]
End = Annotated[
    int, Meaning("Where it ends: the offset behind its last character in text.txt, in code points.", least=0)
]
Confidence = Annotated[
    float,
    Meaning("Share of right values among those of the same origin on the golden pages, from 0 to 1.", least=0, most=1),
]
Owner = Annotated[
    str | None, Meaning("Id of the initiative that it belongs to; null where it belongs to the page itself.", LH)
]
