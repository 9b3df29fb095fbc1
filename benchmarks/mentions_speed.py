"""How fast names are found, and what it takes in memory: the mentions stage alone, with the network and without.

    python benchmarks/mentions_speed.py

Every golden text page is read up to its outline first; then the mentions stage runs over all of them, three times,
with and without the network in turn. Each kind runs in a fresh process; memory is the peak of its process beyond that
of one that has only read the pages. Seconds are those of the processor, on one thread.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

from lhextract.cases import case_snapshot
from lhextract.gold import list_cases
from lhextract.language.cues import load_cues
from lhextract.lookups import Lookups
from lhextract.mentions.finder import choose_finder
from lhextract.outline.build import build_outline
from lhextract.outline.decoder import load_model
from lhextract.profile import Profile
from lhextract.run import decide_settings, mention_context, read_page

GOLDEN = Path(__file__).parents[1] / "tests" / "golden"
KINDS = ("nothing", "rules", "network")
ROUNDS = 3


def measure(kind: str) -> None:
    """Print words/s, seconds to load and the peak of memory in MB, for one kind."""
    cues, contexts, words = load_cues(), [], 0
    for case in list_cases(GOLDEN):
        page = read_page(case_snapshot(case))
        outline = build_outline(page, cues=cues, model=load_model())
        contexts.append(mention_context(page, outline, decide_settings(page, Profile(), cues), Lookups(), cues))
        words += len(page.text.split())
    began = time.process_time()
    finder = choose_finder(spacy_model=None, use_model=kind == "network", learned=None)
    loaded = time.process_time() - began
    best = float("inf")
    for _ in range(ROUNDS if kind != "nothing" else 0):
        began = time.process_time()
        for context in contexts:
            finder.find(context)
        best = min(best, time.process_time() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    speed = f"{words / best:8.0f} words/s  loaded in {loaded:.2f} s"
    print(f"{kind:8} {words} words  {speed}  peak {peak:.0f} MB", flush=True)


def main() -> None:
    """Run each kind in a process of its own."""
    if sys.argv[1:]:
        measure(sys.argv[1])
        return
    for kind in KINDS:
        subprocess.run([sys.executable, __file__, kind], check=True)


if __name__ == "__main__":
    main()
