"""Every command that writes, with the workspace in which it has something to write; everybody in it is invented."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.batch.pages import make_pages
from tests.outages.layer import Fault
from tests.outages.machine import Machine
from tests.registry.dumps import V1

Prepare = Callable[[Path, Machine], None]
RUN = ("run", "--no-model", "--fail-on", "never")
FIRST, SECOND = "1", "2"
NAME = ("correct", "set", "example", FIRST, "name")
BATCH = ("batch", "pages", "--out", "out", "--no-model", "--part-size", "3", "--engine", "in-process")
PERSON = "Ottilie Farnworth"


@dataclass(frozen=True, slots=True)
class Story:
    """A command, and what was there before it.

    `again`: whether it ends its work when it is given again, in `any` state; `unfinished`: unless it was done (then it
    refuses); `old`: a decision, which is there or is decided anew. `serves`: it needs a server.
    """

    args: tuple[str, ...]
    prepare: Prepare
    again: Literal["any", "unfinished", "old"] = "any"
    serves: bool = False


def done(machine: Machine, root: Path, *args: str, moment: int = 0) -> None:
    """A command that has to succeed (3: with findings)."""
    ended = machine.run(args, cwd=root, moment=moment)
    assert ended.code in (0, 3), (args, ended)


def workspace(root: Path, machine: Machine) -> None:
    """The example, extracted; made once, since every story begins with it."""
    made = machine.folder / "workspace"
    if not made.is_dir():
        made.mkdir()
        done(machine, made, "init", ".")
        done(machine, made, *RUN)
    shutil.copytree(made, root, symlinks=True, dirs_exist_ok=True)


def changed_page(root: Path, machine: Machine) -> None:
    """The example, extracted, and a newer page that says something else."""
    workspace(root, machine)
    (old,) = (root / "raw" / "example").glob("*/meta.json")
    body = (old.parent / "page.html").read_bytes().replace(b"hydrology", b"hydrography")
    new_page(root, body)


def new_page(root: Path, body: bytes) -> None:
    """A newer snapshot of the example."""
    (old,) = (root / "raw" / "example").glob("2026*/meta.json")
    meta = json.loads(old.read_text("utf-8")) | {
        "sha256": hashlib.sha256(body).hexdigest(),
        "retrieved": "2026-02-01T08:00:00Z",
    }
    folder = old.parent.parent / f"20260201T080000Z-{meta['sha256'][:12]}"
    folder.mkdir()
    (folder / "page.html").write_bytes(body)
    (folder / "meta.json").write_text(json.dumps(meta), "utf-8")


def decided(root: Path, machine: Machine) -> None:
    """The example, extracted, and a decision that the extraction does not have yet."""
    workspace(root, machine)
    done(machine, root, *NAME, "Korvenranta University", "--author", "Ada Beispiel", moment=-60)


def unextracted(root: Path, machine: Machine) -> None:
    """The example, nothing extracted yet."""
    done(machine, root, "init", ".")


def empty(root: Path, machine: Machine) -> None:
    """Nothing at all."""


def exported_table(root: Path, machine: Machine) -> None:
    """A table of the fields in which a steward has edited two rows."""
    workspace(root, machine)
    done(machine, root, "corrections", "export", "example", "--csv", "table.csv")
    table = root / "table.csv"
    with table.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for row in [row for row in rows if row["field"] == "name"][1:3]:
        row["new value"] = f"{row['machine value']} (Aldermere)"
    with table.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def ror_dump(root: Path, machine: Machine) -> None:
    """A dump of three organisations, and an index that was made of two of them."""
    workspace(root, machine)
    (root / "dump.json").write_text(json.dumps(V1[:2]), "utf-8")
    done(machine, root, "lookups", "import-ror", "dump.json")
    (root / "dump.json").write_text(json.dumps(V1), "utf-8")


def pages(root: Path, _: Machine) -> None:
    """Seven pages, not worked on yet."""
    make_pages(root / "pages")


def worked_pages(root: Path, machine: Machine) -> None:
    """Seven pages that a batch has done; since then one has changed and one is new."""
    pages(root, machine)
    done(machine, root, *BATCH)
    page = root / "pages" / "birke.txt"
    page.write_text(page.read_text("utf-8").replace("rivers", "streams"), "utf-8")
    make_pages(root / "pages", ["Weide"])


def stopped_batch(root: Path, machine: Machine) -> None:
    """Seven pages, and a batch that was killed when it had done some."""
    pages(root, machine)
    ended = machine.run(BATCH, cwd=root, fault=Fault(45, "kill"))
    assert ended.code == -9


def old_export(form: str, *options: str) -> Prepare:
    """An export of an earlier extraction: there is a decision that it does not have."""

    def prepare(root: Path, machine: Machine) -> None:
        workspace(root, machine)
        done(machine, root, "export", "example", "--to", form, *options)
        done(machine, root, *NAME, "Korvenranta University", "--author", "Ada Beispiel", moment=-60)
        done(machine, root, *RUN)

    return prepare


FILES = {
    "csv": ("--out", "out"),
    "jsonl": ("--out", "page.jsonl"),
    "jsonld": ("--out", "page.jsonld"),
    "ttl": ("--out", "page.ttl"),
    "annotations": ("--out", "page.json"),
    "docbin": ("--out", "page.spacy"),
    "xlsx": ("--out", "page.xlsx"),
    "parquet": ("--out", "out"),
    "sqlite": ("--out", "page.sqlite"),
}
DATABASE = "sqlite:///base.sqlite"
REVIEW = "tests.outages.calls:review"
STORIES: dict[str, Story] = {
    "run": Story(RUN, changed_page),
    "run, first": Story(RUN, unextracted),
    "run, decided": Story(RUN, decided),
    "run --out": Story((*RUN, "raw/example/20260115T083000Z-53e50e834da6/page.html", "--out", "out"), unextracted),
    "run --fetch": Story((*RUN, "--fetch", "--allow-private"), workspace, serves=True),
    "fetch": Story(("fetch", "--allow-private"), workspace, serves=True),
    "correct set": Story((*NAME, "Korvenranta University", "--author", "Ada Beispiel"), workspace, again="old"),
    "correct confirm": Story(
        ("correct", "confirm", "example", FIRST, "--author", "Ada Beispiel"), decided, again="old"
    ),
    "correct merge": Story(
        ("correct", "merge", "example", FIRST, SECOND, "--author", "Ada Beispiel"), decided, again="old"
    ),
    "correct everywhere": Story(
        ("correct", "set", "example", FIRST, "contacts.ct-yogyangxa3.unit", "Engineering", "--everywhere", "--yes"),
        workspace,
        again="old",
    ),
    "corrections export": Story(("corrections", "export", "example", "--csv", "table.csv"), decided),
    "corrections import": Story(
        ("corrections", "import", "example", "table.csv", "--author", "Ada Beispiel"), exported_table, again="old"
    ),
    "review save": Story((REVIEW, "save"), decided, again="old"),
    "review confirm-all": Story((REVIEW, "confirm-all"), decided, again="old"),
    "review everywhere": Story((REVIEW, "everywhere"), workspace, again="old"),
    "review publish": Story((REVIEW, "publish"), decided),
    "review --add-steward": Story(("tests.outages.calls:add_steward", "Ada Beispiel"), workspace, again="old"),
    "identity new": Story(("identity", "new", "example", FIRST), changed_page),
    "purge": Story(("purge", "--person", PERSON), decided, again="unfinished"),
    "purge --snapshots": Story(("purge", "--person", PERSON, "--snapshots"), changed_page, again="unfinished"),
    "lookups import-ror": Story(("lookups", "import-ror", "dump.json"), ror_dump),
    **{
        f"export {form}": Story(("export", "example", "--to", form, *options), old_export(form, *options))
        for form, options in FILES.items()
    },
    "export to a database": Story(("export", "example", "--to", DATABASE), old_export(DATABASE)),
    "batch": Story(BATCH, pages),
    "batch, later": Story(BATCH, worked_pages),
    "batch, resumed": Story(BATCH, stopped_batch),
    "golden propose": Story(("golden", "propose", "example"), decided, again="unfinished"),
    "init": Story(("init", "."), empty, again="unfinished"),
    "init --bare": Story(("init", "fresh", "--bare"), empty, again="unfinished"),
}


def prepared(story: Story, root: Path, machine: Machine, *, url: str | None = None) -> None:
    """Make the workspace of a story; with a `url`, the profile names it."""
    root.mkdir(parents=True)
    story.prepare(root, machine)
    if url is not None:
        profile = root / "pipeline" / "profiles" / "example.toml"
        text = profile.read_text("utf-8")
        profile.write_text(text.replace("[source]\n", f'[source]\nurl = "{url}"\n', 1), "utf-8")


def copied(template: Path, root: Path) -> Path:
    """A workspace of one run's own."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(template, root, symlinks=True)
    return root
