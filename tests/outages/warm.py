"""The process that `machine.Machine` talks to: a line of JSON for each run, forked from here, and one about its end."""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import random
import sys
import tempfile
import traceback
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TextIO

import lhextract.acquire.web.clock
import lhextract.corrections.store
import lhextract.desk
import lhextract.forgetting.planning
from lhextract.cli import main as lhextract_main
from tests.outages.layer import Fault, Layer

BEGIN = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SECONDS = 120  # a run that hangs is ended by an alarm


class _Datetime(datetime):
    """A clock that is set, and goes on by a millisecond whenever somebody looks."""

    at = BEGIN

    @classmethod
    def now(cls, tz: Any = None) -> datetime:
        """The time."""
        _Datetime.at += timedelta(milliseconds=1)
        return _Datetime.at.astimezone(tz)


def _set_clock(moment: int) -> None:
    _Datetime.at = BEGIN + timedelta(seconds=moment)
    lhextract.desk.datetime = _Datetime  # type: ignore[attr-defined]
    lhextract.acquire.web.clock.datetime = _Datetime  # type: ignore[attr-defined]
    lhextract.forgetting.planning.secrets = SimpleNamespace(token_bytes=random.Random(moment).randbytes)  # type: ignore[attr-defined] # noqa: S311
    lhextract.corrections.store.secrets = SimpleNamespace(choice=random.Random(moment).choice)  # type: ignore[attr-defined] # noqa: S311


def _work(job: dict[str, Any], files: list[TextIO]) -> None:
    """The run itself, in the child."""
    os.chdir(job["cwd"])
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number in (1, 2):
        os.dup2(files[number - 1].fileno(), number)
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.FileIO(number, "w", closefd=False)) for number in (1, 2))
    _set_clock(job["moment"])
    steps = files[2].fileno()
    fault = Fault(**{**job["fault"], "kinds": tuple(job["fault"]["kinds"])}) if job["fault"] else None
    root = Path.cwd()
    Layer(root, fault, lambda line: _tell(steps, line)).install()
    name, *args = job["args"]
    module, _, function = name.partition(":")
    if function:
        getattr(importlib.import_module(module), function)(*args)
    else:
        lhextract_main([name, *args])


def _tell(descriptor: int, line: str) -> None:
    os.write(descriptor, f"{line}\n".encode())


def _child(job: dict[str, Any], files: list[TextIO]) -> None:
    import signal

    signal.alarm(SECONDS)
    code = 1
    try:
        _work(job, files)
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
    except BaseException:
        traceback.print_exc()
    finally:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)


def _run(job: dict[str, Any]) -> dict[str, Any]:
    files = [tempfile.TemporaryFile("w+", encoding="utf-8") for _ in range(3)]  # noqa: SIM115
    child = os.fork()
    if child == 0:
        _child(job, files)
    _, status = os.waitpid(child, 0)
    said = []
    for file in files:
        file.seek(0)
        said.append(file.read())
        file.close()
    return {
        "code": os.waitstatus_to_exitcode(status),
        "out": said[0],
        "err": said[1],
        "steps": said[2].splitlines(),
    }


def main() -> None:
    """Serve until the other side is gone."""
    with tempfile.TemporaryDirectory() as folder:
        # A run imports what it needs when it needs it; done once here, no fork has to.
        job = {"args": ["init", "w"], "cwd": folder, "fault": None, "moment": 0}
        assert _run(job)["code"] == 0
        os.chdir(Path(folder) / "w")
        with contextlib.suppress(SystemExit):
            lhextract_main(["run", "--no-model", "--dry-run", "--fail-on", "never"])
    for line in sys.stdin:
        os.write(ANSWERS, (json.dumps(_run(json.loads(line))) + "\n").encode())


if __name__ == "__main__":
    # Answers go where stdout went; what the first run prints goes nowhere.
    ANSWERS = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    main()
