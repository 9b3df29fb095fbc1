"""Names found again as whole words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from lhextract.mentions.occurrences import find_occurrences

TEXTS = st.text(alphabet="ab1_-(+. ", max_size=30)
NAMES = st.sets(st.text(alphabet="ab1_-(+. ", min_size=1, max_size=5).filter(lambda name: name[0] != " "), max_size=6)


@given(text=TEXTS, names=NAMES)
def test_the_same_places_as_a_pattern_of_all_names(text: str, names: set[str]) -> None:
    """Looking up names by their first word finds what one pattern of all names, the longest first, would find."""
    forms = sorted(names, key=lambda name: (-len(name), name))
    pattern = rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?!\w)" if forms else "(?!)"
    found = [(span.start, span.end) for span in find_occurrences(text, names, never_after="-")]
    assert found == [match.span() for match in re.finditer(pattern, text)]
