"""A reason for which a run is held: what was fetched does not look like the page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hold:
    """One reason: `code` names its kind ("captcha"), `message` says what was seen, `evidence` quotes it."""

    code: str
    message: str
    evidence: tuple[str, ...] = ()
