from __future__ import annotations

from typing import Any

import pytest

from lhextract.registry.records import RecordError, read_organisation
from tests.registry.dumps import NORDBRUECK, NORTH, OLD, V1, V2


@pytest.mark.parametrize("rows", [pytest.param(V1, id="v1"), pytest.param(V2, id="v2")])
def test_both_schemas_give_the_same(rows: list[dict[str, Any]]) -> None:
    """A record in v1 and the same in v2 are one organisation; blank names of v1 are left out."""
    south, old, north = (read_organisation(row) for row in rows)
    assert north == NORDBRUECK
    assert [text for text, _ in south.names] == [
        "Southmoor College",
        "Collège de Southmoor",
        "Southmoor Seminary",
        "SMC",
    ]
    assert (old.ror, old.status, old.successors, old.parents) == (OLD, "inactive", (NORTH,), ())


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        pytest.param({"id": "https://ror.org/042aqky31"}, "id: found 'https://ror.org/042aqky31'", id="id"),
        pytest.param({"status": "gone"}, "status: found 'gone', allowed is active, inactive, withdrawn", id="status"),
        pytest.param({"names": []}, "names: found [], allowed is one name", id="no-name"),
        pytest.param({"names": ["TUN"]}, "names: found ['TUN'], allowed is a list of objects", id="names"),
        pytest.param({"types": ["\ud800"]}, "types: found ['\\ud800'], allowed is a list of texts", id="half-a-text"),
        pytest.param({"types": [1]}, "types: found [1], allowed is a list of texts", id="types"),
        pytest.param({"relationships": [{"id": NORTH}]}, "type: found None, allowed is a text", id="relationship"),
        pytest.param(
            {"locations": [{"geonames_details": {"country_code": "Germany"}}]},
            "country code: found 'Germany'",
            id="country",
        ),
    ],
)
def test_what_is_wrong_is_named(changed: dict[str, Any], message: str) -> None:
    """A value that the schema does not allow is named with its key."""
    with pytest.raises(RecordError) as caught:
        read_organisation({**V2[0], **changed})
    assert str(caught.value).startswith(message)


def test_a_place_is_not_needed() -> None:
    """An organisation without a place has no country."""
    assert read_organisation({**V2[0], "locations": []}).country is None
