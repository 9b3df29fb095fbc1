"""Files that a crash left half-written, and what the commands say of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.outages.machine import Ended, Machine

Damage = Callable[[bytes], bytes]
DAMAGES: dict[str, Damage] = {
    "empty": lambda _: b"",
    "one byte": lambda content: content[:1],
    "half": lambda content: content[: len(content) // 2],
    "all but three bytes": lambda content: content[:-3],
    "zeros": lambda content: bytes(len(content)),
    "half zeros": lambda content: content[: len(content) // 2] + bytes(len(content) - len(content) // 2),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a command made of a damaged file: `verdict` is in words."""

    ended: Ended
    verdict: str


def read_damaged(
    path: Path, damage: Damage, args: tuple[str, ...], *, sound: Ended, root: Path, machine: Machine
) -> Reading:
    """Damage a file, give a command, and put the file back; `sound` is how the command ends without damage."""
    content = path.read_bytes()
    path.write_bytes(damage(content))
    ended = machine.run(args, cwd=root)
    path.write_bytes(content)
    return Reading(ended, _verdict(path, ended, sound))


def _verdict(path: Path, ended: Ended, sound: Ended) -> str:
    if ended.has_traceback or ended.code == 1 or ended.code < 0:
        return "traceback"
    if path.name in ended.err or path.parent.name in ended.err or path.name in ended.out:
        return "named" if ended.code else "named, done"
    if ended.code != sound.code:
        return "refused, not named"
    return "the same" if (ended.out, ended.err) == (sound.out, sound.err) else "OTHER OUTPUT"
