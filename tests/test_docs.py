"""Every command has help and a place in the README."""

from __future__ import annotations

import click
import pytest

from lhextract.cli import cli
from tests.conftest import ROOT


def commands(group: click.Group, path: str = "") -> list[tuple[str, click.Command]]:
    """Every command with its full name, groups gone through."""
    found: list[tuple[str, click.Command]] = []
    for name, command in group.commands.items():
        full = f"{path} {name}".strip()
        found.extend(commands(command, full) if isinstance(command, click.Group) else [(full, command)])
    return found


COMMANDS = [pytest.param(name, command, id=name) for name, command in commands(cli)]


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_command_is_in_the_readme(name: str, command: click.Command) -> None:
    """The README names every command, and shows its help when it is asked for."""
    assert f"lhextract {name}" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert command.help


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_option_has_help(name: str, command: click.Command) -> None:
    """Every option of every command says what it does."""
    assert [param.name for param in command.params if isinstance(param, click.Option) and not param.help] == []
    arguments = [param.human_readable_name for param in command.params if isinstance(param, click.Argument)]
    assert [argument for argument in arguments if argument not in (command.help or "")] == [], name


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_result_can_be_had_as_json(name: str, command: click.Command) -> None:
    """Every command offers --json."""
    assert any(param.name == "as_json" for param in command.params), name


@pytest.mark.parametrize(
    "group",
    [
        pytest.param(cli, id="lhextract"),
        *(pytest.param(command, id=name) for name, command in cli.commands.items() if isinstance(command, click.Group)),
    ],
)
def test_lists_of_commands_cut_no_sentence(group: click.Group) -> None:
    """The help of a group says in a whole sentence what each of its commands does."""
    shown = " ".join(group.get_help(click.Context(group)).partition("Commands:")[2].split())
    for name, command in group.commands.items():
        assert f"{name} {command.get_short_help_str(1000)}" in shown
    assert "..." not in shown
