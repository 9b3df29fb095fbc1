"""What a page gives does not depend on the pages that a process has read before it."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import GOLDEN

# Two languages, text and HTML; names, numbers and lines that several of them have.
CASES = ("potsdam-initiativen", "hamburg-strategisch", "manchester-links", "tsinghua-programs")
READ = """
import hashlib, sys
from pathlib import Path
from lhextract.cases import case_snapshot
from lhextract.exports.records_json import write_records
from lhextract.lookups import Lookups
from lhextract.profile import Profile
from lhextract.run import extract

for case in map(Path, sys.argv[1:]):
    records, _ = extract(case_snapshot(case), profile=Profile(), lookups=Lookups()).finished()
    print(case.name, hashlib.sha256(write_records(records).encode()).hexdigest())
"""


def digests(cases: tuple[str, ...]) -> dict[str, str]:
    """The digests of the records of golden pages that a new process reads in this order."""
    command = [sys.executable, "-c", READ, *(str(GOLDEN / case) for case in cases)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(line.split() for line in done.stdout.splitlines())


def test_the_order_of_pages_does_not_matter() -> None:
    """Each page first in a process of its own, and after all others: the same bytes of `records.json`."""
    orders = [CASES[first:] + CASES[:first] for first in range(len(CASES))]
    found = [digests(order) for order in orders]
    assert found[0].keys() == set(CASES)
    assert all(each == found[0] for each in found)
