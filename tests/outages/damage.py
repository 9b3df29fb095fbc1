"""Files that a crash left half-written, and what the commands say of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.outages.machine import Ended, Machine
from tests.outages.states import things_in
from tests.outages.stories import RUN, Story, copied, decided, done, prepared
from tests.outages.suffering import Suffered

Damage = Callable[[bytes], bytes]
DAMAGES: dict[str, Damage] = {
    "empty": lambda _: b"",
    "one byte": lambda content: content[:1],
    "half": lambda content: content[: len(content) // 2],
    "all but three bytes": lambda content: content[:-3],
    "zeros": lambda content: bytes(len(content)),
    "half zeros": lambda content: content[: len(content) // 2] + bytes(len(content) - len(content) // 2),
}


KINDS = frozenset({".json", ".jsonl", ".txt", ".html", ".csv", ".toml"})
READERS = (
    ("run", "--no-model"),
    ("check", "--no-model"),
    ("correct", "list", "example"),
    ("export", "example", "--to", "jsonl", "--out", "-"),
    ("diff", "example"),
    ("purge", "--person", "Edwin Thackwray", "--dry-run"),
    ("identity", "list"),
    ("tests.outages.calls:review", "confirm"),
)


def damaged_files(
    folder: Path, machine: Machine, *, quick: bool, only: Sequence[str] = ()
) -> Iterator[tuple[str, Suffered]]:
    """Every file of a workspace with each damage, under each command that reads it; `only` names commands, () all."""
    words = {name.split()[0] for name in only}
    template = folder / "template"
    prepared(Story(RUN, decided), template, machine)
    done(machine, template, *RUN)
    files = [path.relative_to(template) for path in sorted(template.rglob("*")) if path.suffix in KINDS]
    kept = [name for name in files if name.parent.name != "tables" or name.name == "contacts.csv"]
    for args in [args for args in READERS[:: 3 if quick else 1] if not only or _word(args) in words]:
        sound = machine.run(args, cwd=copied(template, folder / "work"))
        for name in kept:
            for damage, spoil in DAMAGES.items():
                root = copied(template, folder / "work")
                path = root / name
                path.write_bytes(spoil(path.read_bytes()))
                before, ended = things_in(root), machine.run(args, cwd=root)
                state = "old" if things_in(root) == before else "new"
                losses = _losses(name, damage, ended, sound)
                yield f"{_word(args)} reads", Suffered(ended, state, losses)


def _word(args: tuple[str, ...]) -> str:
    return args[0].rpartition(":")[2]


def _losses(name: Path, damage: str, ended: Ended, sound: Ended) -> tuple[str, ...]:
    """A traceback, a refusal that names nothing, or another answer than that of the sound file, without a word."""
    what = f"{name}, {damage}"
    if ended.has_traceback or ended.code == 1 or ended.code < 0:
        return (f"{what}: a traceback, or exit code 1: {ended.err.strip()[-160:]}",)
    is_named = any(part in ended.err + ended.out for part in (name.name, name.parent.name))
    if ended.code not in (0, 3, 4) and not is_named:
        return (f"{what}: refused without its name: {ended.err.strip()[-160:]}",)
    if not is_named and (ended.code, ended.out) != (sound.code, sound.out):
        return (f"{what}: taken as it is",)
    return ()
