"""What the program declares has a place in the reference, and pages made from the program are what it makes today."""

from __future__ import annotations

import re

import click
import pytest
from pydantic import BaseModel

from documentation.generated import generated
from documentation.record_keys import MEANINGS
from lhextract.cli import cli
from lhextract.exports.schema import json_schema
from lhextract.profile import Profile
from tests.conftest import ROOT
from tests.test_docs import commands

PAGES = generated()
COMMANDS = commands(cli)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_as_generated(name: str) -> None:
    """A generated page is byte for byte what `python -m documentation` writes."""
    written = (ROOT / "docs" / name).read_bytes()
    assert written == PAGES[name].encode(), "run: python -m documentation"


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_command_has_an_entry(name: str, command: click.Command) -> None:
    """The command reference has a section for every command, with every option in it."""
    page = PAGES["reference/commands.md"]
    section = page.split(f"\n## lhextract {name} {{", 1)[1].split("\n## ")[0]
    options = [param.opts[0] for param in command.params if isinstance(param, click.Option)]
    assert [option for option in options if not re.search(rf"^\| `[^`]*{option}\b", section, re.MULTILINE)] == []


def test_every_record_key_has_a_meaning() -> None:
    """A key of records.json without a meaning, or a meaning without its key, is told of by name."""
    schema = json_schema()
    objects = {"Records": schema, **schema["$defs"]}
    keys = {(name, key) for name, one in objects.items() for key in one.get("properties", ())}
    assert {(name, key) for name, meanings in MEANINGS.items() for key in meanings} == keys


def test_every_profile_key_has_an_entry() -> None:
    """Every key that a profile may have stands in docs/profiles.md."""
    page = (ROOT / "docs" / "profiles.md").read_text(encoding="utf-8")
    keys = set(re.findall(r"`([a-z_.]+)`", page))
    for table, field in Profile.model_fields.items():
        assert isinstance(field.annotation, type)
        assert issubclass(field.annotation, BaseModel)
        # Keys that one row lists together are named without their table after the first.
        missing = [key for key in field.annotation.model_fields if not {f"{table}.{key}", key} & keys]
        assert missing == [], table
