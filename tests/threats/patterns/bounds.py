"""Patterns that would be slow on a long text, and why they never get one: by the module and the start of the pattern.

Time grows with the square of a text where a search begins anew at each of its places and reads far each time. That
does no harm where the text is short, or where the pattern is tried at one place only.
"""

from __future__ import annotations

BLANKS = "blanks in a row alone are slow: in canonical text there is one at most"
ONCE = "it is tried at the beginning alone (match, fullmatch)"
HEAD = "it reads the first 4,096 bytes, from the beginning"
TYPED = "it reads what somebody typed on the command line"
BOUNDED = {
    ("batch/remote.py", "(?:[A-Za-z]"): TYPED,
    ("batch/remote.py", "((?:["): TYPED,
    ("corrections/values.py", "[^\\s@<>()"): f"{ONCE}, on at most 500 characters",
    ("exports/changes/markdown.py", "(\\s*\\d*)"): ONCE,
    ("exports/changes/words.py", "\\s*\\S+\\s*"): BLANKS,
    ("exports/tables/cells.py", "[A-Za-z][A-Za-z0-9+.\\-]*:\\S+"): ONCE,
    ("exports/tables/cells.py", "[^@\\s]+@[^@\\s]+"): ONCE,
    ("formats/sql/address.py", "(?<=://)"): TYPED,
    ("gold.py", "\\[\\["): "it reads golden pages, which we wrote",
    ("holding/not_a_page.py", "\\s*"): HEAD,
    ("mentions/institution/beside.py", "\\w[\\w²³*+]*"): "it reads what stands in brackets, at most 60 characters",
    ("mentions/recognisers/year.py", "(?:^|[\\s("): "it reads the 40 characters before a number",
    ("mentions/recognisers/year.py", "[^\\W\\d_]{3,}"): "it reads the 40 characters before a number",
    ("outline/form.py", "(?:"): f"{ONCE}; {BLANKS}",
    ("records/contact_line.py", "(?:(?<="): "it reads the 300 characters before a name",
    ("records/contact_line.py", "(?<!\\w)(?:"): BLANKS,
    ("records/contact_line.py", "\\s*[;|·•]"): BLANKS,
    ("signs/trouble.py", "(?<=[.!?])"): BLANKS,
}
