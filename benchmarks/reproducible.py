"""The same bytes everywhere: run, export and batch again and again, each time with one thing of the world another.

    python -m benchmarks.reproducible [--python PATH ...] [--only WORD ...] [--work DIR]

Each row is a process of its own in a folder of its own: the lighthouse page with a steward's decision, every format of
`export` that needs no extra, and a batch of three pages, one of them HTML. What it has written is compared byte for
byte with what the first row has written: this interpreter under plain conditions. `--python` names further ones, of
another version or with fewer packages; each must find what lhextract needs, and imports this tree. Other dates
need libfaketime; a locale that is not installed is told and left out. Exit status 1 where a byte differs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
PAGES = ("bath-links/source.txt", "bremen-kurz/source.txt", "potsdam-initiativen/source.html")
TABLES = ("findings", "identities", "mentions", "pages", "records", "status")
FORMATS = ("csv", "jsonl", "jsonld", "sqlite", "annotations", "docbin")
FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")
DECISION = ["correct", "set", "lighthouses", "2", "contacts.ct-r2ewafb4la.role", "Head"]
STATUS = "batch/status/part-00000.jsonl"  # each row has the digest of the lookups, too
SORTED = ", rows in any order"
TIMINGS = "batch/timings.jsonl"  # the one file that says how long something took
PLAIN = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC", "LHEXTRACT_AUTHOR": "A. Steward"}
# All commands in one process; each ends with an exit status, of which 3 and 4 are answers too.
CHILD = """
import json, sys
from lhextract.cli import main
for args in json.loads(sys.argv[1]):
    try:
        main(args)
    except SystemExit as ended:
        if ended.code not in (0, 3, 4):
            sys.exit(f"{args}: exit status {ended.code}")
"""

Prepare = Callable[[Path], None]


def nothing(folder: Path) -> None:
    """The work folder is left as it is."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing of the world that is another than in the first row.

    `prepare` alters the work folder before the run. `except_` are files that must differ, since they hold the digest of
    what was altered.
    """

    what: str
    value: str
    python: str = sys.executable
    flags: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    umask: int = 0o022
    place: str = "work"
    workers: int = 1
    shuffled: bool = False
    prepare: Prepare = nothing
    except_: tuple[str, ...] = ()


def settings(pythons: list[str]) -> Iterator[Setting]:
    """The rows, the plain one first."""
    yield Setting("nothing", "-")
    yield Setting("nothing", "again")
    for python in pythons:
        version = version_of(python)
        yield Setting("python", version, python=python)
        yield Setting("python", f"{version}, hash seed 7", python=python, environment={"PYTHONHASHSEED": "7"})
    for seed in ("1", "random"):
        yield Setting("hash seed", seed, environment={"PYTHONHASHSEED": seed})
    for name in ("C", "de_DE.UTF-8", "tr_TR.UTF-8"):
        yield Setting("locale", name, environment={"LC_ALL": name, "LANG": name})
    for zone in ("Pacific/Kiritimati", "America/St_Johns"):
        yield Setting("time zone", zone, environment={"TZ": zone})
    yield Setting("umask", "077", umask=0o077)
    yield Setting("folder", "a name with blanks and ü", place="über dem Tal")
    for day in ("2031-02-03 04:05:06", "1999-12-31 23:59:50"):
        if FAKETIME.is_file():
            fake = {"LD_PRELOAD": str(FAKETIME), "FAKETIME": f"@{day}", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
            yield Setting("date", day, environment=fake)
    yield Setting("workers of batch", "2", workers=2)
    tables = tuple(f"{name}/part-00000.jsonl" for name in TABLES)
    yield Setting("order of inputs", "shuffled", shuffled=True, except_=("batch/batch.json", *tables))
    yield Setting("times of files", "all 1970", prepare=old)
    yield Setting("order in folders", "written backwards", prepare=backwards)
    named = ("manifest.json", "batch/batch.json", STATUS, f"{STATUS}{SORTED}")
    yield Setting("rows of lookups", "shuffled", prepare=shuffle_lookups, except_=named)
    for number in ("1", "8"):
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), number)
        yield Setting("threads", number, environment=threads)
    for flags in (("-O",), ("-OO",), ("-X", "utf8=0"), ("-X", "dev")):
        yield Setting("interpreter", " ".join(flags), flags=flags)
    yield Setting("interpreter", "-X utf8=0, locale C", flags=("-X", "utf8=0"), environment={"LC_ALL": "C"})


def version_of(python: str) -> str:
    """What an interpreter is, and which packages beyond the needed ones it lacks."""
    code = (
        "import sys, importlib.util as u; "
        "extras = [n for n in ('pyarrow', 'xlsxwriter', 'rdflib', 'sqlalchemy', 'yaml') if u.find_spec(n) is None]; "
        "print(sys.version.split()[0] + (', without ' + ', '.join(extras) if extras else ''))"
    )
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def old(folder: Path) -> None:
    """Every file is as old as files can be."""
    for path in folder.rglob("*"):
        os.utime(path, (0, 0))


def backwards(folder: Path) -> None:
    """Every file is written again, the last first, so that folders list them in another order."""
    contents = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for path in contents:
        path.unlink()
    for path in sorted(contents, reverse=True):
        path.write_bytes(contents[path])


def shuffle_lookups(folder: Path) -> None:
    """The rows of every lookup table in another order."""
    for path in (folder / "pipeline" / "lookups").glob("*.csv"):
        head, *rows = path.read_text("utf-8").splitlines(keepends=True)
        random.Random(1).shuffle(rows)  # noqa: S311 - an order, not a secret
        path.write_text(head + "".join(rows), "utf-8")


def template(folder: Path) -> None:
    """What every row begins with: this workspace with the decision of a steward, and pages."""
    for name in ("pipeline", "raw"):
        shutil.copytree(ROOT / name, folder / name)
    for page in PAGES:
        path = folder / "pages" / page.replace("/source", "")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((GOLDEN / page).read_bytes())
    run(Setting("nothing", "-"), folder, [["run", "lighthouses", "--fail-on", "never"], DECISION])
    shutil.rmtree(folder / "extracted")


def written(setting: Setting, begin: Path, base: Path) -> dict[str, str]:
    """What a setting writes into a copy of what every row begins with: the digest of every file by name."""
    folder = base / setting.place
    shutil.copytree(begin, folder)
    setting.prepare(folder)
    run(setting, folder, commands(setting))
    return digests(folder / "extracted") | digests(folder / "out")


def run(setting: Setting, folder: Path, each: list[list[str]]) -> None:
    """Run commands of lhextract, one after the other in one process, in a folder."""
    environment = {**os.environ, **PLAIN, **setting.environment, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [setting.python, *setting.flags, "-c", CHILD, json.dumps(each)],
        cwd=folder,
        env=environment,
        umask=setting.umask,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise SystemExit(f"{setting.what} {setting.value}: {done.stderr[-2000:]}")


def commands(setting: Setting) -> list[list[str]]:
    """What is run: the page, every export of it, and a batch."""
    pages = [f"pages/{page.replace('/source', '')}" for page in PAGES]
    if setting.shuffled:
        pages = [pages[index] for index in (2, 0, 1)]
    exports = [["export", "lighthouses", "--to", form, "--out", f"out/export/{form}"] for form in FORMATS]
    return [
        ["run", "lighthouses", "--fail-on", "never"],
        *exports,
        ["batch", *pages, "--out", "out/batch", "--workers", str(setting.workers), "--accept"],
    ]


def digests(folder: Path) -> dict[str, str]:
    """The digest of every file below a folder, by name; of tables of a batch also that of their rows in any order."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    contents = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    contents.pop(TIMINGS, None)
    rows = {name: b"".join(sorted(content.splitlines(True))) for name, content in contents.items() if is_table(name)}
    contents |= {f"{name}{SORTED}": content for name, content in rows.items()}
    return {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}


def is_table(name: str) -> bool:
    """Whether a file is a table of the batch, whose rows are in the order in which the inputs were given."""
    return name.startswith("batch/") and name.endswith(".jsonl")


def differing(expected: Mapping[str, str], found: Mapping[str, str], setting: Setting) -> tuple[int, list[str]]:
    """How many files were compared, and which are others, more or less."""
    names = {name for name in {*expected, *found} if not name.endswith(setting.except_ or ("\0",))}
    return len(names), sorted(name for name in names if expected.get(name) != found.get(name))


def has_locale(name: str) -> bool:
    """Whether a locale is installed."""
    done = subprocess.run(("locale", "-a"), capture_output=True, text=True, check=False)  # noqa: S607
    listed = done.stdout.lower().split()
    return name.lower().replace("utf-8", "utf8") in listed


def main() -> None:
    """Print a row for every setting as it is done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", action="append", default=[], help="A further interpreter.")
    parser.add_argument("--only", action="append", default=[], help="Only rows with this word, beside the first.")
    parser.add_argument("--work", type=Path, help="Folder to work in, if another one than the system's.")
    options = parser.parse_args()
    print("| what varies | value | files | differ | seconds |\n|---|---|---|---|---|", flush=True)
    expected: dict[str, str] = {}
    bad = 0
    begin = Path(tempfile.mkdtemp(dir=options.work))
    template(begin / "template")
    for number, setting in enumerate(settings(options.python)):
        if number and options.only and not any(word in f"{setting.what} {setting.value}" for word in options.only):
            continue
        name = setting.environment.get("LANG")
        if name is not None and not has_locale(name):
            print(f"| {setting.what} | {setting.value} | - | not installed | - |", flush=True)
            continue
        began = time.monotonic()
        with tempfile.TemporaryDirectory(dir=options.work) as base:
            found = written(setting, begin / "template", Path(base))
        expected = expected or found
        count, others = differing(expected, found, setting)
        bad += bool(others)
        said = f"{len(others)}: {', '.join(others[:4])}" if others else "0"
        print(f"| {setting.what} | {setting.value} | {count} | {said} | {time.monotonic() - began:.0f} |", flush=True)
    shutil.rmtree(begin)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
