"""The tables of `docs/speed.md`, from what `python -m benchmarks.speed` has measured."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from docs.making.page import ROOT
from docs.making.speed_results import Measure, Results, read_results
from lhextract.run import Stage

RESULTS = ROOT / "benchmarks" / "speed" / "results.json"
PAGE = ROOT / "docs" / "speed.md"
PICTURE = ROOT / "docs" / "img" / "figures" / "speed.svg"
MIXED, HTML, LIGHTHOUSE, MEMORY = "mixed", "html", "lighthouse", "memory"
ENGINES = "engines"  # the table that `python -m benchmarks.batches --docs` fills
FLOOR, WITHOUT, WITH = "floor", "without", "with"
TITLES = {
    WITHOUT: "lhextract without its model",
    WITH: "lhextract with its model",
    FLOOR: "spaCy's tokeniser, pages whole (the floor)",
    "floor-lines": "spaCy's tokeniser, line by line",
    "ner": "spaCy's network of names, as it comes",
    "ner-large": "spaCy's network of names, as large as ours",
    "phones": "phonenumbers' matcher, line by line",
    "reading": "lhextract's HTML to text",
    "trafilatura": "trafilatura",
    "trafilatura-fast": "trafilatura, `fast`",
}
# What was asked for: fewest words or pages a second, fewest words per word of the floor, most megabytes.
LEAST_OF_FLOOR, LEAST_LIGHTHOUSES, LEAST_WITH_MODEL = 0.5, 10.0, 4000.0
# The pages are text before anything is measured, since their words are counted: what that takes is where memory begins.
BEYOND_TEXT = tuple(stage for stage in Stage if stage is not Stage.TEXT)
MOST_MEMORY = {WITHOUT: 300.0, WITH: 400.0}
MARKED = re.compile(r"(<!-- speed: (?P<name>[a-z]+) -->\n).*?(<!-- end of speed -->)", re.DOTALL)
Row = Sequence[str]


def speed_page() -> str:
    """`docs/speed.md` with its tables as the results have them; the words around them stay."""
    return fill(PAGE.read_text(encoding="utf-8"), tables(read_results(RESULTS)))


def fill(page: str, found: Mapping[str, str]) -> str:
    """A page with tables in their marked places; what stands in the places of others stays."""

    def put(match: re.Match[str]) -> str:
        table = found.get(match["name"])
        return match[0] if table is None else f"{match[1]}\n{table}\n\n{match[3]}"

    return MARKED.sub(put, page)


def tables(results: Results) -> dict[str, str]:
    """Every table in Markdown, by its name; one that was not measured has no rows."""
    return {
        "machine": _table(("", ""), _machine(results)),
        "goals": _table(("", "asked for", "measured", ""), _goals(results)),
        "mixed": _table(
            ("golden pages in turn", "words/s", "lowest to highest", "times the floor", "pages/s"),
            _throughput(results),
        ),
        "pages": _table(("page", "by", "pages", "seconds a page", "pages/s", "words/s"), _pages(results)),
        "stages": _table(("stage", "without, words/s", "share", "with, words/s", "share"), _stages(results)),
        "memory": _table(("until", "without the model", "more", "with it", "more"), _memory(results)),
        "html": _table(("HTML to text", "words/s", "times ours", "characters kept", "of ours"), _html(results)),
    }


def _table(head: Row, rows: Iterable[Row]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _machine(results: Results) -> Iterator[Row]:
    yield "measured on", results.made
    yield from results.machine.items()
    yield "versions", ", ".join(f"{name} {version}" for name, version in results.versions.items())
    yield "weights", ", ".join(f"{name} {size}" for name, size in results.weights.items())
    if held := sum(run.held for one in results.measures for run in one.runs):
        yield "pages without any initiative", f"{held}; what was read of them until then counts"
    for kind, reason in results.missing.items():
        yield f"left out: {TITLES[kind]}", reason


def _goals(results: Results) -> Iterator[Row]:
    ratio = results.ratio(WITHOUT, FLOOR, MIXED)
    if ratio is not None:
        yield _least("words without the model, times the floor", LEAST_OF_FLOOR, ratio)
    lighthouse, whole = results.find(WITHOUT, LIGHTHOUSE), results.find(WITH, MIXED)
    if lighthouse:
        yield _least("lighthouse pages/s without the model", LEAST_LIGHTHOUSES, 1 / lighthouse.seconds_a_page())
    if whole:
        yield _least("words/s with the model", LEAST_WITH_MODEL, whole.speed())
    for kind, most in MOST_MEMORY.items():
        one = results.find(kind, MIXED)
        if one:
            what = f"memory of {TITLES[kind]}, {one.number():,} pages in one process"
            yield what, f"at most {most:.0f} MB", f"{one.peak():.0f} MB", _said(one.peak() <= most)


def _least(what: str, least: float, found: float) -> Row:
    return what, f"at least {_short(least)}", _short(found), _said(found >= least)


def _said(holds: bool) -> str:
    return "reached" if holds else "**not reached**"


def _throughput(results: Results) -> Iterator[Row]:
    for kind, title in TITLES.items():
        one, ratio = results.find(kind, MIXED), results.ratio(kind, FLOOR, MIXED)
        if one:
            speeds = [run.words / run.seconds for run in one.runs]
            spread = f"{_short(min(speeds))} to {_short(max(speeds))}"
            times = "" if ratio is None else _short(ratio)
            yield title, _short(one.speed()), spread, times, _short(1 / one.seconds_a_page())


def _pages(results: Results) -> Iterator[Row]:
    long_pages = dict.fromkeys(one.pages for one in results.measures if one.pages.endswith(" MB"))
    for name in (LIGHTHOUSE, MIXED, *long_pages):
        for kind in (FLOOR, WITHOUT, WITH):
            one = results.find(kind, name)
            if one:
                what = {LIGHTHOUSE: "the lighthouse page", MIXED: "golden pages in turn"}.get(name, f"a page of {name}")
                seconds = one.seconds_a_page()
                yield what, TITLES[kind], f"{one.number():,}", _short(seconds), _short(1 / seconds), _short(one.speed())


def _stages(results: Results) -> Iterator[Row]:
    both = [results.find(kind, MIXED) for kind in (WITHOUT, WITH)]
    for stage in Stage:
        yield stage.value, *(cell for one in both for cell in _stage(one, stage.value))


def _stage(one: Measure | None, stage: str) -> Row:
    if one is None:
        return "", ""
    share = one.median(lambda run: run.stages.get(stage, 0.0) / run.seconds)
    return _short(one.stage_speed(stage)), f"{share:.1%}"


def _memory(results: Results) -> Iterator[Row]:
    nothing = results.find("nothing", MEMORY)
    if nothing is None:
        return
    start = nothing.peak()
    yield "text (the program loaded, all pages read)", f"{start:.0f} MB", "", f"{start:.0f} MB", ""
    before = {WITHOUT: start, WITH: start}
    for stage in BEYOND_TEXT:
        cells: list[str] = []
        for kind in (WITHOUT, WITH):
            one = results.find(f"{kind}:{stage.value}", MEMORY)
            peak = one.peak() if one else before[kind]
            cells += [f"{peak:.0f} MB", f"{peak - before[kind]:+.0f} MB"]
            before[kind] = peak
        yield stage.value, *cells


def _html(results: Results) -> Iterator[Row]:
    ours = results.find("reading", HTML)
    kept = sum(run.characters for run in ours.runs) if ours else 0
    for kind in ("reading", "trafilatura", "trafilatura-fast"):
        one = results.find(kind, HTML)
        if one:
            characters = sum(run.characters for run in one.runs)
            ratio = results.ratio(kind, "reading", HTML)
            yield (
                TITLES[kind],
                _short(one.speed()),
                "" if ratio is None else _short(ratio),
                f"{characters:,}",
                f"{characters / kept:.0%}" if kept else "",
            )


def _short(number: float) -> str:
    """Two digits after what leads, at most; all before the point."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"
