"""What an SQLite file has between its rows: bytes that mean nothing, and that differ from one SQLite to the next.

Where SQLite spreads the rows of a full page over others, some releases leave what stood there and some do not. Cleared,
the same rows give the same file everywhere, and no row stands in it that no table has.
"""

from __future__ import annotations

# Pages of a b-tree: inner pages of an index or a table, leaves of an index or a table; an inner one has the number of
# a further page in its header (sqlite.org/fileformat2.html, 1.6).
INNER, LEAVES = frozenset({2, 5}), frozenset({10, 13})
FILE_HEADER = 100  # bytes, at the beginning of the first page
FULL = 65536  # what a page says as 0


def without_leftovers(content: bytes, *, page_size: int) -> bytes:
    """Return a database with zeros between the list of cells and the first cell of each page.

    No other kind of page begins with a byte of these: overflow and free pages begin with a page number, in four bytes
    of which the first is 0 below 64 GB.
    """
    cleared = bytearray(content)
    for page in range(0, len(cleared), page_size):
        header = page + (FILE_HEADER if page == 0 else 0)
        kind = cleared[header]
        if kind not in INNER | LEAVES:
            continue
        cells = int.from_bytes(cleared[header + 3 : header + 5], "big")
        first = header + (12 if kind in INNER else 8) + 2 * cells
        end = page + (int.from_bytes(cleared[header + 5 : header + 7], "big") or FULL)
        cleared[first:end] = bytes(end - first)
    return bytes(cleared)
