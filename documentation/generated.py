"""What of `docs/` is made from the program, by its name there."""

from __future__ import annotations

import json
from pathlib import Path

from documentation.commands import commands_page
from documentation.records import records_page
from lhextract.checks.document import findings_page

ROOT = Path(__file__).parent.parent


def generated() -> dict[str, str]:
    """The text of every generated page, by its path in `docs/`."""
    records = json.loads((ROOT / "extracted/lighthouses/records.json").read_text(encoding="utf-8"))
    return {
        "findings.md": findings_page(),
        "reference/commands.md": commands_page(),
        "reference/records.md": records_page(records),
    }
