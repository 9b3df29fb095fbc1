"""What stewards and tables decided: their values need not stand on the page, so no second reading can doubt them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

BY_PEOPLE = frozenset({"correction", "lookup"})


def decided_fields(initiative: Mapping[str, Any]) -> frozenset[str]:
    """The keys of an initiative in which a decision or a table has put something ("name", "contacts")."""
    provenance = initiative["provenance"]
    return frozenset(path.partition(".")[0] for path, why in provenance.items() if why["by"] in BY_PEOPLE)
