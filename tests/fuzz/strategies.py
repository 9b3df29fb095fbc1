"""Values as people and programs write them into files, valid ones, for laws that any of them must hold."""

from __future__ import annotations

import json
from typing import Any, get_args

from hypothesis import strategies as st

from lhextract.batch.inputs.rows import COLUMNS
from lhextract.batch.outcome import Outcome, Status, StatusRow
from lhextract.lookups import KINDS, KnownInstitution
from lhextract.model.identity import Answer, Identities, KnownContact, KnownInitiative, KnownName
from lhextract.profile import RequiredField
from lhextract.registry.keys import name_key

# What UTF-8 can hold: no half of a surrogate pair.
TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
LINES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12)
# Not empty, no blanks at its ends, no line end.
NAMES = LINES.map(lambda text: text.strip() or "x")
WORDS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)?", fullmatch=True)
DIGESTS = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)
NUMBERS = st.integers(1, 10**6)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A value or nothing."""
    return st.none() | strategy


def tuples(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    """Some values, or none."""
    return st.lists(strategy, max_size=most).map(tuple)


PROFILES: st.SearchStrategy[dict[str, dict[str, Any]]] = st.fixed_dictionaries(
    {},
    optional={
        "source": st.fixed_dictionaries(
            {}, optional={"url": TEXTS, "language": st.sampled_from(("de", "en")), "license": st.just("CC-BY-4.0")}
        ),
        "fetch": st.fixed_dictionaries(
            {}, optional={"contact": NAMES, "timeout_s": st.integers(1, 3600), "max_bytes": NUMBERS}
        ),
        "phone": st.fixed_dictionaries({}, optional={"region": st.sampled_from(("DE", "GB"))}),
        "host": st.fixed_dictionaries({}, optional={"names": st.lists(NAMES, max_size=3)}),
        "expect": st.fixed_dictionaries(
            {},
            optional={
                "initiatives": NUMBERS,
                "per_category": st.dictionaries(NAMES, NUMBERS, max_size=3),
                "min_phones": NUMBERS,
                "required": st.lists(st.sampled_from(get_args(RequiredField)), max_size=3),
                "phone_prefixes": st.lists(st.from_regex(r"\+[1-9][0-9]{0,14}", fullmatch=True), max_size=2),
            },
        ),
        "corrections": st.fixed_dictionaries({}, optional={"reopened": st.sampled_from(("keep", "follow"))}),
    },
)


def toml(tables: dict[str, dict[str, Any]]) -> str:
    """A profile as TOML; what JSON escapes, TOML escapes alike, DEL aside."""
    return "".join(
        f"[{name}]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in table.items())
        for name, table in tables.items()
    )


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml(key)} = {_toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


_FORMS = NAMES.map(lambda text: text.replace("|", "") or "x").map(str.strip).filter(bool)
INSTITUTIONS = st.lists(
    st.builds(
        KnownInstitution,
        name=_FORMS,
        aliases=tuples(_FORMS),
        kind=st.sampled_from(KINDS),
        country=maybe(st.sampled_from(("DE", "US"))),
        ror=maybe(st.just("https://ror.org/042aqky30")),
        parent=maybe(_FORMS),
    ),
    max_size=4,
).filter(lambda rows: _differ([{name_key(form) for form in (row.name, *row.aliases)} for row in rows]))


def _differ(keys: list[set[str]]) -> bool:
    return sum(map(len, keys)) == len(set().union(*keys)) if keys else True


_KNOWN_NAMES = st.builds(
    KnownName,
    id=WORDS,
    names=st.lists(TEXTS, min_size=1, max_size=2).map(tuple),
    ror=maybe(TEXTS),
    retired=st.booleans(),
)
_CONTACTS = st.builds(KnownContact, id=WORDS, person=maybe(TEXTS), phones=tuples(TEXTS), retired=st.booleans())
_INITIATIVES = st.builds(
    KnownInitiative,
    id=WORDS,
    names=st.lists(TEXTS, min_size=1, max_size=2).map(tuple),
    category=tuples(TEXTS),
    text=TEXTS,
    partners=tuples(TEXTS),
    contacts=tuples(_CONTACTS, 1),
    retired=st.booleans(),
)
IDENTITIES = st.builds(
    Identities,
    initiatives=tuples(_INITIATIVES, 2),
    categories=tuples(_KNOWN_NAMES, 1),
    institutions=tuples(_KNOWN_NAMES, 1),
    people=tuples(_KNOWN_NAMES, 1),
    answers=tuples(st.builds(Answer, block_sha256=DIGESTS, initiative=maybe(WORDS)), 1),
)

_STATUS_ROWS = st.builds(
    StatusRow,
    page=WORDS,
    input=TEXTS,
    status=st.sampled_from(Status),
    reason=maybe(TEXTS),
    sha256=maybe(DIGESTS),
    key=maybe(DIGESTS),
    rows_of=maybe(DIGESTS),
    bytes=maybe(NUMBERS),
    initiatives=NUMBERS,
)


def _outcome(number: int, status: StatusRow, texts: list[str]) -> Outcome:
    rows: dict[str, list[dict[str, str]]] = {"records": [{"page": status.page, "name": text} for text in texts]}
    return Outcome(number, status, rows)


OUTCOMES = st.builds(_outcome, st.integers(0, 9), _STATUS_ROWS, st.lists(TEXTS, max_size=2))

# Rows of a list for `lhextract batch`, each with an id of its own.
LIST_ROWS: st.SearchStrategy[list[dict[str, str]]] = st.lists(
    st.fixed_dictionaries(
        {"input": NAMES.map(lambda text: f"{text.replace('/', '')}.html"), "id": WORDS},
        optional={"language": st.sampled_from(("de", "en")), "region": st.just("DE"), "url": st.just("https://a.org/x")},
    ),
    min_size=1,
    max_size=4,
    unique_by=(lambda row: row["id"], lambda row: row["input"]),
)  # fmt: skip
LIST_COLUMNS = COLUMNS
