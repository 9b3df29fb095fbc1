"""Names that show by themselves: in quotation marks, with a code, or known to every reader."""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.mentions.program.cues import ProgramCues
from lhextract.mentions.program.enumerations import Stretch
from lhextract.mentions.program.names import read_name
from lhextract.mentions.program.words import Words

QUOTES = {"“": "”“", '"': '"', "„": "“”", "«": "»", "»": "«", "‹": "›", "›": "‹", "‘": "’", "‚": "‘’"}
CLOSING = frozenset('”“"»«›‹’‘')
LONGEST_QUOTE = 30
LONGEST_TITLE = 14


def find_quoted(words: Words, cues: ProgramCues) -> Iterator[Stretch]:
    """Names in quotation marks, unless the words before say that something else is quoted."""
    after = 0
    for position in words.at(QUOTES.keys()):
        end = _closing(words, position) if position >= after else 0
        if end == 0:
            continue
        last = end - 1 if words.text(end - 1) in {",", "."} else end
        if words.is_name(position + 1) and not _quotes_something_else(words, cues, position):
            yield position + 1, last
        after = end + 1


def _closing(words: Words, opening: int) -> int:
    """Where the quotation closes that opens at an index; 0 if none does."""
    closing = QUOTES.get(words.text(opening), "")
    # The "›" of a breadcrumb has blanks around it.
    if not closing or opening + 1 >= len(words) or words.borders[opening][1] != words.borders[opening + 1][0]:
        return 0
    end = opening + 1
    while end < len(words) and end - opening <= LONGEST_QUOTE and words.text(end) not in closing:
        end += 1
    return end if end > opening + 1 and words.text(end) in closing else 0


def _quotes_something_else(words: Words, cues: ProgramCues, opening: int) -> bool:
    before = [words.lower(opening - 1), words.lower(opening - 2)]
    if before[0].isdigit() or before == ["as", "such"]:
        return False
    # "The UTC "Lightweight Structures …"": what is quoted names the institution before it.
    # But "the DFG-funded "Symposium …"".
    named = words.text(opening - 1)[-1:].isupper() and words.is_acronym(opening - 1)
    named = named or (words.is_taken(opening - 1) and words.is_name(opening - 1) and "-" not in words.text(opening - 1))
    if named and not cues.kind(words, opening - 1) and words.text(opening - 1) not in cues.codes:
        return True
    return any(word in cues.quoted_others for word in before)


def find_codes(words: Words, cues: ProgramCues) -> Iterator[Stretch]:
    """Codes with their unquoted titles: "SPP 2005 OPUS", "SFB/TRR 339", "GRK 2250 Impact resistance of …"."""
    for index in words.at(cues.codes.last_words):
        if words.text(index) not in cues.codes:
            continue
        number = index + 1 + (words.text(index + 1) == "F")
        if words.text(number).isdigit():
            end = read_name(words, number + 1)
            yield index, max(number + 1, _rest_of_title(words, end) if end > number + 1 else 0)


def _rest_of_title(words: Words, end: int) -> int:
    """Go on over small words if they lead to the verb of the sentence: "Impact resistance of … has been"."""
    last, verbs = end, words.particles.verbs
    while last < len(words) and last - end < LONGEST_TITLE:
        if not words.text(last)[0].isalpha() or words.lower(last) in verbs:
            break
        last += 1
    return last if words.lower(last) in verbs else end


def find_schemes(words: Words, cues: ProgramCues) -> Iterator[Stretch]:
    """Funding programmes that every reader knows; "Interreg" goes on with its area."""
    after = 0
    for index in words.at(cues.scheme_words):
        if index < after:
            continue
        end = cues.schemes.from_word(words, index)
        if words.text(index) in cues.open_schemes:
            end = read_name(words, index, through=True, joins=())
        if end > index:
            yield index, end
        after = end
