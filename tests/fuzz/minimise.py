"""Takes over into the committed corpus what long runs have added: `python -m tests.fuzz.minimise [--only TARGET]`.

libFuzzer merges: of all inputs it keeps, smallest first, those that reach something that none before has reached.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz import catalogue, corpus

LARGEST = 4000  # bytes of a file of the corpus
MOST = 24_000  # bytes of the corpus of one target: evenly spread over its files where it would be more


def main() -> int:
    """Command line; prints what each corpus has become."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=catalogue.names())
    for name in parser.parse_args().only or catalogue.names():
        with tempfile.TemporaryDirectory() as folder:
            merged = [path.read_bytes() for path in corpus.inputs_in(merge(name, Path(folder)))]
        kept = bounded(sorted(merged, key=lambda data: (len(data), data)), most=MOST)
        for path in corpus.inputs_in(corpus.CORPUS / name):
            path.unlink()
        corpus.keep_all(corpus.CORPUS / name, kept)
        print(f"{name}: {len(kept)} of {len(merged)} inputs, {sum(map(len, kept)):,} bytes")
    return 0


def merge(name: str, folder: Path) -> Path:
    """A folder with the inputs that are worth keeping, by libFuzzer in a process of its own."""
    merged = corpus.keep_all(folder / "merged", ())
    sources = [root / name for root in (corpus.CORPUS, corpus.WORK / "corpus", corpus.WORK / "seeds")]
    command = [sys.executable, "-m", "tests.fuzz.merging", name, f"-max_len={LARGEST}", str(merged)]
    command += [str(source) for source in sources if source.is_dir()]
    subprocess.run(command, check=True, capture_output=True)
    return merged


def bounded(inputs: list[bytes], *, most: int) -> list[bytes]:
    """Evenly spread inputs that come to at most so many bytes."""
    count = len(inputs)
    while count and sum(map(len, picked := [inputs[i * len(inputs) // count] for i in range(count)])) > most:
        count = count * 9 // 10
    return picked if count else []


if __name__ == "__main__":
    sys.exit(main())
