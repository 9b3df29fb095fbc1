"""Laws of files that people and programs write: what is written reads back, and one mistake is named."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lhextract.batch.inputs import tasks_of
from lhextract.batch.journal import Journal
from lhextract.batch.outcome import Outcome
from lhextract.batch.parts import Form, Parts
from lhextract.errors import ProfileError
from lhextract.identity.store import identities_of, write_identities
from lhextract.lookups import INSTITUTION_COLUMNS, KnownInstitution, read_lookups
from lhextract.model.identity import Identities
from lhextract.profile import Profile, read_profile
from tests.fuzz.strategies import (
    IDENTITIES,
    INSTITUTIONS,
    LIST_COLUMNS,
    LIST_ROWS,
    OUTCOMES,
    PROFILES,
    TEXTS,
    toml,
)

FEW = settings(max_examples=12)
Tables = dict[str, dict[str, object]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples."""
    return tmp_path_factory.mktemp("laws")


@FEW
@given(tables=PROFILES)
def test_a_profile_reads_back(tables: Tables, folder: Path) -> None:
    """Whatever a profile may say is read as it was said."""
    path = folder / "page.toml"
    path.write_text(toml(tables), encoding="utf-8")
    assert read_profile(path) == Profile.model_validate(tables)


@FEW
@given(
    tables=PROFILES, table=st.sampled_from(tuple(Profile.model_fields)), key=st.from_regex("[a-z]{5}", fullmatch=True)
)
def test_a_key_too_many_is_named(tables: Tables, table: str, key: str, folder: Path) -> None:
    """However much else is right, a key that nobody knows is named with its table."""
    if key in Profile.model_fields[table].default.__class__.model_fields:
        return
    path = folder / "page.toml"
    path.write_text(toml({**tables, table: {**tables.get(table, {}), key: 1}}), encoding="utf-8")
    with pytest.raises(ProfileError) as refused:
        read_profile(path)
    assert (refused.value.key, refused.value.found) == (f"[{table}]", key)


@FEW
@given(rows=INSTITUTIONS)
def test_a_lookup_table_reads_back(rows: list[KnownInstitution], folder: Path) -> None:
    """Every row is there, with every cell, whatever is quoted."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(INSTITUTION_COLUMNS)
    writer.writerows((one.name, "|".join(one.aliases), one.kind, one.country, one.ror, one.parent, "") for one in rows)
    (folder / "institutions.csv").write_text(written.getvalue(), encoding="utf-8", newline="")
    assert read_lookups(folder).institutions == tuple(rows)


@FEW
@given(identities=IDENTITIES)
def test_identities_read_back(identities: Identities) -> None:
    """What is known of a page is the same after it was written."""
    assert identities_of(write_identities(identities), path=Path("x.json")) == identities


@FEW
@given(outcome=OUTCOMES)
def test_an_outcome_reads_back(outcome: Outcome) -> None:
    """A line of the journal is the outcome that it was made from."""
    assert Outcome.of_line(outcome.to_line()) == outcome


@FEW
@given(outcomes=st.lists(OUTCOMES, max_size=3), cut=st.integers(0, 400), rubbish=TEXTS)
def test_a_journal_that_was_cut_off(outcomes: list[Outcome], cut: int, rubbish: str, folder: Path) -> None:
    """Every whole line counts: the last of each page, whatever stands behind or between."""
    lines = [one.to_line() for one in outcomes]
    place = folder / "journal" / "00000.jsonl"
    place.parent.mkdir(exist_ok=True)
    tail = outcomes[0].to_line()[: min(cut, len(lines[0]) - 2)] if outcomes else b""
    place.write_bytes(b"".join(line + f"{rubbish}\n".encode() for line in lines) + tail)
    last = {one.status.page: one for one in outcomes}
    found = Journal(place.parent).of(0)
    assert {one.status.page: one for one in found} == last
    assert [one.number for one in found] == sorted(one.number for one in last.values())


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
@FEW
@given(outcomes=st.lists(OUTCOMES, max_size=2, unique_by=lambda one: one.status.page))
def test_a_part_reads_back(form: Form, outcomes: list[Outcome], folder: Path) -> None:
    """Status rows come back from either form of a part, and such a part is sound."""
    parts = Parts(folder / form, form)
    rows = [json.loads(one.to_line())["status"] for one in outcomes]
    none: list[dict[str, str]] = []
    digests = parts.write(
        0, {"records": none, "mentions": none, "findings": none, "pages": none, "identities": none, "status": rows}
    )
    assert list(parts.read("status", 0)) == rows
    assert Parts(parts.folder, form, digests).is_sound(0)


@FEW
@given(rows=LIST_ROWS)
def test_a_list_says_the_same_as_csv_and_json(rows: list[dict[str, str]], folder: Path) -> None:
    """Rows are pages, one each, however they are written."""
    written = io.StringIO()
    writer = csv.DictWriter(written, LIST_COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    (folder / "list.csv").write_text(written.getvalue(), encoding="utf-8", newline="")
    (folder / "list.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    tasks = list(tasks_of(["list.csv"], start=folder))
    assert tasks == list(tasks_of(["list.jsonl"], start=folder))
    assert [task.id for task in tasks] == [row["id"] for row in rows]
