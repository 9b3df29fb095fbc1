from __future__ import annotations

import json
import re

import pytest

from lhextract.formats.registry import load_formats
from lhextract.run import Extraction
from tests.conftest import ROOT
from tests.formats.made import exported
from tests.formats.test_same_bytes import LINKED

PAGE = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
SECTIONS = {section.partition("\n")[0]: section for section in PAGE.split("\n## ")}


def _examples(name: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", SECTIONS[name], re.DOTALL)


@pytest.mark.parametrize("name", LINKED)
def test_format_has_a_section(name: str) -> None:
    """The page says of each format what it is called and what its file is called."""
    assert f"[`{name}`](#{name}) | `<source>{load_formats()[name].suffix}`" in PAGE
    assert name in SECTIONS


def test_examples_are_real(lighthouses: Extraction) -> None:
    """What the page shows stands in the exports of the lighthouse page."""
    export = exported(lighthouses)

    def content(name: str) -> str:
        return load_formats()[name].write(export).files[f"lighthouses{load_formats()[name].suffix}"].decode("utf-8")

    known = {
        ("jsonl", "json"): [json.loads(line) for line in content("jsonl").splitlines()],
        ("jsonld", "json"): json.loads(content("jsonld"))["@graph"],
        ("annotations", "json"): json.loads(content("annotations"))["first"]["items"],
    }
    for (name, language), objects in known.items():
        assert [json.loads(example) in objects for example in _examples(name, language)] == [True], name
    assert [example in content("ttl") for example in _examples("ttl", "turtle")] == [True]
