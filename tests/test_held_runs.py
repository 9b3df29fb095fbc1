"""What does not look like the page replaces nothing, is named, and can be accepted by a person."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_updating import OUT, PAGE, give, states

Run = Callable[..., tuple[int, str, str]]
CAPTCHA = (
    "Just a moment...\nVerify you are human by completing the action below.\n"
    "uni.example needs to review the security of your connection.\n"
)
LOGIN = "Sign in\nYou must be logged in to see this page.\nUser name\nPassword\nForgot your password?\n"
# The first thing that is said of each broken page.
BROKEN = [
    pytest.param(CAPTCHA, id="captcha"),
    pytest.param(LOGIN, id="login"),
    pytest.param("503 Service Unavailable\nThe server is temporarily unable to service your request.\n", id="error"),
    pytest.param(PAGE[: len(PAGE) // 3], id="cut"),
    pytest.param("\n".join(PAGE.split("\n")[:5]) + "\n", id="emptied"),
    pytest.param("Imprint\n\nLegal notice\n\nThe content of this site was compiled with care.\n", id="another-page"),
    pytest.param(PAGE.replace("a", "\ufffd"), id="mojibake"),
]


@pytest.mark.parametrize("page", BROKEN)
def test_broken_page_is_held(page: str, workspace: Path, lhextract: Run) -> None:
    """Exit code 4, the reason on stderr, and everything in extracted/ and of the ids as it was."""
    give(page)
    before = states(workspace)
    code, out, err = lhextract("run", "lighthouses")
    assert (code, out) == (4, "")
    assert "lhextract: " in err
    assert "Traceback" not in err
    assert states(workspace) == before


def test_held_run_is_a_result_for_programs(workspace: Path, lhextract: Run) -> None:  # noqa: ARG001 - run inside it
    """As JSON, a held run has its reasons with code, message and evidence."""
    give(CAPTCHA)
    code, out, _ = lhextract("run", "lighthouses", "--json")
    held = json.loads(out)
    assert (code, held["state"], held["source"], held["written"]) == (4, "held", "lighthouses", False)
    assert all(hold["code"] and hold["message"] for hold in held["holds"])
    codes = [hold["code"] for hold in held["holds"]]
    assert codes[0] == "captcha"
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("page", BROKEN[:3])
def test_first_run_claims_no_success(page: str, workspace: Path, lhextract: Run) -> None:
    """A page that is broken the first time it is ever seen makes no extraction."""
    shutil.rmtree(workspace / "extracted")
    shutil.rmtree(workspace / "pipeline" / "identity")
    give(page)
    assert lhextract("run", "lighthouses")[0] == 4
    assert not OUT.exists()


@pytest.mark.usefixtures("workspace")
def test_a_person_can_accept(lhextract: Run) -> None:
    """What is held is written with --accept; then it is the page, and nothing changed any more."""
    kept = PAGE[: PAGE.index("Networks")]
    give(kept)
    assert lhextract("run", "lighthouses")[0] == 4
    code, out, _ = lhextract("run", "lighthouses", "--accept", "--fail-on", "never")
    assert (code, "written to" in out) == (0, True)
    assert len(json.loads((OUT / "records.json").read_text("utf-8"))["initiatives"]) < 22
    assert "nothing changed" in lhextract("run", "--fail-on", "never")[1]
    assert lhextract("run", "--force", "--fail-on", "never")[0] == 0


@pytest.mark.usefixtures("workspace")
def test_page_that_is_well_again_needs_nobody(lhextract: Run) -> None:
    """After a day of trouble the next run goes on as if nothing had been."""
    give(CAPTCHA, retrieved="2026-11-01T00:00:00Z")
    assert lhextract("run")[0] == 4
    give(PAGE, retrieved="2026-11-02T00:00:00Z")
    assert "nothing changed" in lhextract("run")[1]


NETWORKS = {
    "Water Alliance": "Since 2010 our engineers and Delft University of Technology train water managers together.",
    "Star Network": "Eleven observatories led by Leiden University exchange telescopes, data and doctoral candidates.",
    "Book School": "A summer school on manuscripts is held in the libraries of the University of Bologna and others.",
    "Bridge Project": "Engineers measure with the University of Porto how bridges age under salt and frost.",
}


def networks(texts: dict[str, str]) -> str:
    """A page with these initiatives, each with its title and a contact."""
    people = ["Eva Roth", "Tom Lang", "Ada Berg", "Jan Feld"]
    blocks = [
        f"<h3>{title}</h3><p>{text}</p><p>Contact: {person}<br>Tel. +49 351 463-3301{number}</p>"
        for number, ((title, text), person) in enumerate(zip(texts.items(), people, strict=True))
    ]
    return (
        f"<!DOCTYPE html><html><body><h1>Networks of the faculty</h1><h2>Networks</h2>{''.join(blocks)}</body></html>"
    )


@pytest.mark.usefixtures("workspace")
def test_doubtful_identity_asks_a_person(lhextract: Run) -> None:
    """Where the page does not say which initiative is which, nothing is written until a person has."""
    page, folder = Path("made.html"), Path("extracted/made")
    page.write_text(networks(NETWORKS), "utf-8")
    assert lhextract("run", page, "--fail-on", "never")[0] == 0
    ids = [row["id"] for row in json.loads((folder / "records.json").read_text("utf-8"))["initiatives"]]
    before = states(folder)
    other = {"Telescope Club": "Pupils of the region look at the moon on Fridays, with tea and biscuits for everybody."}
    titles = list(NETWORKS)
    changed = {title: NETWORKS[title] for title in titles if title != titles[1]}
    page.write_text(networks(dict([*list(changed.items())[:1], *other.items(), *list(changed.items())[1:]])), "utf-8")
    code, _, err = lhextract("run", page, "--fail-on", "never")
    assert (code, "identity-doubtful: initiative 2 'Telescope Club' may be" in err) == (4, True)
    assert states(folder) == before
    assert lhextract("identity", "same", page, "2", ids[1])[0] == 0
    assert lhextract("run", page, "--fail-on", "never")[0] == 0
    assert [row["id"] for row in json.loads((folder / "records.json").read_text("utf-8"))["initiatives"]] == ids
    assert "initiative-renamed" in (folder / "changes.jsonl").read_text("utf-8")
