"""Whatever is altered in an extraction or its inputs is named, each in the way that it deserves."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lhextract.errors import UsageError
from lhextract.inforce import MANIFEST, RECORDS
from lhextract.verification.derive import Derived
from lhextract.verification.mismatch import Kind
from lhextract.verification.trees import Path as Place
from lhextract.verification.trees import differences
from lhextract.verification.verify import Asked, Verified, verify

FOLDER = Path("extracted/lighthouses")
EVERY = 400  # one in so many values is altered beside the first of each kind


def verified(root: Path) -> Verified:
    """What there is to say of the lighthouse page."""
    return verify("lighthouses", asked=Asked(root), tell=lambda _: None)


def said(result: Verified, file: str = RECORDS) -> list[str]:
    """Kind and place of what does not follow in a file."""
    return [f"{one.kind.value} {one.place}".strip() for one in result.mismatches if one.file == file]


def alter(path: Path, change: Callable[[Any], object]) -> None:
    """Change a JSON file in place, written as the program writes it."""
    document = json.loads(path.read_text("utf-8"))
    change(document)
    path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", "utf-8")


def leaves(value: Any, path: Place = ()) -> Iterator[Place]:
    """The paths of all values that hold no others."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if items is None:
        yield path
    else:
        for key, inner in items:
            yield from leaves(inner, (*path, key))


def sample(document: Any) -> list[Place]:
    """The first leaf of every kind, and one in `EVERY` of the rest: the same ones every time."""
    kinds: dict[Place, Place] = {}
    every = list(leaves(document))
    for path in every:
        kinds.setdefault(tuple("*" if isinstance(part, int) else part for part in path), path)
    return list(dict.fromkeys([*kinds.values(), *every[::EVERY]]))


def other(value: object) -> object:
    """Another value of the same type, as near as can be."""
    if isinstance(value, bool) or value is None:
        return not value
    return value + 1 if isinstance(value, int | float) else f"{value}\u00a0"


def test_no_altered_value_stays_unnoticed(derived: Derived) -> None:
    """Each value of the records that is altered is named by exactly its own pointer."""
    document, right = json.loads(derived.files[RECORDS]), json.loads(derived.files[RECORDS])
    paths = sample(document)
    assert len(paths) > 80
    for path in paths:
        holder = document
        for part in path[:-1]:
            holder = holder[part]
        before, holder[path[-1]] = holder[path[-1]], other(holder[path[-1]])
        found = list(differences(document, right))
        holder[path[-1]] = before
        assert [(one.kind.value, one.path) for one in found] == [("altered", path)]


def shift(document: Any) -> None:
    """An offset moved by one."""
    document["initiatives"][2]["contacts"][0]["phones"][0]["start"] += 1


def forge(root: Path) -> None:
    """A value altered, and the digest in the manifest made to fit."""
    import hashlib

    alter(root / FOLDER / RECORDS, lambda records: records["initiatives"][4].update(name="Made up"))
    digest = hashlib.sha256((root / FOLDER / RECORDS).read_bytes()).hexdigest()
    alter(root / FOLDER / MANIFEST, lambda manifest: manifest["outputs"].update({RECORDS: digest}))


@pytest.mark.usefixtures("derived_before")
@pytest.mark.parametrize(
    ("change", "file", "expected"),
    [
        pytest.param(
            lambda d: d["initiatives"][4].update(name="X"), RECORDS, "altered /initiatives/4/name", id="value"
        ),
        pytest.param(shift, RECORDS, "altered /initiatives/2/contacts/0/phones/0/start", id="offset"),
        pytest.param(lambda d: d["people"].pop(3), RECORDS, "dropped /people/3", id="record-dropped"),
        pytest.param(
            lambda d: d["people"].insert(3, {**d["people"][3], "id": "ps-aaaaaaaaaa"}),
            RECORDS,
            "added /people/3",
            id="added",
        ),
        pytest.param(lambda d: d["institutions"].reverse(), RECORDS, "moved /institutions/75", id="moved"),
        pytest.param(lambda d: d["counts"].update(contacts=1), MANIFEST, "altered /counts/contacts", id="count"),
        pytest.param(lambda d: d["since"].update(changes=7), MANIFEST, "altered /since/changes", id="since"),
        pytest.param(lambda d: d.update(reading="0" * 64), MANIFEST, "altered /reading", id="reading"),
        pytest.param(lambda d: d["outputs"].pop("text.txt"), "text.txt", "digest", id="digest-gone"),
        pytest.param(lambda d: d["outputs"].update({"text.txt": "0"}), "text.txt", "digest", id="digest"),
        pytest.param(lambda d: d["inputs"].pop("identity"), "identity", "stale", id="input-gone"),
        pytest.param(lambda d: d["inputs"].update(snapshot="0" * 64), "snapshot", "lost /inputs/snapshot", id="page"),
        pytest.param(lambda d: d["libraries"].update(spacy="1"), "spacy", "stale", id="version"),
        pytest.param(lambda d: d.update(name="X"), "datapackage.json", "altered /name", id="descriptor"),
    ],
)
def test_altered_document(change: Callable[[Any], object], file: str, expected: str, workspace: Path) -> None:
    """An alteration by hand is named by file and place, in the words of its kind."""
    document = file if file.endswith(".json") else MANIFEST
    alter(workspace / FOLDER / document, change)
    assert expected in said(verified(workspace), file)


@pytest.mark.usefixtures("derived_before")
@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        pytest.param("text.txt", "OncoRay", "0ncoRay", "altered line 55", id="text"),
        pytest.param("tables/phones.csv", "tel:+49", "tel:+48", "altered row 2, uri", id="cell"),
        pytest.param("report.html", "<title>", "<title>x", "altered line 10", id="report"),
        pytest.param("records.json", '": ', '" : ', "altered", id="blank"),
        pytest.param("changes.jsonl", "", "{}\n", "altered", id="no-change"),
        pytest.param("manifest.json", "{", "", "altered", id="no-json"),
        pytest.param("machine.json", '"lines": [', '"lines": [' + "[" * 400 + "]" * 400 + ",", "altered", id="deep"),
        pytest.param("records.json", "{", "", "altered", id="records-no-json"),
        pytest.param("tables/years.csv", "\n", '\n"', "altered", id="no-csv"),
        pytest.param("notes.txt", "", "x", "foreign", id="foreign"),
        pytest.param("raw/page.txt", "", "x", "foreign", id="foreign-folder"),
        pytest.param("report.html", None, None, "missing", id="missing"),
    ],
)
def test_altered_file(file: str, old: str | None, new: str | None, expected: str, workspace: Path) -> None:
    """Files of every format are compared in the places of their format, and none may be more or less."""
    path = workspace / FOLDER / file
    if old is None or new is None:
        path.unlink()
    else:
        path.parent.mkdir(exist_ok=True)
        content = path.read_text("utf-8") if path.is_file() else ""
        path.write_text(content.replace(old, new, 1) if old else content + new, "utf-8")
    result = verified(workspace)
    assert expected in said(result, file)
    assert not result.is_explained


@pytest.mark.usefixtures("derived_before")
def test_link_to_nothing_is_foreign(workspace: Path) -> None:
    """What is neither a file nor a folder is named, too."""
    (workspace / FOLDER / "link").symlink_to("nowhere")
    assert said(verified(workspace), "link") == ["foreign"]


@pytest.mark.usefixtures("derived_before")
def test_forged_digest_does_not_help(workspace: Path) -> None:
    """A value whose digest was made to fit is found all the same: digests are no answer."""
    forge(workspace)
    assert said(verified(workspace)) == ["altered /initiatives/4/name"]


@pytest.mark.usefixtures("derived_before")
def test_derived_value_says_where_it_comes_from(workspace: Path) -> None:
    """Found and derived value stand beside each other, with the quote and its offsets, and what decided."""

    def change(records: Any) -> None:
        records["initiatives"][1]["contacts"][0]["phones"][0]["e164"] = "+4935100000"
        records["initiatives"][7]["name"] = "Made up"

    alter(workspace / FOLDER / RECORDS, change)
    phone, name = (one for one in verified(workspace).mismatches if one.kind is Kind.ALTERED)
    assert (phone.place, phone.found) == ("/initiatives/1/contacts/0/phones/0/e164", '"+4935100000"')
    assert phone.derived == '"+4935146332730"'
    assert phone.origin == "text.txt 2779–2796 '+49 351 463-32730'"
    assert name.origin.endswith("; by rule name/subject")


def test_changed_lookup_is_stale_and_what_follows_from_it_outdated(workspace: Path) -> None:
    """A table that changed since explains what it alters; what was altered by hand besides is told apart."""
    table = workspace / "pipeline/lookups/institutions.csv"
    table.write_text(table.read_text("utf-8").replace("Technische Universität Dresden,", "TU of Dresden,", 1), "utf-8")
    result = verified(workspace)
    assert said(result, "lookups/institutions.csv") == ["stale"]
    assert result.is_explained
    assert "outdated /institutions/26/parent" in said(result)
    alter(workspace / FOLDER / RECORDS, lambda records: records["initiatives"][4].update(order=9))
    again = verified(workspace)
    assert [one for one in said(again) if one.startswith("altered")] == ["altered /initiatives/4/order"]
    assert not again.is_explained


def test_newer_page_is_stale_and_the_old_one_is_compared(workspace: Path) -> None:
    """The page that the manifest names is what everything must follow from, though `raw/` has a newer one."""
    from lhextract.acquire.store import read_newest, snapshot_files, stored_in

    old = stored_in(workspace / "raw" / "lighthouses")[0]
    body = read_newest(workspace / "raw", "lighthouses").body + b"\nOne more line."
    import hashlib

    meta = old.meta.model_copy(update={"sha256": hashlib.sha256(body).hexdigest(), "retrieved": "2026-11-01T00:00:00Z"})
    name, files = snapshot_files(meta, body)
    for file, content in files.items():
        (workspace / "raw/lighthouses" / name).mkdir(exist_ok=True)
        (workspace / "raw/lighthouses" / name / file).write_bytes(content)
    result = verified(workspace)
    assert [(one.kind.value, one.file) for one in result.mismatches] == [("stale", "snapshot")]


def test_altered_page_is_lost(workspace: Path) -> None:
    """A page whose bytes are no longer those of its digest is named; what is there is compared with itself alone."""
    page = next((workspace / "raw/lighthouses").glob("*/page.txt"))
    page.write_bytes(page.read_bytes() + b"x")
    result = verified(workspace)
    assert said(result, "snapshot") == ["lost"]
    assert "its sha256 is" in result.mismatches[0].origin


@pytest.mark.usefixtures("derived_before")
def test_name_of_a_page_that_is_not_its_digest_is_told(workspace: Path) -> None:
    """The folder of a page has the beginning of its digest in its name."""
    folder = next((workspace / "raw/lighthouses").iterdir())
    folder.rename(folder.with_name("unknown-000000000000"))
    assert said(verified(workspace), "snapshot") == ["lost"]


@pytest.mark.usefixtures("derived_before")
def test_altered_ids_are_named(workspace: Path) -> None:
    """Stored ids are an input, and what a run would store of them follows, too."""
    path = workspace / "pipeline/identity/lighthouses.json"
    alter(path, lambda known: known["initiatives"][0].update(text="x"))
    result = verified(workspace)
    assert said(result, "identity") == ["stale"]
    assert "outdated /initiatives/0/text" in said(result, "pipeline/identity/lighthouses.json")


@pytest.mark.usefixtures("derived_before")
def test_without_extraction(workspace: Path) -> None:
    """Where there is nothing to verify, the message says what to do."""
    shutil.rmtree(workspace / FOLDER)
    with pytest.raises(UsageError, match="no extraction to verify; make one by `lhextract run lighthouses`"):
        verified(workspace)
