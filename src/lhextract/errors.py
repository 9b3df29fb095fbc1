"""The exception tree: every error a user can meet, with what it means for the exit code.

    LhextractError            1  never raised itself
    ├── UsageError            2  wrong arguments
    │   ├── ConfigurationError   a file of pipeline/ that cannot be used
    │   │   ├── ProfileError        a key in a profile
    │   │   └── LookupFileError     a row in a lookup table
    │   ├── MissingExtraError    a library of an extra that is not installed
    │   ├── DatabaseError        a database that cannot be reached, or not be used as it is
    │   └── GoldError            a gold fixture that cannot be read
    ├── HeldError             4  the page does not look like one that lists initiatives: a person is needed
    ├── ModelError            2  a file that the package brings along, or a spaCy pipeline, that cannot be used
    └── SourceError           5  the page was refused or could not be read

A message names the file, the key, what was found, what is allowed and what to do next.
"""

from __future__ import annotations

from pathlib import Path

from lhextract.model.hold import Hold


class LhextractError(Exception):
    """Base of every error that is reported as one message and an exit code, never as a traceback."""

    exit_code = 1


class UsageError(LhextractError):
    """The command or its configuration cannot be used as given."""

    exit_code = 2


LONGEST = 500  # characters of a value that a message shows


def shown(found: object) -> str:
    """A value as a message shows it: whatever a file holds, it is one line that can be read."""
    try:
        text = repr(found)
    except RecursionError:
        return "what is nested too deep"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


class ConfigurationError(UsageError):
    """One value in one file of `pipeline/` is not usable."""

    def __init__(self, path: Path, *, key: str, found: object, allowed: str, hint: str | None = None) -> None:
        self.path, self.key, self.found, self.allowed, self.hint = path, key, found, allowed, hint
        message = f"{path}: {key}: found {shown(found)}, allowed is {allowed}"
        super().__init__(f"{message}; {hint}" if hint else message)


class ProfileError(ConfigurationError):
    """A profile in `pipeline/profiles/` has a key or a value that is not allowed."""


class LookupFileError(ConfigurationError):
    """A table in `pipeline/lookups/` has a column or a row that is not allowed."""


class MissingExtraError(UsageError):
    """A library is not installed that `what` needs; `extra` has it, and `otherwise` says how to do without."""

    def __init__(self, what: str, *, extra: str, error: ImportError, otherwise: str = "") -> None:
        self.extra = extra
        library = (error.name or "a library that it needs").partition(".")[0]
        advice = f"run: pip install 'lhextract[{extra}]'"
        super().__init__(f"{what}: {library} is not installed; {advice}{f', or {otherwise}' if otherwise else ''}")


class DatabaseError(UsageError):
    """A database cannot be reached, or holds something that nothing is written over. `place` never has a password."""

    def __init__(self, place: str, *, found: str, allowed: str, hint: str | None = None) -> None:
        self.place, self.found, self.allowed, self.hint = place, found, allowed, hint
        message = f"{place}: found {found}, allowed is {allowed}"
        super().__init__(f"{message}; {hint}" if hint else message)


class GoldError(UsageError):
    """A gold fixture is missing, or does not agree with its own page."""


class SourceError(LhextractError):
    """The page could not be read, or is not something that can hold initiatives."""

    exit_code = 5


class HeldError(LhextractError):
    """The page could be read but not trusted; nothing is written until a person has looked. `holds` are the reasons."""

    exit_code = 4

    def __init__(self, message: str, holds: tuple[Hold, ...] = (), *, source: str | None = None) -> None:
        self.holds, self.source = holds, source
        super().__init__(message)


class ModelError(LhextractError):
    """A file that the package brings along, such as weights, or a spaCy pipeline of a profile cannot be used."""

    exit_code = 2


class TooLargeError(SourceError):
    """The page has more bytes than it may."""
