"""The desks of the review page, while others run and edit the same workspace."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from lhextract.inforce import MANIFEST
from lhextract.lookup_rules import add_row
from lhextract.model.correction import Rename
from lhextract.review.guard.refusal import Refused
from lhextract.review.office import Office
from tests.review.opened import SOURCE, enter, one, open_office, page


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """The lighthouse page on a desk of this test's own."""
    return open_office(tmp_path)


def extract_anew(office: Office) -> None:
    """What a run in another terminal does: the whole folder is another one."""
    folder = office.desks[SOURCE].in_force.folder
    shutil.copytree(folder, folder.with_name("aside"))
    shutil.rmtree(folder)
    folder.with_name("aside").rename(folder)


def test_a_desk_stays_while_nothing_changes(office: Office) -> None:
    """Looking at a source reads no extraction again."""
    assert office.desk(SOURCE) is office.desk(SOURCE)


def test_a_run_of_others_is_put_on_the_desk(office: Office) -> None:
    """The next visit sees the extraction that is in force."""
    before = office.desk(SOURCE)
    extract_anew(office)
    assert office.desk(SOURCE) is not before
    assert office.desk(SOURCE) is office.desk(SOURCE)


def test_a_row_that_others_wrote_is_in_force(office: Office) -> None:
    """A table of the workspace that is edited meanwhile holds for the next visit."""
    desk = office.desk(SOURCE)
    record, programme = next((one.id, one.programs[0].name) for one in desk.machine.initiatives if one.programs)
    assert desk.workspace is not None
    add_row(desk.workspace.lookups, Rename("programs", programme, "Programme X"), reason=None)
    now = next(one for one in office.desk(SOURCE).corrected().records.initiatives if one.id == record)
    assert "Programme X" in {one.name for one in now.programs}


def test_while_a_run_swaps_the_folder_the_desk_stays(office: Office) -> None:
    """For a moment there is no extraction; nobody is turned away for that."""
    before = office.desk(SOURCE)
    folder = before.in_force.folder
    folder.rename(folder.with_name("aside"))
    assert office.desk(SOURCE) is before


def test_an_extraction_that_cannot_be_read_is_said(office: Office) -> None:
    """Nothing is decided about an extraction of before; the message names the file."""
    folder = office.desk(SOURCE).in_force.folder
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    manifest["outputs"]["machine.json"] = "0" * 64
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        office.desk(SOURCE)
    assert refused.value.status == 422
    assert "machine.json" in refused.value.advice


def test_a_selection_of_another_page_is_refused(office: Office) -> None:
    """Offsets hold for the text that they were made on; after a run they would be other words."""
    record = office.desk(SOURCE).machine.initiatives[0]
    sent = {"do": "use", "target": "programs", "start": str(record.start), "end": str(record.start + 9)}
    answer = enter(office).post(f"/s/{SOURCE}/r/{record.id}/decide", data={**sent, "page": "0" * 64})
    assert answer.status_code == 422
    assert "extracted anew" in one(page(answer.text), "#trouble").text
    assert one(page(answer.text), "#use [name=start]")["value"] == ""
    assert not office.desk(SOURCE).decisions().decisions


def test_a_selection_of_this_page_stays(office: Office) -> None:
    """What was selected is still selected in the form, when the same words can only be used otherwise."""
    record, text = office.desk(SOURCE).machine.initiatives[0], office.desk(SOURCE).machine.source.text_sha256
    place = {"start": str(record.start), "end": str(record.start + 9)}
    sent = {"do": "use", "target": "split", "quote": "words", "page": text, **place}
    answer = enter(office).post(f"/s/{SOURCE}/r/{record.id}/decide", data=sent)
    assert answer.status_code == 422
    assert {name: one(page(answer.text), f"#use [name={name}]")["value"] for name in place} == place
