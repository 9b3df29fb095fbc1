"""What the program declares has a place in the reference, and pages made from the program are what it makes today."""

from __future__ import annotations

import json
import re

import click
import pytest
from pydantic import BaseModel

from docs.making.generated import figures, generated
from lhextract.cli import cli
from lhextract.cli.common import FINDINGS_FOUND, PERSON_NEEDED
from lhextract.corrections.store import write_decision
from lhextract.errors import LhextractError
from lhextract.exports.schema import json_schema
from lhextract.model.correction import Action, Decision, Saw
from lhextract.profile import Profile
from tests.conftest import ROOT
from tests.test_docs import commands


def _subclasses(kind: type[LhextractError]) -> list[type[LhextractError]]:
    return [one for direct in kind.__subclasses__() for one in (direct, *_subclasses(direct))]


PAGES = generated()
COMMANDS = commands(cli)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_as_generated(name: str) -> None:
    """A generated page is byte for byte what `python -m docs.making` writes."""
    written = (ROOT / "docs" / name).read_bytes()
    assert written == PAGES[name].encode(), "run: python -m docs.making"


def test_figures_are_as_drawn() -> None:
    """Every figure is byte for byte what `python -m docs.making` draws from the page, and no other is there."""
    folder = ROOT / "docs" / "img" / "figures"
    drawn = figures()
    assert {f"img/figures/{path.name}" for path in folder.iterdir()} == set(drawn)
    for name, content in drawn.items():
        assert (ROOT / "docs" / name).read_bytes() == content.encode(), f"{name}: run: python -m docs.making"


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_command_has_an_entry(name: str, command: click.Command) -> None:
    """The command reference has a section for every command, with every option in it."""
    page = PAGES["reference/commands.md"]
    section = page.split(f"\n## lhextract {name} {{", 1)[1].split("\n## ")[0]
    options = [param.opts[0] for param in command.params if isinstance(param, click.Option)]
    assert [option for option in options if not re.search(rf"^\| `[^`]*{option}\b", section, re.MULTILINE)] == []


def test_every_record_key_has_a_meaning() -> None:
    """Every key of records.json stands in the reference, with words about it."""
    schema, page = json_schema(), PAGES["reference/records.md"]
    for name, one in {"Records": schema, **schema["$defs"]}.items():
        section = page.partition(f"\n## {name} {{")[2].partition("\n## ")[0]
        for key in one.get("properties", ()):
            assert re.search(rf"^\| `{key}` \| [^|]+ \| \w[^|]+ \|", section, re.MULTILINE), (name, key)


def test_every_key_of_a_correction_file_has_an_entry() -> None:
    """The keys that a decision's file has are those of its reference page."""
    page = (ROOT / "docs" / "reference" / "correction-files.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]+`) \|", page, re.MULTILINE)
    saw = Saw(value=None, quote=None, before="", after="", occurrence=0, of=0, rival=0, block_sha256="", snapshot="")
    decision = Decision("co-1", "", "Ann Lee", Action.CONFIRM, "lh-1", "name", None, saw)
    document = json.loads(write_decision(decision))
    keys = {f"{key}.{inner}" if inner else key for key, value in document.items() for inner in _inner(value)}
    assert {key.strip("`") for row in rows for key in row.split(", ")} == keys


def _inner(value: object) -> list[str]:
    return list(value) if isinstance(value, dict) else [""]


@pytest.mark.parametrize("error", [LhextractError, *_subclasses(LhextractError)], ids=lambda error: error.__name__)
def test_every_exit_code_has_an_entry(error: type[LhextractError]) -> None:
    """Every code that an error ends with, and those of findings and people needed, stand in the table."""
    page = (ROOT / "docs" / "reference" / "exit-codes.md").read_text(encoding="utf-8")
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)}
    assert {error.exit_code, FINDINGS_FOUND, PERSON_NEEDED} <= codes


def test_every_file_of_an_extraction_has_an_entry() -> None:
    """What a run writes stands on the page of a workspace's files."""
    page = (ROOT / "docs" / "reference" / "workspace.md").read_text(encoding="utf-8")
    written = [path.name for path in (ROOT / "extracted" / "lighthouses").iterdir()]
    assert [name for name in written if f"`extracted/<source>/{name}" not in page] == []


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
