"""What is promised of values beside their types is kept before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from lhextract.errors import UsageError
from lhextract.exports.meanings import classes, keys_of
from lhextract.exports.promises import broken_promises, keep_promises
from lhextract.exports.schema import json_schema
from lhextract.model.record import Institution, Records


def institution(**others: Any) -> Institution:
    """An institution that keeps all promises, but for what is given."""
    kept = Institution("org-a", "Uni", (), "university", "DE", "https://ror.org/042aqky30", None, False)
    return replace(kept, **others)


@pytest.mark.parametrize(
    ("others", "path", "found"),
    [
        pytest.param({"country": "Germany"}, "institutions[0].country", "Germany", id="country"),
        pytest.param({"ror": "042aqky30"}, "institutions[0].ror", "042aqky30", id="ror"),
        pytest.param({"id": "org-a\n"}, "institutions[0].id", "org-a\n", id="line-end-behind"),
    ],
)
def test_broken_promise_is_named(others: dict[str, Any], path: str, found: str, records: Records) -> None:
    """A value that a table brought in ends the run, with its path, itself and what is allowed."""
    altered = replace(records, institutions=(institution(**others),))
    assert [(where, value) for where, value, _ in broken_promises(altered)] == [(path, found)]
    with pytest.raises(UsageError, match=r"found .*, allowed is what matches .*; correct the lookup table"):
        keep_promises(altered)


def test_a_page_keeps_them(records: Records) -> None:
    """Records of a page that was read keep every promise."""
    assert list(broken_promises(records)) == []
    keep_promises(records)


def test_many_are_counted(records: Records) -> None:
    """A message names the first few and counts the rest."""
    altered = replace(records, institutions=tuple(institution(country="Germany") for _ in range(5)))
    with pytest.raises(UsageError, match=r"institutions\[2\].*\(and 2 more\)"):
        keep_promises(altered)


def test_schema_has_every_promise() -> None:
    """Every pattern and bound of the classes stands in the schema, wherever null or a list is around it."""
    schema = json_schema()
    for name, kind in classes().items():
        table = schema if name == "Records" else schema["$defs"][name]
        for key in keys_of(kind):
            one, meaning = table["properties"][key.name], key.meaning
            places = [one, one.get("items", {})]
            for word, bound in (("pattern", meaning.pattern), ("minimum", meaning.least), ("maximum", meaning.most)):
                found = [place[word] for place in places if word in place]
                assert found == ([] if bound is None else [bound]), f"{name}.{key.name}"


def test_key_without_a_meaning_is_a_bug() -> None:
    """Whoever adds a key says what it means."""

    @dataclass
    class Silent:
        name: str

    with pytest.raises(TypeError, match=r"Silent.name has no Meaning"):
        keys_of(Silent)
