"""How the time and memory of a run grow with the page and with the number of pages.

    python benchmarks/outline_scaling.py                  # text and outline of four sizes, each in a fresh process
    python benchmarks/outline_scaling.py --whole          # every stage, to the findings; text, HTML and figures
    python benchmarks/outline_scaling.py --pages 10000    # every stage of so many pages in one process
    (--whole and --pages: --model with the network)

Time is that of the processor, so that what else the machine does counts little.

Long pages are golden pages in a row. Each copy has its own names and rare words, because a page that says the same
thing a hundred times is no long page: what is found once on a real page would be found a hundred times here.
The memory of a run is the peak of its process less that of a process that reads a page of a few lines.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

from lhextract.errors import HeldError
from lhextract.lookups import Lookups
from lhextract.model.page import Snapshot
from lhextract.profile import Profile
from lhextract.run import Stage, extract

GOLDEN = Path(__file__).resolve().parents[1] / "tests" / "golden"
HTML_PAGES = ("lund-html", "lighthouses-html")
MEGABYTE = 1_000_000
SIZES = {"text": (0.125, 0.25, 0.5, 1.0), "html": (0.625, 1.25, 2.5, 5.0)}
WHOLE_SIZES = (0.01, 0.1, 1.0, 5.0)
FIGURE_KINDS = ("table", "runs", "digits")
FIGURE_SIZES = (0.01, 0.1, 1.0)
MOST_EXPONENT = 1.1
MOST_EXPONENT_OF_PAGES = 1.05
MOST_GROWTH = 1000.0  # bytes a page
MOST_RESIDENT = {False: 300.0, True: 400.0}  # megabytes, without and with the network
WARM = 0.2  # share of the pages after which memory is looked at: caches are full then
LOOKS = 50
SHORTEST = 10  # pages: of fewer, the first one's loading is most
MOST_MEMORY = 10.0  # times the input, beyond the start-up cost
RARE = 2  # pages that a word may stand on to be given another form in each copy
# Tags, references and words; only the words change.
TOKEN = re.compile(r"<[^>]*>|&#?\w+;|[^\W\d_]{5,}")
IDENT = re.compile(
    r'(\s(?:id|for|aria-controls|aria-labelledby|data-bs-target|data-bs-parent)=")(#?)([^"]+)"|(\shref=")(#)([^"]+)"'
)
MAIN = re.compile(r"<main[^>]*>(.*)</main>", re.DOTALL)
VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxz"
TINY = {
    "text": "Networks\n\nUrban Water Network\n\nThe network was founded in 2011 by three universities.\n\n"
    "Contact:\nDr. Eva Roth\nTel.: +49 351 463 1234\n",
    "html": "<!DOCTYPE html><html><body><main><h1>Networks</h1><h2>Water</h2><h3>Urban Water Network</h3>"
    "<p>The network was founded in 2011 by three universities.</p></main></body></html>",
}

FIGURES: tuple[Callable[[random.Random], str], ...] = (
    lambda chance: str(chance.randrange(100_000)),
    lambda chance: f"{chance.randrange(1000)},{chance.randrange(1000):03}.{chance.randrange(100):02}",
    lambda chance: f"{chance.randrange(1, 29)}.{chance.randrange(1, 13)}.{chance.randrange(1950, 2030)}",
    lambda chance: f"978-3-{chance.randrange(100):02}-{chance.randrange(10**6):06}-{chance.randrange(10)}",
    lambda chance: f"0{chance.randrange(200, 999)} {chance.randrange(100, 999)}-{chance.randrange(10**5):05}",
    lambda chance: f"+49 351 463-{chance.randrange(10**5):05}",
    lambda chance: f"({chance.randrange(100, 999)}) {chance.randrange(100, 999)}-{chance.randrange(10**4):04}",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One run: bytes of the page, seconds, and bytes at the peak beyond the start-up cost."""

    size: int
    seconds: float
    memory: int


def build_text(size: int) -> str:
    """A text page of about `size` bytes."""
    pages = [path.read_text(encoding="utf-8") for path in sorted(GOLDEN.glob("*/source.txt"))]
    return _fill(pages, size, "\n\n")


def build_html(size: int) -> str:
    """An HTML page of about `size` bytes; the ids of every copy are its own."""
    mains = [MAIN.search((GOLDEN / name / "source.html").read_text(encoding="utf-8")) for name in HTML_PAGES]
    body = _fill([main.group(1) for main in mains if main], size, "\n")
    return f'<!DOCTYPE html>\n<html lang="en">\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n'


def build_table(size: int) -> str:
    """A text page of about `size` bytes whose lines are figures: counts, money, dates, ISBNs, codes, phone numbers."""
    chance = random.Random(size)  # noqa: S311 - nothing secret
    return _with_lines(size, lambda: " | ".join(chance.choice(FIGURES)(chance) for _ in range(6)), between="\n")


def build_runs(size: int) -> str:
    """A text page of about `size` bytes, one line of it figures without a word between them."""
    chance = random.Random(size)  # noqa: S311 - nothing secret
    return _with_lines(size, lambda: chance.choice(FIGURES)(chance), between=" ")


def build_digits(size: int) -> str:
    """A text page of about `size` bytes, one line of it a single number."""
    chance = random.Random(size)  # noqa: S311 - nothing secret
    return _with_lines(size, lambda: f"{chance.randrange(10**50):050}", between="")


def _with_lines(size: int, make: Callable[[], str], between: str) -> str:
    """The tiny page with so many figures in the text of its initiative."""
    each = len(make()) + len(between)
    first, text, contact = TINY["text"].partition("universities.\n")
    return f"{first}{text}{between.join(make() for _ in range(max(1, size // each)))}\n{contact}"


BUILDERS = {
    "text": build_text,
    "html": build_html,
    "table": build_table,
    "runs": build_runs,
    "digits": build_digits,
}


@dataclass(frozen=True, slots=True)
class Look:
    """One process after so many pages: processor seconds for them, and bytes that it holds."""

    pages: int
    seconds: float
    resident: int


def run_pages(number: int, *, use_model: bool) -> list[Look]:
    """Extract so many pages in this process, no two alike; golden pages in another order for each copy."""
    pages = [path.read_text(encoding="utf-8") for path in sorted(GOLDEN.glob("*/source.txt"))]
    random.Random(1).shuffle(pages)  # noqa: S311 - nothing secret
    step = max(1, number // LOOKS)
    looks, seconds = [], 0.0
    _extract(TINY["text"], use_model=use_model)
    for done, page in enumerate(islice(_varied(pages), number), start=1):
        start = time.process_time()
        _extract(page, use_model=use_model)
        seconds += time.process_time() - start
        if done % step == 0 or done == SHORTEST:
            looks.append(Look(done, seconds, memory_held("VmRSS")))
    return looks


def _extract(page: str, *, use_model: bool) -> None:
    body = page.encode("utf-8")
    snapshot = Snapshot("page", None, "text/plain", None, hashlib.sha256(body).hexdigest(), body)
    with suppress(HeldError):  # what a page of the golden set is held for is a result like any other
        extract(snapshot, profile=Profile(), lookups=Lookups((), ()), use_model=use_model)


def report_pages(looks: Sequence[Look], *, use_model: bool) -> bool:
    """Print what became of time and memory over the pages; return whether the limits hold."""
    for look in looks[:: max(1, len(looks) // 10)]:
        print(f"{look.pages:7} pages{look.seconds:10.1f} s{look.resident / MEGABYTE:8.1f} MB")
    warm = [look for look in looks if look.pages >= WARM * looks[-1].pages]
    growth = _slope([look.pages for look in warm], [look.resident for look in warm])
    timed = [look for look in looks if look.pages >= SHORTEST]
    exponent = _slope([math.log(look.pages) for look in timed], [math.log(look.seconds) for look in timed])
    peak, most = memory_held("VmHWM") / MEGABYTE, MOST_RESIDENT[use_model]
    holds = exponent <= MOST_EXPONENT_OF_PAGES, growth <= MOST_GROWTH, peak <= most
    print(f"time grows with exponent {exponent:.3f} (limit {MOST_EXPONENT_OF_PAGES}): {_said(holds[0])}")
    print(f"memory grows by {growth:.0f} bytes a page (limit {MOST_GROWTH:.0f}): {_said(holds[1])}")
    print(f"memory at most {peak:.0f} MB (limit {most:.0f}): {_said(holds[2])}")
    return all(holds)


def _fill(pages: Sequence[str], size: int, between: str) -> str:
    parts, length = [], 0
    for part in _varied(pages):
        parts.append(part)
        length += len(part.encode("utf-8"))
        if length >= size:
            return between.join(parts)
    raise AssertionError("there is always another copy")


def _varied(pages: Sequence[str]) -> Iterator[str]:
    """The pages again and again; in each copy every rare word has another form, in the first its own."""
    rare = rare_words()
    for copy in count():
        forms = forms_of(rare, copy) if copy else {}
        for page in pages:
            yield IDENT.sub(rf'\1\4\2\5\3\6-{copy}"', vary(page, forms))


def vary(page: str, forms: Mapping[str, str]) -> str:
    """A page with other forms of some words."""
    return TOKEN.sub(lambda match: forms.get(match.group(), match.group()), page)


def rare_words() -> frozenset[str]:
    """The words that stand on few golden pages: names and subjects, not "Contact" or "Institute"."""
    pages = [path.read_text(encoding="utf-8") for path in GOLDEN.glob("*/source.txt")]
    pages += [(GOLDEN / name / "source.html").read_text(encoding="utf-8") for name in HTML_PAGES]
    numbers = Counter(word for page in pages for word in set(TOKEN.findall(page)) if word.isalpha())
    return frozenset(word for word, number in numbers.items() if number <= RARE)


def forms_of(rare: frozenset[str], copy: int) -> dict[str, str]:
    """The form that each rare word has in a copy."""
    forms: dict[str, str] = {}
    for word in rare:
        letters = list(word)
        for place, letter in enumerate(letters[1:-2], start=1):
            for alphabet, shift in ((VOWELS, copy), (CONSONANTS, copy // len(VOWELS) + place)):
                if letter in alphabet:
                    letters[place] = alphabet[(alphabet.index(letter) + shift) % len(alphabet)]
        forms[word] = "".join(letters)
    return forms


def run_page(path: Path, until: Stage, *, use_model: bool) -> dict[str, float]:
    """Extract a page in this process: seconds and the peak of its memory; what is loaded once is loaded before."""
    kind = "html" if path.suffix == ".html" else "text"
    media_type = f"text/{'html' if kind == 'html' else 'plain'}"
    seconds = 0.0
    for body in (TINY[kind].encode("utf-8"), path.read_bytes()):
        snapshot = Snapshot("page", None, media_type, None, hashlib.sha256(body).hexdigest(), body)
        start = time.process_time()
        extract(snapshot, profile=Profile(), lookups=Lookups((), ()), until=until, use_model=use_model)
        seconds = time.process_time() - start
    return {"seconds": seconds, "peak": memory_held("VmHWM")}


def memory_held(which: str) -> int:
    """The most memory that this process has held (`VmHWM`), or what it holds (`VmRSS`), in bytes.

    Without /proc it is the most in both cases. Linux's `ru_maxrss` also counts the process that started this one, so
    it is read only where there is no /proc.
    """
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(rf"{which}:\s*(\d+) kB", status.read_text(encoding="utf-8"))
        if found:
            return int(found.group(1)) * 1024
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _measure(path: Path, until: Stage, *, use_model: bool) -> dict[str, float]:
    command = [sys.executable, __file__, "--page", str(path), "--until", until.value]
    command += ["--model"] if use_model else []
    measured: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return measured


def scale(kind: str, until: Stage, sizes: Sequence[float], rounds: int, *, use_model: bool) -> list[Row]:
    """Measure every size in fresh processes: the shortest time of some rounds, the highest peak."""
    build = BUILDERS[kind]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"page.{'html' if kind == 'html' else 'txt'}"
        path.write_text(TINY["html" if kind == "html" else "text"], encoding="utf-8")
        start_up = max(_measure(path, until, use_model=use_model)["peak"] for _ in range(rounds))
        for size in sizes:
            page = build(int(size * MEGABYTE)).encode("utf-8")
            path.write_bytes(page)
            runs = [_measure(path, until, use_model=use_model) for _ in range(rounds)]
            peak = max(run["peak"] for run in runs)
            rows.append(Row(len(page), min(run["seconds"] for run in runs), int(peak - start_up)))
    return rows


def fit_exponent(rows: Sequence[Row]) -> float:
    """The exponent `e` of seconds = c * bytes ** e, by least squares on the logarithms."""
    return _slope([math.log(row.size) for row in rows], [math.log(row.seconds) for row in rows])


def _slope(xs: Sequence[float], ys: Sequence[float]) -> float:
    """The slope of a line through points, by least squares."""
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def report(kind: str, rows: Sequence[Row]) -> bool:
    """Print the table of one kind of page; return whether both limits hold."""
    print(f"{kind:6}{'MB':>8}{'seconds':>10}{'s per MB':>10}{'memory, MB':>12}{'x input':>9}")
    for row in rows:
        size, memory = row.size / MEGABYTE, row.memory / MEGABYTE
        print(
            f"{'':6}{size:8.3f}{row.seconds:10.2f}{row.seconds / size:10.2f}{memory:12.1f}{row.memory / row.size:9.1f}"
        )
    exponent, memory = fit_exponent(rows), rows[-1].memory / rows[-1].size
    holds = exponent <= MOST_EXPONENT, memory <= MOST_MEMORY
    print(f"{'':6}time grows with exponent {exponent:.2f} (limit {MOST_EXPONENT}): {_said(holds[0])}")
    print(f"{'':6}memory of the largest page {memory:.1f} x input (limit {MOST_MEMORY:.0f}): {_said(holds[1])}")
    return all(holds)


def _sizes(*, whole: bool) -> dict[str, tuple[float, ...]]:
    """The kinds of page and their sizes in megabytes."""
    return {**dict.fromkeys(SIZES, WHOLE_SIZES), **dict.fromkeys(FIGURE_KINDS, FIGURE_SIZES)} if whole else SIZES


def _said(holds: bool) -> str:
    return "holds" if holds else "DOES NOT HOLD"


def main() -> int:
    """Command line; the exit status is 1 where a limit does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whole", action="store_true", help="every stage, not only text and outline")
    parser.add_argument("--kind", choices=sorted(BUILDERS), help="only one kind of page")
    parser.add_argument("--pages", type=int, help="so many pages in one process instead")
    parser.add_argument("--model", action="store_true", help="names are found by the network too")
    parser.add_argument("--rounds", type=int, default=2, help="fresh processes per size (default 2)")
    parser.add_argument("--largest", type=float, help="megabytes of the largest page; the others are 1/2, 1/4, 1/8")
    parser.add_argument("--page", type=Path, help=argparse.SUPPRESS)  # one measurement, in this process
    parser.add_argument("--until", type=Stage, default=Stage.OUTLINE, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.page:
        print(json.dumps(run_page(options.page, options.until, use_model=options.model)))
        return 0
    if options.pages:
        return 0 if report_pages(run_pages(options.pages, use_model=options.model), use_model=options.model) else 1
    until = Stage.CHECKS if options.whole else Stage.OUTLINE
    print(f"until {until.value}; each size in {options.rounds} fresh processes")
    results = []
    for kind, sizes in _sizes(whole=options.whole).items():
        if options.kind in {None, kind}:
            if options.largest:
                sizes = tuple(options.largest / part for part in (8, 4, 2, 1))
            results.append(report(kind, scale(kind, until, sizes, options.rounds, use_model=options.model)))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
