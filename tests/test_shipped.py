"""A file of the package that is missing or damaged is named in one message, exit code 2, never a traceback."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lhextract import schemas, shipped
from lhextract.cli import main
from lhextract.errors import ModelError
from lhextract.language.cues import LANGUAGES, load_cues
from lhextract.mentions import learned
from lhextract.mentions.learned import load_learned, read_card
from lhextract.mentions.recognisers.person import given_names
from lhextract.outline.decoder import load_model
from lhextract.people.titles import _load as load_titles
from lhextract.records.date_roles import load_date_weights
from lhextract.records.parties.choose import load_weights
from lhextract.scaffold import EXAMPLE

LOADED: dict[str, Callable[[], object]] = {
    "language/de.toml": load_cues,
    "language/en.toml": load_cues,
    "mentions/given_names.txt": given_names,
    "outline/weights.json": load_model,
    "people/titles.csv": load_titles,
    "records/date_roles.json": load_date_weights,
    "records/parties/weights.json": load_weights,
}
LEARNED = ("card.json", "judge.json", "network.onnx", "vocabulary.json")
# A missing network is a warning (`test_learned.py`), and the card says more than digests.
NO_ERROR = {("network.onnx", "missing"), ("card.json", "altered")}
SCHEMAS = ("releases.json", "records-1.json")
DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda content: content[: len(content) // 2],
    "zeros": lambda content: bytes(len(content)),
    "altered": lambda content: content.replace(b"1", b"2", 1) if b"1" in content else content.replace(b"a", b"b", 1),
}
# Without a list of digests beside them, a text that is cut or altered may still be one.
BY_DIGEST_ALONE = {
    *((name, "altered") for name in LOADED),
    *((name, damage) for name in ("mentions/given_names.txt", "people/titles.csv") for damage in DAMAGES),
}


def reads(name: str) -> Callable[[], object]:
    """The reader of a file, which keeps nothing that it read before."""
    load = LOADED[name]
    load.cache_clear()  # type: ignore[attr-defined]
    return load


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The package's files in a folder of the test's own, installed from a wheel that lists their digests."""
    folder = tmp_path / "lhextract"
    for name in LOADED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(shipped.FOLDER / name, folder / name)
    rows = [f"lhextract/{name},sha256={shipped._digest((folder / name).read_bytes())},1" for name in LOADED]
    (tmp_path / "lhextract-9.dist-info").mkdir()
    (tmp_path / "lhextract-9.dist-info" / "METADATA").write_text("Name: lhextract\nVersion: 9\n", "utf-8")
    (tmp_path / "lhextract-9.dist-info" / "RECORD").write_text("\n".join([*rows, "lhextract-9.dist-info/RECORD,,"]))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(shipped, "FOLDER", folder)
    yield folder
    for name in LOADED:
        reads(name)


@pytest.fixture
def source_tree(package: Path) -> Path:
    """The same without a list of digests."""
    shutil.rmtree(package.parent / "lhextract-9.dist-info")
    return package


@pytest.mark.parametrize("name", LOADED)
def test_whole_files_are_read(name: str, package: Path) -> None:
    """What is as it was installed is read."""
    assert (package / name).exists()
    assert reads(name)()


@pytest.mark.parametrize("damage", [*DAMAGES, "missing"])
@pytest.mark.parametrize("name", LOADED)
def test_another_file_than_was_installed(name: str, damage: str, package: Path) -> None:
    """Any other content than the wheel had is refused."""
    _damage(package / name, damage)
    with pytest.raises(ModelError, match=rf"{name}: found .*; install lhextract again"):
        reads(name)()


@pytest.mark.parametrize(
    ("name", "damage"),
    [(name, damage) for name in LOADED for damage in [*DAMAGES, "missing"] if (name, damage) not in BY_DIGEST_ALONE],
)
def test_damaged_file_of_a_source_tree(name: str, damage: str, source_tree: Path) -> None:
    """Without digests, what cannot be read is refused all the same."""
    _damage(source_tree / name, damage)
    with pytest.raises(ModelError, match=rf"{name}: found .*; install lhextract again"):
        reads(name)()


def test_digests_are_of_this_package(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that is installed elsewhere says nothing of a source tree that is imported instead of it."""
    tree = package.parent / "src" / "lhextract"
    shutil.copytree(package, tree)
    _damage(tree / "records/date_roles.json", "altered")
    monkeypatch.setattr(shipped, "FOLDER", tree)
    assert reads("records/date_roles.json")()


def test_every_language_is_listed() -> None:
    """A data file that no list names would not be read."""
    assert {path.stem for path in (shipped.FOLDER / "language").glob("*.toml")} == set(LANGUAGES)


@pytest.mark.parametrize(
    ("name", "damage"),
    [(name, damage) for name in LEARNED for damage in [*DAMAGES, "missing"] if (name, damage) not in NO_ERROR],
)
def test_what_was_learned(name: str, damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Network, vocabulary, judge and their card."""
    folder = tmp_path / "learned"
    shutil.copytree(str(learned.FOLDER), folder)
    monkeypatch.setattr(learned, "FOLDER", folder)
    load_learned.cache_clear()
    _damage(folder / name, damage)
    with pytest.raises(ModelError, match=rf"{name}: found .*install lhextract again"):
        load_learned()
    load_learned.cache_clear()


def test_missing_card_under_a_manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A manifest says which network there was, by its card: without one there is none to write."""
    (tmp_path / "network.onnx").write_bytes(b"network")
    monkeypatch.setattr(learned, "FOLDER", tmp_path)
    with pytest.raises(ModelError, match=r"card\.json: found none that can be read"):
        read_card()


@pytest.mark.parametrize("damage", ["empty", "cut", "zeros", "missing"])
@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas(name: str, damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The released schemas and their list; one that was altered is told by `schema check`."""
    folder = tmp_path / "released"
    shutil.copytree(schemas.RELEASED, folder)
    monkeypatch.setattr(schemas, "RELEASED", folder)
    monkeypatch.setattr(schemas, "RELEASES", folder / "releases.json")
    _damage(folder / name, damage)
    with pytest.raises(ModelError, match=rf"{name}: found .*; install lhextract again"):
        schemas.find_schema("released")


def test_message_and_exit_code(package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A run says it in one message, with exit code 2, and writes nothing."""
    _damage(package / "records/date_roles.json", "cut")
    reads("records/date_roles.json")
    with pytest.raises(SystemExit) as ended:
        main(["run", str(EXAMPLE / "page.html"), "--out", str(tmp_path / "out"), "--no-model"])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.count("lhextract: ") == 1
    assert "date_roles.json: found a file that was altered" in said
    assert not (tmp_path / "out").exists()


def test_the_last_table_is_the_last_one(source_tree: Path) -> None:
    """By the table that a data file ends with, one that was cut is known."""
    for language in LANGUAGES:
        text = (source_tree / f"language/{language}.toml").read_text("utf-8")
        tables = [line for line in text.splitlines() if line.startswith("[") and line.endswith("]")]
        assert json.loads(tables[-1].replace("[", '["').replace("]", '"]')) == ["lookalikes"]


def _damage(path: Path, damage: str) -> None:
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(DAMAGES[damage](path.read_bytes()))
