"""One input on one target: passed, refused, or what is wrong with it."""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass

from lhextract.errors import LhextractError
from tests.fuzz.target import Broken, LawBroken, Target, Verdict


@dataclass(frozen=True, slots=True)
class Fault:
    """What an input did that none may do. `cause` is the same for inputs that fail in the same way."""

    kind: Broken
    cause: str
    details: str


def judge(target: Target, data: bytes) -> Verdict | Fault:
    """Run a target on an input; nothing but an interrupt comes out of it as an exception."""
    try:
        return target.check(data) or Verdict.PASSED
    except LawBroken as broken:
        return Fault(broken.kind, str(broken), traceback.format_exc())
    except AssertionError as broken:  # the package has none of its own: a law that a target wrote as an assert
        return Fault(Broken.LAW, _cause(broken), traceback.format_exc())
    except LhextractError as refusal:
        if not str(refusal).strip():
            return Fault(Broken.LAW, f"{type(refusal).__name__} without a message", traceback.format_exc())
        return Verdict.REFUSED
    except Exception as error:
        return Fault(Broken.CRASH, _cause(error), traceback.format_exc())


def _cause(error: BaseException) -> str:
    """The exception's type and the innermost place in the package (else in the target) that it went through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if re.search(r"[/\\](?:lhextract|targets)[/\\]", frame.filename)] or frames
    place = ours[-1]
    module = place.filename.replace("\\", "/").rpartition("/")[2]
    return f"{type(error).__name__} in {module}, {place.name}, line {place.lineno}"
