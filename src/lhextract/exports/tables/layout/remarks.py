"""The tables about what people should look at, and have looked at."""

from __future__ import annotations

from lhextract.exports.tables.layout.parts import SPAN, key_to, refers
from lhextract.model.finding import Severity
from lhextract.model.table import Column, ForeignKey, Table

STATES = ("applied", "redundant", "reopened", "orphaned", "conflicting")

FINDINGS = Table(
    "findings",
    "Findings",
    "One row for each thing that a person should look at.",
    (
        Column("number", "integer", "Number of the finding, counted from 1.", 1, required=True),
        Column(
            "code",
            "string",
            "What kind of finding it is; docs/findings.md explains each.",
            "phone-shared",
            required=True,
        ),
        Column(
            "severity", "string", "How much it matters.", "warning", True, allowed=tuple(one.value for one in Severity)
        ),
        Column("message", "string", "What was seen.", "'Roll-Royce' stands once, 'Rolls-Royce' 2 times", required=True),
        refers("initiative", "The initiative it is about; empty for the page.", required=False),
        Column("field", "string", "Path of the field it is about; empty for none.", "contacts"),
    ),
    ("number",),
    (key_to("initiative"),),
)
FINDING_SPANS = Table(
    "finding_spans",
    "Where findings stand",
    "One row for each place in the text that a finding is about.",
    (
        Column("finding", "integer", "Number of the finding.", 1, required=True),
        Column("position", "integer", "Place among the spans of the finding, counted from 1.", 1, required=True),
        *SPAN,
    ),
    ("finding", "position"),
    (ForeignKey(("finding",), "findings", ("number",)),),
)
CORRECTIONS = Table(
    "corrections",
    "Stewards' decisions",
    "One row for each decision of a data steward about this page, and how it stands in this extraction.",
    (
        Column("id", "string", "Id of the decision.", "co-20261128t171100123456z-k3vq7abc", required=True),
        Column("state", "string", "How it stands; docs/corrections.md explains each.", "applied", True, allowed=STATES),
        Column("position", "integer", "Place among the decisions of this state, counted from 1.", 1, required=True),
    ),
    ("id",),
)
