"""Every pattern of the program on texts made to make it slow (ReDoS): does its time grow faster than the text?

    python -m benchmarks.patterns                  # the patterns that pages and commands make, each on its texts
    python -m benchmarks.patterns --only contact   # those of places whose name holds this
    python -m benchmarks.patterns --pages          # whole runs: pages whose one line is such a text

A pattern is linear where four times the text takes at most six times the processor's time. Each text is tried with
the methods by which the program uses the pattern; where no run used it, with all of them. A text that takes less
than `NOISE` at full length is linear or too fast to matter. `BOUNDED` says of each pattern that is not linear what
bounds its texts; another one is an error.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import html
import re
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType
from typing import Any

from tests.threats.patterns.bounds import BOUNDED
from tests.threats.patterns.collecting import Seen, import_all, inline, named_uses, watched
from tests.threats.patterns.pumps import GENERIC, MEANT, Pump, encoder, pumps

LENGTH, PART = 16_000, 4  # characters of the longer text; the shorter one has a quarter
MOST_RATIO = 6.0  # linear is 4
NOISE, TICK = 0.003, 0.0001  # seconds
PATIENCE, PATIENCE_PAGE = 4, 60  # seconds of one call; what takes longer is without end
ENOUGH = 0.5  # seconds: of a pattern that takes so long, no worse text is looked for
CASES = (("lighthouses", "lighthouses"), ("lund-html", None), ("bern-zentren", None), ("bath-links", None))
PAGE, SPOILT = "clausthal-doubledegrees", (5, 7, 8)  # lines with a list, prose and contacts
NOISE_PAGE = 0.3  # seconds
METHODS: dict[str, Callable[[re.Pattern[Any], Any], object]] = {
    "match": lambda pattern, text: pattern.match(text),
    "fullmatch": lambda pattern, text: pattern.fullmatch(text),
    "search": lambda pattern, text: pattern.search(text),
    "finditer": lambda pattern, text: sum(1 for _ in pattern.finditer(text)),
}
ALIKE = {"findall": "finditer", "sub": "finditer", "subn": "finditer", "split": "finditer", "scanner": "finditer"}


@dataclass(frozen=True, slots=True)
class Row:
    """The worst text of a pattern: seconds at full length, and how many times those of a quarter."""

    places: tuple[str, ...]
    pattern: str
    method: str
    texts: int
    seconds: float
    ratio: float
    pump: Pump | None


def collect() -> Seen:
    """Import the package and run pages of several kinds through it, watched; and what stands inside functions."""
    with watched(uses=True) as seen:
        import_all()
        # Imported here: what was compiled before is not seen.
        from tests.conftest import GOLDEN, ROOT

        from lhextract.cases import extract_case
        from lhextract.errors import HeldError

        for case, profile in CASES:
            with suppress(HeldError):
                extract_case(GOLDEN / case, profile=profile, start=ROOT, tell=lambda _: None, use_model=False)
    for key, method, place in inline():
        seen.places.setdefault(key, set()).add(place)
        seen.uses.setdefault(key, set()).add(method)
    named = named_uses()
    for key, places in seen.places.items():
        if key not in seen.uses:
            seen.uses[key] = {use for place in places for use in named.get(place, ())}
    return seen


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Raise `TimeoutError` in what takes longer; the engine of `re` listens to signals."""

    def end(_: int, __: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def seconds_of(work: Callable[[], object], *, rounds: int = 1, longest: float = PATIENCE) -> float:
    """The processor's seconds, the least of some rounds; infinite where patience ends."""
    best = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        try:
            with patience(longest):
                work()
        except TimeoutError:
            return best
        best = min(best, time.process_time() - begun)
    return best


def growth(
    run: Callable[[str], object], pump: Pump, length: int, noise: float, *, longest: float = PATIENCE
) -> tuple[float, float]:
    """Seconds for a text of this length, and their ratio to those of a quarter; 0 where too fast to tell."""
    long, short = pump.of(length), pump.of(length // PART)
    seconds = seconds_of(lambda: run(long), longest=longest)
    if seconds < noise:
        return seconds, 0.0
    if seconds == float("inf"):
        return seconds, seconds
    again = functools.partial(seconds_of, longest=2 * longest)
    ratio = seconds / max(again(lambda: run(short)), TICK)
    if ratio <= MOST_RATIO:
        return seconds, ratio
    rounds = 9 if seconds < 0.1 else 3 if seconds < 1 else 1
    return seconds, again(lambda: run(long), rounds=rounds) / max(again(lambda: run(short), rounds=rounds), TICK)


def try_pattern(key: tuple[str | bytes, int], places: Iterable[str], uses: Iterable[str]) -> Row:
    """The worst of what a pattern does with its texts."""
    compiled = re.compile(*key)
    encode, texts = encoder(key[0]), pumps(*key)
    methods = {ALIKE.get(use, use) for use in uses} & METHODS.keys() or set(METHODS)
    worst: tuple[float, float, str, Pump | None] = (0.0, 0.0, "", None)
    tried = 0
    for method in sorted(methods):
        run = functools.partial(_run, METHODS[method], compiled, encode)
        for pump in texts:
            tried += 1
            seconds, ratio = growth(run, pump, LENGTH, NOISE)
            worst = max(worst, (ratio, seconds, method, pump), key=lambda one: (one[0] > MOST_RATIO, one[1]))
            if worst[1] > ENOUGH and worst[0] > MOST_RATIO:
                return Row(tuple(sorted(places)), _shown(compiled), worst[2], tried, worst[1], worst[0], worst[3])
    ratio, seconds, method, pump = worst
    return Row(tuple(sorted(places)), _shown(compiled), method, tried, seconds, ratio, pump)


def _run(
    method: Callable[[re.Pattern[Any], Any], object],
    pattern: re.Pattern[Any],
    encode: Callable[[str], str | bytes],
    text: str,
) -> object:
    return method(pattern, encode(text))


def _shown(pattern: re.Pattern[Any]) -> str:
    return pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else str(pattern.pattern)


def report_patterns(only: str) -> bool:
    """Print a line for each pattern that is not linear, and the sum; whether each has a bound."""
    seen = collect()
    rows = []
    print(f"{len(seen.places)} patterns, {len(seen.uses.keys() & seen.places.keys())} of them used in these runs")
    for key, places in sorted(seen.places.items(), key=lambda item: sorted(item[1])):
        if not any(only in place for place in places):
            continue
        row = try_pattern(key, places, seen.uses.get(key, ()))
        rows.append(row)
        if row.ratio > MOST_RATIO:
            print(f"{row.ratio:5.1f} x {row.seconds:7.3f} s {row.method:9} {', '.join(row.places)}")
            print(f"      {row.pattern[:100]!r} on {row.pump}: {bound_of(row)}", flush=True)
    slow = [row for row in rows if row.ratio > MOST_RATIO]
    open_ = [row for row in slow if not bound_of(row)]
    print(
        f"{len(rows)} patterns, {sum(row.texts for row in rows)} texts; {len(slow)} not linear, {len(open_)} unbounded"
    )
    return not open_


def bound_of(row: Row) -> str:
    """What bounds the texts of a pattern; empty if nothing is known to."""
    found = (
        why
        for (file, start), why in BOUNDED.items()
        if row.pattern.startswith(start) and all(place.startswith(f"{file}:") for place in row.places)
    )
    return next(found, "")


def report_pages(length: int, only: str) -> bool:
    """Print how long whole pages take, text and HTML, with a run in several lines; whether all grow as the run does."""
    holds = True
    for media_type in ("text/plain", "text/html"):
        run = functools.partial(_extract, media_type=media_type)
        run("")  # loads what is loaded once
        for pump in (Pump("", part, "") for part in (*MEANT, *GENERIC) if only in part):
            seconds, ratio = growth(run, pump, length, NOISE_PAGE, longest=PATIENCE_PAGE)
            fine = ratio <= MOST_RATIO
            holds &= fine
            print(
                f"{media_type} {pump.part!r:14} {seconds:7.2f} s {ratio:6.1f}{'' if fine else ' NOT LINEAR'}",
                flush=True,
            )
    return holds


def _extract(run: str, *, media_type: str) -> None:
    from tests.conftest import GOLDEN

    from lhextract.errors import HeldError
    from lhextract.lookups import Lookups
    from lhextract.model.page import Snapshot
    from lhextract.profile import Profile
    from lhextract.run import extract

    lines = (GOLDEN / PAGE / "source.txt").read_text(encoding="utf-8").split("\n")
    lines = [f"{line} {run}" if place in SPOILT else line for place, line in enumerate(lines)] + [run]
    if media_type == "text/html":
        lines = [f"<h2>{html.escape(line)}</h2>" if len(line) < 30 else f"<p>{html.escape(line)}</p>" for line in lines]
    body = "\n".join(lines).encode("utf-8")
    snapshot = Snapshot("page", None, media_type, None, hashlib.sha256(body).hexdigest(), body)
    with suppress(HeldError):
        extract(snapshot, profile=Profile(), lookups=Lookups((), ()), use_model=False)


def main() -> int:
    """Command line; the exit status is 1 where something is not linear, and nothing bounds it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="PLACE", help="patterns of places, or runs, that hold this")
    parser.add_argument("--pages", action="store_true", help="whole runs")
    parser.add_argument(
        "--length", type=int, default=LENGTH, help="characters of the longer text (default %(default)s)"
    )
    options = parser.parse_args()
    if options.pages:
        return 0 if report_pages(options.length, options.only) else 1
    return 0 if report_patterns(options.only) else 1


if __name__ == "__main__":
    sys.exit(main())
