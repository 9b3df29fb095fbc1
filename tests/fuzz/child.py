"""One target in a process of its own, which may hang or die: `python -m tests.fuzz.child`, started by `running.py`."""

from __future__ import annotations

import argparse
import logging
import resource
import shutil
import time
from pathlib import Path

from tests.fuzz import corpus, guided, mutation
from tests.fuzz.catalogue import load
from tests.fuzz.confirming import BY_THE_CLOCK
from tests.fuzz.tally import Tally

LEAST = 2.0  # seconds of an engine, however long its target takes to load


def main() -> None:
    """Run an engine on a target; what it takes to load the target counts too."""
    begun = time.monotonic()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target")
    parser.add_argument("--engine", choices=("atheris", "mutation"), required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--limit", type=float, required=True)
    parser.add_argument("--largest", type=int, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--tally", type=Path, required=True)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    name, work = options.target, options.work
    target = guided.load_instrumented(name) if options.engine == "atheris" else load(name)
    finds = corpus.keep_all(work / "finds" / name, ())
    tally = Tally(target, finds, options.tally, options.limit)
    shutil.rmtree(work / "seeds" / name, ignore_errors=True)  # those of an earlier version
    seeds = corpus.keep_all(work / "seeds" / name, target.seeds())
    grown = corpus.keep_all(work / "corpus" / name, ())
    folders = [grown, seeds, *(folder / name for folder in (corpus.CORPUS, corpus.FOUND) if (folder / name).is_dir())]
    seconds = max(LEAST, options.seconds - (time.monotonic() - begun))
    bounds = {
        "seconds": seconds,
        "seed": options.seed,
        "limit": BY_THE_CLOCK * options.limit,
        "largest": options.largest,
    }
    if options.engine == "atheris":
        guided.run(tally, folders, **bounds)
    else:
        most = guided.MOST_MEMORY * 2**20
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
        mutation.run(tally, [path.read_bytes() for each in folders for path in corpus.inputs_in(each)], **bounds)


if __name__ == "__main__":
    main()
