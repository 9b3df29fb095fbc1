"""What figures of speed are worth nothing without: the machine and the versions. No names of hosts."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("lhextract", "spacy", "numpy", "onnxruntime", "tokenizers", "phonenumbers", "lxml", "trafilatura")


def machine() -> dict[str, str]:
    """Processor, cores that this process may use, memory, and the system."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.machine()}"
    return {"processor": _processor(), "cores": str(cores), "memory": f"{memory:.0f} GiB", "system": system}


def _processor() -> str:
    """The model as the kernel names it, with its numbers: some machines call every processor the same."""
    path = Path("/proc/cpuinfo")
    if not path.exists():
        return platform.processor() or "unknown"
    lines = (line.partition(":") for line in path.read_text(encoding="utf-8").split("\n\n")[0].splitlines())
    found = {key.strip(): value.strip() for key, _, value in lines}
    numbers = ", ".join(f"{key} {found[key]}" for key in ("cpu family", "model") if key in found)
    megahertz = f", {float(found['cpu MHz']):.0f} MHz" if "cpu MHz" in found else ""
    return f"{found.get('model name', 'unknown')} ({numbers}{megahertz})"


def versions() -> dict[str, str]:
    """Python and the libraries that the time is spent in; a peer that is not installed has none."""
    found = {"Python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
