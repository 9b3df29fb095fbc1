"""libFuzzer's merge of one target: `python -m tests.fuzz.merging TARGET OPTIONS FOLDERS`, started by `minimise.py`."""

from __future__ import annotations

import sys

from tests.fuzz import guided
from tests.fuzz.judging import judge

if __name__ == "__main__":
    import atheris

    name, *options = sys.argv[1:]
    target = guided.load_instrumented(name)
    sys.argv = [sys.argv[0], "-merge=1", *options]
    atheris.Setup(sys.argv, lambda data: judge(target, data) and None)
    atheris.Fuzz()
