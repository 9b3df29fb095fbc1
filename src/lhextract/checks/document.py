"""`docs/findings.md`, made from the codes of the checks: `python -m lhextract.checks.document > docs/findings.md`."""

from __future__ import annotations

import sys

from lhextract.checks.registry import WORST_FIRST, Code, known_codes

HEAD = """\
# Findings

What a run wants a person to look at. `--fail-on` names the least severity that gives exit code 3. An **error** is
certainly wrong, here or on the page; a **warning** probably; a **note** is worth a look.

This page is made from the codes of `src/lhextract/checks/`: `python -m lhextract.checks.document > docs/findings.md`.

| code | severity | meaning | example | what to do |
| --- | --- | --- | --- | --- |
"""


def findings_page() -> str:
    """The page: a row for every code, the worst first."""
    codes = sorted(known_codes().values(), key=lambda code: (WORST_FIRST.index(code.severity), code.name))
    return HEAD + "".join(map(_row, codes))


def _row(code: Code) -> str:
    cells = (f"`{code.name}`", code.severity.value, code.meaning, code.example, code.remedy)
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |\n"


if __name__ == "__main__":
    sys.stdout.write(findings_page())
