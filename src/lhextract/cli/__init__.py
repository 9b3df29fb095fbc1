"""The command line: arguments in, exit code out. Every command calls one function of the library."""

from __future__ import annotations

from lhextract.cli.main import cli, main

__all__ = ["cli", "main"]
