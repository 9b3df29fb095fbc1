"""Kinds of holds: each is tested on a page, named once, and documented."""

from __future__ import annotations

from lhextract.holding.document import holding_page
from lhextract.holding.registry import known_codes, load_modules
from tests.conftest import ROOT
from tests.holding.damaged import DAMAGED
from tests.holding.sent import SENT
from tests.holding.test_reasons import ELSEWHERE


def test_every_code_has_a_page() -> None:
    """A kind of hold without a page that gives it is not tested."""
    tested = {sent.code for sent in SENT.values()} | {code for damage in DAMAGED.values() for code in damage.codes}
    assert sorted(tested | ELSEWHERE) == sorted(known_codes())


def test_codes_are_unique() -> None:
    """No two reasons give holds of one name."""
    codes = [code.name for module in load_modules() for code in module.CODES]
    assert len(codes) == len(set(codes))


def test_page_of_holds_is_made_from_the_codes() -> None:
    """docs/holding.md is what `python -m lhextract.holding.document > docs/holding.md` writes."""
    written = (ROOT / "docs" / "holding.md").read_text(encoding="utf-8")
    assert written == holding_page(), "run: python -m lhextract.holding.document > docs/holding.md"
