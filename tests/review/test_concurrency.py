"""Several stewards at one server, and a command line beside it, all at the same entries."""

from __future__ import annotations

from pathlib import Path

from tests.review.crowd import account, save_together, wrong


def test_no_save_of_a_crowd_is_lost(extracted_workspace: Path) -> None:
    """A hundred saves of four browsers, and twenty of another process: each is in force, seen by a later one, or told.

    `benchmarks/review_server.py` does the same with a thousand.
    """
    sent, elsewhere = save_together(extracted_workspace, clients=4, saves=100, beside=20)
    found = account(extracted_workspace, sent, elsewhere)
    assert wrong(found) == {}, found
    assert found["answered 422"] == 12
    assert found["answered 200"] + found["answered 409"] == 88
    assert found["answered 409"] > 0, "they did not meet"
