"""Write every page and figure that is made from the program: `python -m docs.making`."""

from __future__ import annotations

from pathlib import Path

from docs.making.generated import figures, generated

DOCS = Path(__file__).parent.parent

if __name__ == "__main__":
    for name, content in (generated() | figures()).items():
        path = DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
