"""A workspace with invented people: a page of HTML and a flat one, decisions, tables, an older page, a web archive."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from lhextract.cli import main
from tests.conftest import GOLDEN

PERSON = "Annelies Zuberbühler"
HEAD = r"""
<meta name="author" content="Zuberb&uuml;hler, Annelies">
<!-- edited by A. Zuberbu&#776;hler -->
<script type="application/ld+json">{"employee": "Annelies Zuberb\u00fchler", "telephone": "tel:+41446353214"}</script>
</head>"""
# Into her own block: the family name alone, a link, an address; into another: somebody of the same family name.
OWN = """<p>The Zuberb&uuml;hler group came in 2001. Dr. Zuberbuehler writes to
<a href="mailto:annelies.zuberbuehler@znz.example">the office</a>,
<a href="https://znz.example/people/annelies-zuberb%C3%BChler">her page</a>.</p>
<p>Most doctoral candidates"""
OTHER = "<tr><td>Dr. Rudolf Zuberbühler</td><td>+41 44 255 24 99</td></tr>\n    <tr><td>Noëmi Stampfli"
# Invented people of a flat page: she, with her initial alone, and somebody of the same family name.
RENAMED = {
    "Henriette Oßwald-Thieme": "Annelies Zuberbuehler",
    "Lioba Kretzschmar": "A. Zuberbühler",
    "Sven Haubenreißer": "Rudolf Zuberbühler",
}


def html_page() -> str:
    """The page of a golden case, with more of her on it."""
    source = (GOLDEN / "zurich-centers" / "source.html").read_text(encoding="utf-8")
    for old, new in (("</head>", HEAD), ("<p>Most doctoral candidates", OWN), ("<tr><td>Noëmi Stampfli", OTHER)):
        assert old in source
        source = source.replace(old, new, 1)
    return source


def flat_page() -> str:
    """A flat page that names her too."""
    source = (GOLDEN / "chemnitz-lighthouses" / "source.txt").read_text(encoding="utf-8")
    for old, new in RENAMED.items():
        assert old in source
        source = source.replace(old, new)
    return source


def put_snapshot(root: Path, source: str, body: bytes, *, day: str, kind: str = "html") -> Path:
    """A page as fetched."""
    digest = hashlib.sha256(body).hexdigest()
    folder = root / "raw" / source / f"{day.replace('-', '')}T000000Z-{digest[:12]}"
    folder.mkdir(parents=True)
    (folder / f"page.{kind}").write_bytes(body)
    meta = {
        "url": f"https://{source}.example/",
        "retrieved": f"{day}T00:00:00Z",
        "status": 200,
        "media_type": "text/html" if kind == "html" else "text/plain",
        "headers": {},
        "file": f"page.{kind}",
        "sha256": digest,
    }
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    return folder


def run(root: Path, *args: str) -> int:
    """The exit code of a command that runs in a workspace."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        with pytest.raises(SystemExit) as ended:
            main(list(args))
    assert isinstance(ended.value.code, int)
    return ended.value.code


def make_workspace(root: Path) -> None:
    """The workspace, extracted twice, so that there are changes."""
    for name in ("profiles", "lookups", "corrections/zurich"):
        (root / "pipeline" / name).mkdir(parents=True)
    for name in ("zurich", "flat"):
        text = f'[source]\nurl = "https://{name}.example/"\n'
        (root / "pipeline" / "profiles" / f"{name}.toml").write_text(text, encoding="utf-8")
    page = html_page()
    older = page.replace("+41&nbsp;44&nbsp;635&nbsp;32&nbsp;14", "+41 44 635 32 99").replace(
        "+41446353214", "+41446353299"
    )
    put_snapshot(root, "zurich", older.encode("utf-8"), day="2024-01-01")
    put_snapshot(root, "flat", flat_page().encode("utf-8"), day="2024-01-01", kind="txt")
    assert run(root, "run", "--no-model", "--fail-on", "never") == 0
    newer = put_snapshot(root, "zurich", page.encode("utf-8"), day="2024-02-01")
    (newer / "page.warc.gz").write_bytes(gzip.compress(page.encode("utf-8")))
    assert run(root, "run", "zurich", "--no-model", "--fail-on", "never") == 0
    lookups = root / "pipeline" / "lookups"
    (lookups / "not_names.csv").write_text("name,reason\nZuberbühler Annelies,no name\nGRK,kept\n", encoding="utf-8")
    renames = "field,value,replacement,reason\nperson,Anneliese Zuberb,Annelies Zuberbühler,slip\nunit,ZNZ,Z,ok\n"
    (lookups / "renames.csv").write_text(renames, encoding="utf-8")
    for number, value in enumerate((PERSON, "Rajesh Venkataraghavan")):
        decision = {"id": f"d{number}", "author": "Ida Berg", "record": "lh-1", "path": "x", "value": value, "saw": {}}
        path = root / "pipeline" / "corrections" / "zurich" / f"d{number}.json"
        path.write_text(json.dumps(decision), encoding="utf-8")
