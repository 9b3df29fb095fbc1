from __future__ import annotations

import subprocess
import sys
import tomllib

import click
import pytest

from lhextract.cli.exporting import export
from lhextract.formats.form import Format, Written
from lhextract.formats.registry import by_name, load_formats
from tests.conftest import ROOT


def test_formats_are_these() -> None:
    """The list changes only on purpose."""
    names = ["annotations", "csv", "docbin", "jsonl", "jsonld", "parquet", "sqlite", "ttl", "xlsx"]
    assert list(load_formats()) == names


def test_help_names_every_format() -> None:
    """`--to` lists them by hand, because help is given without loading any."""
    (to,) = (param for param in export.params if param.name == "to")
    assert isinstance(to, click.Option)
    assert (to.help or "").startswith(", ".join(load_formats()) + ";")


def test_two_formats_of_one_name_are_an_error() -> None:
    """Which of the two a user would get is left to nobody."""
    one = Format("one", "", "", lambda _: Written({}))
    with pytest.raises(AssertionError, match="same name"):
        by_name([one, one])


@pytest.mark.parametrize("name", load_formats())
def test_extra_of_a_format_can_be_installed(name: str) -> None:
    """The extra that a message names is one that the package has."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert load_formats()[name].extra in {None, *extras}


def test_list_of_formats_is_had_without_their_libraries() -> None:
    """What a format needs is imported when it writes, so that --help is quick and an absent extra no error."""
    code = "import sys; from lhextract.formats.registry import load_formats; load_formats(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"spacy", "rdflib", "pandas"}.isdisjoint(loaded)
