from __future__ import annotations

import hashlib
import os
import subprocess
import sys

from lhextract.formats.registry import load_formats
from tests.conftest import ROOT
from tests.formats.made import HOSTILE, page_of

LINKED = ("annotations", "docbin", "jsonl", "jsonld", "ttl")
PRINT = "from tests.formats.test_same_bytes import digests; print(digests())"


def digests() -> dict[str, str]:
    """What each format writes for a page, file by file."""
    export = page_of(HOSTILE["quotes"])
    written = {name: form.write(export).files for name, form in load_formats().items()}
    return {
        f"{form} {name}": hashlib.sha256(content).hexdigest()
        for form, files in written.items()
        for name, content in sorted(files.items())
    }


def test_same_records_give_the_same_bytes() -> None:
    """Twice in one process, and in two others whose sets have another order and whose clocks another zone."""
    here = digests()
    assert len(here) > len(load_formats())
    assert digests() == here
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PRINT],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC-{seed}"},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("1", "2")
    ]
    assert [process.communicate()[0].strip() for process in running] == [str(here)] * 2
    assert [process.returncode for process in running] == [0, 0]


def test_file_is_named_after_source_and_format() -> None:
    """A format of one file writes `<source><suffix>`."""
    export = page_of("word")
    for name in LINKED:
        assert list(load_formats()[name].write(export).files) == ["made" + load_formats()[name].suffix]
