"""The tables of SECURITY.md: every threat with its guards and tests, from `tests/threats/guards`."""

from __future__ import annotations

from collections.abc import Iterator

from tests.threats.guards import Guard, Threat, read_threats

from docs.making.markdown import code, prose, table
from docs.making.page import ROOT

# Titles of threats whose names say too little.
TITLES = {
    "bombs": "Decompression bombs",
    "code": "Code in data",
    "csrf": "Forged requests",
    "denial": "A server that is kept busy",
    "formulas": "Formulas in tables",
    "paths": "Path traversal and links",
    "personal": "Personal data in messages",
    "redos": "Patterns that take for ever",
    "secrets": "Secrets in messages",
    "ssrf": "Server-side request forgery",
    "xml": "Entities in XML",
    "xss": "Code in HTML",
}
BEGIN, END = "<!-- guards: made by python -m docs.making -->\n", "<!-- end of guards -->\n"


def security_page() -> str:
    """SECURITY.md as it stands, its tables made anew."""
    before, _, rest = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition(BEGIN)
    return before + BEGIN + "\n" + "\n".join(map(_section, read_threats())) + "\n" + END + rest.partition(END)[2]


def _section(threat: Threat) -> str:
    title = TITLES.get(threat.name, threat.name.replace("-", " ").capitalize())
    head = ("what is kept out", "guard", "test")
    return f"### {title}\n\n{prose(threat.says)}\n\n" + table(head, (_row(guard) for guard in threat.guards))


def _row(guard: Guard) -> tuple[str, str, str]:
    return prose(guard.says), f"{guard.name}, {code(guard.file)}", "<br>".join(_links(guard))


def _links(guard: Guard) -> Iterator[str]:
    """Each test by its name, with a link to its file."""
    for test in guard.tests:
        file, _, name = test.partition("::")
        yield f"[{code(name or file.rpartition('/')[2])}]({file})"
