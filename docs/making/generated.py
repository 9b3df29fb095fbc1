"""What of `docs/` is made from the program, by its name there."""

from __future__ import annotations

import json

from docs.making.commands import commands_page
from docs.making.dictionary import dictionary_page
from docs.making.figures.decision import decision_figure
from docs.making.figures.identity import identity_figure
from docs.making.figures.names import names_figure
from docs.making.figures.outline import outline_figure
from docs.making.figures.speed import speed_figure
from docs.making.figures.tables import tables_figure
from docs.making.page import ROOT, SOURCE
from docs.making.records import records_page
from docs.making.security import security_page
from docs.making.speed import RESULTS, speed_page
from docs.making.speed_results import read_results
from lhextract.checks.document import findings_page


def generated() -> dict[str, str]:
    """The text of every generated page, by its path in `docs/`."""
    records = json.loads((ROOT / "extracted" / SOURCE / "records.json").read_text(encoding="utf-8"))
    return {
        "dictionary.md": dictionary_page(),
        "findings.md": findings_page(),
        "reference/commands.md": commands_page(),
        "reference/records.md": records_page(records),
        "speed.md": speed_page(),
        "../SECURITY.md": security_page(),
    }


def figures() -> dict[str, str]:
    """Every figure, by its path in `docs/`; some seconds, because names are looked for anew."""
    return {
        "img/figures/outline.svg": outline_figure(),
        "img/figures/names.svg": names_figure(),
        "img/figures/identity.svg": identity_figure(),
        "img/figures/decision.svg": decision_figure(),
        "img/figures/tables.svg": tables_figure(),
        "img/figures/speed.svg": speed_figure(read_results(RESULTS)),
    }
