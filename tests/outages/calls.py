"""What writes without being a command: the saves of the review page. Called in the child of a `machine.Machine`."""

from __future__ import annotations

import sys
from pathlib import Path

from lhextract.desk import open_desk
from lhextract.review.guard.password_file import add_steward as write_steward
from lhextract.review.office import Office
from tests.review.opened import enter, page

SAVED = "saved"
NAME = {"do": "save", "path": "name", "value": "University of Korvenranta (Finland)", "reason": "its web page"}
FORMS = {
    "save": NAME,
    "confirm": {"do": "confirm", "path": "name"},
    "confirm-all": {"do": "confirm-all"},
    "everywhere": {"path": "contacts.ct-yogyangxa3.unit", "value": "Engineering"},
}


def review(what: str) -> None:
    """Send a form of the review page; print `saved` once the steward is told so."""
    here = Path.cwd()
    client = enter(Office.of([open_desk("example", start=here)], start=here))
    if what == "publish":
        answer = client.post("/s/example/publish")
    else:
        record = open_desk("example", start=here).machine.initiatives[0].id
        way = "everywhere/write" if what == "everywhere" else "decide"
        answer = client.post(f"/s/example/r/{record}/{way}", data=FORMS[what])
    if answer.status_code == 303:
        sys.stdout.write(f"{SAVED}\n")
        sys.stdout.flush()
    elif answer.status_code == 422:
        alert = page(answer.text).select_one("[role=alert]")
        assert alert is not None, answer.text[:2000]
        sys.stderr.write(f"lhextract: {alert.get_text(' ', strip=True)}\n")
        raise SystemExit(2)
    else:
        raise AssertionError((answer.status_code, answer.text[:2000]))


def add_steward(name: str) -> None:
    """Write a password file, without asking for the password."""
    write_steward(Path("stewards.txt"), name, "correct horse battery staple")
    sys.stdout.write(f"{SAVED}\n")
    sys.stdout.flush()
