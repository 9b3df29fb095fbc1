"""Pages that are hostile in ways that no file is.

Python loads this in every process whose PYTHONPATH has this folder; in those that work on pages the id of a page then
says what happens when it is read.
"""

import os
import signal
import sys
import time

if "lhextract.batch.engines.child" in sys.orig_argv:
    from lhextract.batch import worker

    read_place = worker.read_place

    def read_hostile(task, **options):
        """Read a page, or do what its id says."""
        kind = task.id.partition("-")[0]
        if kind == "stop":
            raise StopIteration
        if kind == "exit":
            raise SystemExit
        if kind == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if kind == "parricide":
            os.kill(os.getppid(), signal.SIGKILL)
        if kind in {"endless", "parricide"}:
            time.sleep(600)
        if kind == "slow":
            time.sleep(1)
        return read_place(task, **options)

    worker.read_place = read_hostile
