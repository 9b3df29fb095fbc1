"""Which text a reader takes for something else than text, and the apostrophe that keeps it from that.

An apostrophe is what people type into a spreadsheet to say "this is text"; `plain` and `unguarded` take it away again.
"""

from __future__ import annotations

import re

# A spreadsheet takes these at the beginning of a cell for a formula; the wide forms too, in some of them. One that
# expects semicolons or tabs begins a new cell behind each, and a new row behind a line end, whatever is quoted.
_BEGIN, _FORMULA = r"(?<![^;\t\r\n])", r"[=+\-@\t\r\n＝＋－＠]"
FORMULA = re.compile(f"{_BEGIN}(?=['’]*{_FORMULA})")
QUOTED_FORMULA = re.compile(f"{_BEGIN}(?=['’]+{_FORMULA})")
QUOTE = re.compile(f"{_BEGIN}['’](?=['’]*{_FORMULA})")
# Whole cells that pandas, polars, R, DuckDB or a spreadsheet read as nothing ("NA" is Namibia, "None" may be a name),
# as a truth value, or as a number: zeros in front are lost, an exponent is worked out, digits beyond 15 are rounded,
# 2014 becomes 2014.0 beside an empty cell, and a reader that has seen numbers only refuses the first text after them.
_NOTHING = r"#?N/?A|<NA>|#N/A N/A|NULL|null|None|none|-?(?:1\.#(?:IND|QNAN)|[nN]a[nN])|n/a|na"
_TRUTH = r"[tT]rue|TRUE|[fF]alse|FALSE|[TF]"
_NUMBER = r"[0-9][0-9_]*(?:,[0-9]{3})*(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?|[iI]nf(?:inity)?"
_ELSE = f"(?:{_NOTHING}|{_TRUTH}|{_NUMBER})"
OTHER = re.compile(f"'*{_ELSE}")
QUOTED_OTHER = re.compile(f"'+{_ELSE}")
# Half a surrogate pair is nothing in UTF-8, though JSON and some charsets of forms can write it; and many programs end
# a text at NUL or refuse it.
HALF = re.compile("[\ud800-\udfff]")
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def neutralised(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe before each; `plain` takes them away."""
    return FORMULA.sub("'", text)


def quoted(text: str) -> str:
    """A text for a cell that is typed as text: only what `plain` would change has an apostrophe before it."""
    return QUOTED_FORMULA.sub("'", text)


def plain(text: str) -> str:
    """The text that was neutralised or quoted."""
    return QUOTE.sub("", text)


def guarded(text: str) -> str:
    """A text that no reader takes for a formula, for nothing, a truth value or a number; `unguarded` gives it back."""
    return f"'{text}" if OTHER.fullmatch(text) else neutralised(text)


def unguarded(text: str) -> str:
    """The text that was guarded."""
    return text[1:] if QUOTED_OTHER.fullmatch(text) else plain(text)


def storable(text: str) -> str:
    """A text that every format can hold: NUL and halves of surrogate pairs become U+FFFD (replacement character)."""
    return UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)
