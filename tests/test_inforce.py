"""What an extraction says of itself is read, or refused in one message that says what to do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lhextract.errors import UsageError
from lhextract.inforce import RECORDS, InForce, read_in_force
from tests.conftest import ROOT


@pytest.fixture
def in_force(tmp_path: Path) -> InForce:
    """The committed extraction, in a folder of the test's own."""
    found = read_in_force(Path(shutil.copytree(ROOT / "extracted" / "lighthouses", tmp_path / "lighthouses")))
    assert found is not None
    return found


def without(records: dict[str, Any], key: str) -> dict[str, Any]:
    """The same without one key."""
    return {name: value for name, value in records.items() if name != key}


def renamed(records: dict[str, Any], name: object) -> dict[str, Any]:
    """The same with another name of the first initiative."""
    first, *others = records["initiatives"]
    return {**records, "initiatives": [{**first, "name": name}, *others]}


def test_records_are_read_as_they_stand(in_force: InForce) -> None:
    """What a run wrote is read key by key, the same as any JSON reader has it."""
    assert in_force.records() == json.loads((in_force.folder / RECORDS).read_text("utf-8"))


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param(lambda _: [1, 2], id="list"),
        pytest.param(lambda _: None, id="null"),
        pytest.param(lambda _: {"initiatives": {"a": 1}}, id="little-else"),
        pytest.param(lambda records: {**records, "initiatives": {"a": 1}}, id="object-for-list"),
        pytest.param(lambda records: {**records, "initiatives": [1]}, id="number-for-object"),
        pytest.param(lambda records: without(records, "stated"), id="key-lost"),
        pytest.param(lambda records: renamed(records, 5), id="number-for-text"),
        pytest.param(lambda records: renamed(records, "Carola \ud800"), id="half-a-character"),
    ],
)
def test_odd_records_are_refused(odd: Callable[[Any], object], in_force: InForce) -> None:
    """JSON that is no `records.json` is one message with its file and the way on."""
    path = in_force.folder / RECORDS
    path.write_text(json.dumps(odd(json.loads(path.read_text("utf-8")))), "utf-8")
    with pytest.raises(UsageError) as refused:
        in_force.records()
    assert str(refused.value).startswith(f"{path}: found ")
    assert str(refused.value).endswith("restore it by version control, or remove the folder and run (ids stay)")
