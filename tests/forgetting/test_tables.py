"""The rows of lookup tables."""

from __future__ import annotations

from lhextract.forgetting.keys import keys_of_name
from lhextract.forgetting.scrub import Scrub
from lhextract.forgetting.tables import scrub_table

SCRUB = Scrub(keys_of_name("Eva Müller"), ("+49 351 463-1",))
TABLE = (
    b"field,value,replacement,reason\r\n"
    b'person,"Mueller, Eva",Eva Meier,married\r\n'
    b'unit,"two\nlines",x,  as asked by Eva M\xc3\xbcller \r\n'
    b"phone,+49 351 463-1,,wrong\r\n"
    b"unit,Mullerheim ,,odd  blanks\r\n"
)


def test_rows_go_and_others_keep_their_bytes() -> None:
    """A row about the person goes, a reason that names them is masked, all other rows are as they were."""
    after = scrub_table(TABLE, SCRUB)
    assert after is not None
    first, *rest = after.split(b"\r\n")
    assert first == b"field,value,replacement,reason"
    assert rest[-2:] == [b"unit,Mullerheim ,,odd  blanks", b""]
    assert "██████████" in after.decode("utf-8")
    assert b"463-1" not in after
    assert b"married" not in after


def test_a_table_without_the_person_is_left_alone() -> None:
    """Nothing to do is told from a table that is written again."""
    assert scrub_table(b"name,reason\nGRK,Eva Berg\n", SCRUB) is None
