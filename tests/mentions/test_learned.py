from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lhextract.errors import ModelError
from lhextract.mentions import learned
from lhextract.mentions.learned import CARD, FOLDER, JUDGE, NETWORK, VOCABULARY, load_learned, read_card


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the shipped files in place of them; the network is a few bytes, with a digest that fits."""
    for name in (VOCABULARY, JUDGE, CARD):
        shutil.copy(str(FOLDER / name), tmp_path / name)
    (tmp_path / NETWORK).write_bytes(b"network")
    monkeypatch.setattr(learned, "FOLDER", tmp_path)
    load_learned.cache_clear()
    yield tmp_path
    load_learned.cache_clear()


def test_the_shipped_network_is_there() -> None:
    """What is installed has the network, and it is the one that its card names."""
    assert load_learned() is not None
    card = read_card()
    assert card is not None
    assert json.loads(card)["files"].keys() == {NETWORK, VOCABULARY, JUDGE}


def test_without_the_network_there_is_a_warning(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Where the file is missing, names are found by rules, and a warning says so and what to do."""
    (folder / NETWORK).unlink()
    with caplog.at_level(logging.WARNING):
        assert load_learned() is None
    assert read_card() is None
    assert "the trained recogniser is missing (network.onnx)" in caplog.text
    assert "--no-model" in caplog.text


def test_another_file_is_refused(folder: Path) -> None:
    """A network that is not the shipped one would give other records without a word."""
    assert (folder / NETWORK).exists()
    with pytest.raises(ModelError, match=r"network\.onnx: found a file with SHA-256 .* allowed is the shipped one"):
        load_learned()
