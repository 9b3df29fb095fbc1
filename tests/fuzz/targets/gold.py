"""Gold that people write: YAML, tables and marks; what does not agree with its page is refused by file and row."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from lhextract.evaluate import evaluate_page
from lhextract.gold import read_gold
from lhextract.model.record import Records
from tests.conftest import GOLDEN
from tests.fuzz.scratch import refusal_names, same_desk, scratch
from tests.fuzz.target import LawBroken, Target

CASE = "bremen-kurz"
NAMES = ("records.yaml", "lines.tsv", "inline.txt", "institutions.tsv")


@cache
def found() -> Records:
    """Records to compare with."""
    return same_desk().machine


def check(data: bytes) -> None:
    """The first byte says which file the rest is; the others are not there."""
    name = NAMES[data[0] % len(NAMES) if data else 0]
    case = scratch("gold") / CASE
    (case / "gold").mkdir(parents=True, exist_ok=True)
    (case / "source.txt").write_bytes((GOLDEN / CASE / "source.txt").read_bytes())
    for other in NAMES:
        (case / "gold" / other).unlink(missing_ok=True)
    (case / "gold" / name).write_bytes(data[1:])
    with refusal_names(name):
        gold = read_gold(case)
        evaluate_page(found(), gold, same_desk().text)
    if read_gold(case) != gold and b"nan" not in data.lower():
        raise LawBroken("the same files are other gold")


def seeds() -> Iterable[bytes]:
    """The files of a golden case, and bombs."""
    for number, name in enumerate(NAMES):
        path = GOLDEN / CASE / "gold" / name
        if path.is_file():
            yield bytes([number]) + path.read_bytes()[:6000]
    yield b"\x03surface\tcanonical\tkind\tparent\tror\tinitiatives\nTU\tTU\tuniversity\t-\t?\t1,2\n"
    yield b"\x00- &a [x, x]\n- &b [*a, *a]\n- &c [*b, *b]\n"
    yield b"\x00" + b"[" * 2000
    yield b"\x00- {name: 2024-13-45, years: [{value: 1_000, role: !!python/name:os.system }]}\n"


TARGET = Target(
    name="gold",
    input_class="gold (YAML, TSV)",
    check=check,
    seeds=seeds,
    dictionary=(
        b"- name: ", b"  category_path: ", b"  contacts:\n", b"  - person: ", b"    phones: ", b"    titles: ",
        b"    role: ", b"    unit: ", b"    email: ", b"  years:\n", b"  - value: ", b"  programs: ", b"  partners: ",
        b"  host_units: ", b"  links: ", b"  captions: ", b"  acronyms: ", b"&a ", b"*a", b"<<: ", b"!!",
        b"? ", b"[[PERSON|",
        b"]]", b"\tbody\t", b"2024-13-45", b"12:30:45", b"0x", b"\t", b"nan", b".inf", b"null", b"true",
    ),
)  # fmt: skip
