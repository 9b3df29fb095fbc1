"""The file with the stewards who may sign in: a line each, `HASH NAME`; readable by its owner only."""

from __future__ import annotations

import os
from pathlib import Path

from lhextract.author import RULE, check_name, read_name
from lhextract.errors import UsageError
from lhextract.files import lock_folder, replace_file
from lhextract.review.guard.hashes import LONGEST, SHORTEST, Hash

HEAD = "# Stewards of lhextract: a hash and a name per line. lhextract review --add-steward NAME --password-file FILE\n"


def read_stewards(path: Path) -> dict[str, Hash]:
    """Names to hashes. `UsageError`: the file is missing, is open to others, or has a line that is not one of ours."""
    if not path.is_file():
        raise UsageError(
            f"{path}: no such file; make it with `lhextract review --add-steward NAME --password-file {path}`"
        )
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise UsageError(f"{path}: others may read or write it, allowed is its owner only; chmod 600 {path}")
    stewards: dict[str, Hash] = {}
    for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        text, _, given = line.partition(" ")
        found, name = Hash.read(text), read_name(given)
        if found is None or name is None or name in stewards:
            # The line itself is not repeated: what is wrong with it may be a password in the clear.
            raise UsageError(
                f"{path}: line {number}: allowed is a hash, a blank and a name ({RULE}), each name once; remove the "
                "line and use --add-steward"
            )
        stewards[name] = found
    return stewards


def add_steward(path: Path, name: str, password: str) -> bool:
    """Write a steward's new password; True if the steward is new. The file is whole at all times, mode 600."""
    name = check_name(name, where="--add-steward")
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(
            f"--add-steward: found a password of {len(password)} characters, allowed are {SHORTEST} to {LONGEST}; "
            "take several words"
        )
    found = Hash.of(password)
    with lock_folder(path.resolve().parent):
        stewards = read_stewards(path) if path.exists() else {}
        is_new = name not in stewards
        lines = [f"{one} {who}\n" for who, one in sorted({**stewards, name: found}.items())]
        replace_file(path, (HEAD + "".join(lines)).encode("utf-8"), private=True)
    return is_new
