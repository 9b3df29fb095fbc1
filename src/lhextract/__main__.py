"""`python -m lhextract`: the command, for where no script is on the path."""

from __future__ import annotations

from lhextract.cli import main

if __name__ == "__main__":
    main()
