"""What a batch finds of a run that ended early: a broken line is a page that is done again, never a lost one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from lhextract.batch.former import Former
from lhextract.batch.outcome import Outcome, Status, StatusRow
from lhextract.batch.workfolder import work_folder
from tests.fuzz.edits import edit, edited, pointers
from tests.fuzz.scratch import refusal_names, scratch
from tests.fuzz.target import Broken, LawBroken, Target

EDITS = b"!"
GOOD = Outcome(
    7,
    StatusRow("good", "good.html", Status.OK, sha256="a" * 64, key="b" * 64, rows_of="a" * 64, initiatives=1),
    {"records": [{"page": "good"}], "identities": [{"page": "good", "identities": "{}"}]},
)
LINE = GOOD.to_line().rstrip(b"\n")
LAST = LINE.replace(b"good", b"last").replace(b'"number":7', b'"number":9')
DIGESTS = ("a" * 64, "b" * 64)


def check(data: bytes) -> None:
    """Lines of a journal around a good one; the first byte says what the rest is: lines, a part, or `batch.json`."""
    which, content = (data[0] if data else 0) % 3, data[1:]
    content = b"\n".join(_line(line) for line in content.split(b"\n"))
    out = scratch("journal") / "out"
    shutil.rmtree(out.parent)
    out.mkdir(parents=True)
    run = out.parent / ".out.batch" / "1"
    (run / "new").mkdir(parents=True)
    (run / "form.json").write_text('{"form": "jsonl"}', encoding="utf-8")
    if which == 0:
        _put(run / "journal" / "00000.jsonl", LINE + b"\n" + content + b"\n" + LAST + b"\n")
    elif which == 1:
        _put(run / "journal" / "00000.jsonl", LINE + b"\n")
        for table in ("records", "mentions", "findings", "pages", "identities", "status"):
            _put(run / "new" / table / "part-00001.jsonl", content if table in {"status", "records"} else b"")
    else:
        _put(out / "batch.json", content)
        _put(run / "journal" / "00000.jsonl", LINE + b"\n")
    with refusal_names("out", "batch.json"), work_folder(out, form="jsonl") as work:
        former = Former(work.earlier())
        _look(former, lined=which == 0, alone=b'"good"' not in content)


def _look(former: Former, *, lined: bool, alone: bool) -> None:
    """`alone`: nothing else says anything about the good page."""
    if DIGESTS not in former.known("good", retry_failed=True):
        raise LawBroken("the good line beside a broken one is not known", kind=Broken.LOSS)
    if alone and former.outcome("good", DIGESTS) != GOOD:
        raise LawBroken("the good line does not read back as it was", kind=Broken.LOSS)
    if lined and not former.known("last", retry_failed=True):
        raise LawBroken("the line behind a broken one is not known", kind=Broken.LOSS)
    for page in list(former._places):
        former.identities(page)
        former.last_with_rows(page)
        for digests in former.known(page, retry_failed=False):
            former.outcome(page, digests)


def _line(line: bytes) -> bytes:
    """A line as it is, or the good one with edits; `;` ends each."""
    if not line.startswith(EDITS):
        return line
    return json.dumps(edited(json.loads(LINE), line[1:].replace(b";", b"\n"))).encode()


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def seeds() -> Iterable[bytes]:
    """Lines cut off, edits of each place, parts and forms."""
    whole = json.loads(LINE)
    yield b"\x00" + LINE[:100]
    yield b"\x00" + LINE.replace(b"good", b"more") + b"\n" + b"\x00\xff\n" + b'{"a":' * 3000
    values = ("", None, 1, -1, [], {}, ["a"], True, 1.5, "other", "killed", "\ud800")
    for at, place in enumerate(pointers(whole)):
        line = b'!status/page\t"x";' + f"{place}\t{json.dumps(values[at % len(values)])}".encode()
        yield b"\x00" + line
    status = json.dumps(whole["status"] | {"page": "other"}).encode()
    yield b"\x01" + status + b"\n"
    yield b"\x01" + status[:80] + b"\n"
    yield b"\x01" + b"[" * 3000
    yield b'\x02{"form": "jsonl", "outputs": {}}'
    yield b'\x02{"form": "parquet", "outputs": []}'
    yield b"\x02" + b'{"form":' * 3000
    yield b"\x00" + edit("number", 1)


TARGET = Target(
    name="batch_journal",
    input_class="batch: what a run has left (resume)",
    check=check,
    seeds=seeds,
    dictionary=(
        *(f"{place}\t".encode() for place in pointers(json.loads(LINE))), b'"form": ', b'"outputs": ', b"parquet",
        b"null", b"[]", b"{}", b"\n!", b";status/page\t", b'"ok"', b'"held"', b'"killed"', b"\\ud800", b"\x00",
    ),
)  # fmt: skip
