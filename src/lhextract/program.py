"""What the program itself is made of, as one input among others: a changed rule makes a run as a changed page does."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from lhextract.digests import file_digest

FOLDER = Path(__file__).parent
KINDS = frozenset({".py", ".json", ".toml", ".csv", ".txt", ".css", ".j2"})
# What cannot alter an output: training, fetching, what is printed or exported, a new workspace, how stewards come to
# their decisions. The network has its digest in its card, and the schema's files are copies of what the program makes.
ASIDE = (
    "training/",
    "acquire/web/",
    "batch/",
    "exports/schemas/",
    "show/",
    "cli/",
    "review/",
    "sheets/",
    "formats/",
    "learning/",
    "example/",
    "mentions/docbin.py",
    "__main__.py",
    "schema_changes/",
    "selection/",
    "author.py",
    "completing.py",
    "deciding.py",
    "exporting/",
    "fetching.py",
    "loading.py",
    "lookup_rules.py",
    "pointing.py",
    "scaffold.py",
    "schemas.py",
    "selecting.py",
    "standing.py",
    "verification/",
    "watching.py",
)


@cache
def program_digest(*, beside: tuple[str, ...] = ()) -> str:
    """The sha256 of the files of this package that an output may depend on; the same on every machine.

    `beside` names parts of `ASIDE` that another output than that of a run depends on. A process runs what it has
    loaded, so the files are read once.
    """
    aside = tuple(part for part in ASIDE if part not in beside)
    digest = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*")):
        name = path.relative_to(FOLDER).as_posix()
        if path.suffix in KINDS and not name.startswith(aside):
            digest.update(f"{name} {file_digest(path)}\n".encode())
    return digest.hexdigest()
