"""lhextract: from a published page that lists initiatives to records that can be checked against it.

`lhextract.load("extracted/lighthouses")` gives the tables of an extraction as typed pandas DataFrames.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lhextract.loading import Loaded, load

__all__ = ["Loaded", "__version__", "load"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Import pandas only when somebody loads: the command line has no use for it."""
    if name not in {"Loaded", "load"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from lhextract import loading

    return getattr(loading, name)
