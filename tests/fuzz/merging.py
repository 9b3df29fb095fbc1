"""libFuzzer's merge of one target, started by `minimise.py`; the target is the last argument.

For the merge itself libFuzzer starts its first argument again with the rest of them: a script that `minimise.py` made.
"""

from __future__ import annotations

import os
import sys

from tests.fuzz import guided
from tests.fuzz.judging import judge

AGAIN = "LHEXTRACT_FUZZ_AGAIN"  # has the path of that script

if __name__ == "__main__":
    import atheris

    target = guided.load_instrumented(sys.argv[-1])
    atheris.Setup([os.environ[AGAIN], *sys.argv[1:]], lambda data: judge(target, data) and None)
    atheris.Fuzz()
