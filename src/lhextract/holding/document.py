"""`docs/holding.md`, made from the codes of the reasons: `python -m lhextract.holding.document > docs/holding.md`."""

from __future__ import annotations

import sys

from lhextract.holding.code import Basis, Code
from lhextract.holding.registry import known_codes

HEAD = """\
# Holding

If what was fetched does not look like the page, the run is held: nothing in `extracted/` changes, the reason is named,
and the exit code is 4. `--accept` lets a person overrule it. A hold is seen on the **page** alone, on a first run too,
or against what was there **before**: the extraction in force. Of a snapshot that is in force already only the latter
is asked.

This page is made from the codes of `src/lhextract/holding/`: `python -m lhextract.holding.document > docs/holding.md`.

| code | seen on | meaning | example | what to do |
| --- | --- | --- | --- | --- |
"""


def holding_page() -> str:
    """The page: a row for every code, those seen on the page alone first."""
    codes = sorted(known_codes().values(), key=lambda code: (code.basis is Basis.BEFORE, code.name))
    return HEAD + "".join(map(_row, codes))


def _row(code: Code) -> str:
    cells = (f"`{code.name}`", code.basis.value, code.meaning, code.example, code.remedy)
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |\n"


if __name__ == "__main__":
    sys.stdout.write(holding_page())
