# ruff: noqa: E402 - what needs torch is imported once it is known to be there
from __future__ import annotations

import math
import random

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")

from lhextract.mentions.learned import FOLDER, VOCABULARY
from lhextract.mentions.tagger.tags import BEGIN, END, INSIDE, KINDS, OUTSIDE, SINGLE, TAG_COUNT, tag_of
from lhextract.mentions.tagger.words import Vocabulary
from lhextract.training.names.examples import Document, Marked, Name
from lhextract.training.names.learn import Batch, allowed_tags, loss_of, make_batches, windows_of

TEXT = "Eva Roth leads KIMS"
TOKENS = [(0, 3), (4, 8), (9, 14), (15, 19)]
ALL = frozenset(KINDS)
ROTH, KIMS = Name(0, 8, "PERSON"), Name(15, 19, "INSTITUTION")


def tags_allowed(*names: Name, kinds: frozenset[str] = ALL, text: str = TEXT) -> list[set[int]]:
    """The tags that each token may have."""
    return [set(np.flatnonzero(row)) for row in allowed_tags(Marked(text, names), TOKENS, kinds)]


def tags_of_kinds(*kinds: str) -> set[int]:
    """All tags of some kinds."""
    return {tag_of(kind, position) for kind in kinds for position in (BEGIN, INSIDE, END, SINGLE)}


def test_marked_names_have_their_tags() -> None:
    """Where all kinds are marked, a token of a name has its tag alone, and any other is outside."""
    assert tags_allowed(ROTH, KIMS) == [
        {tag_of("PERSON", BEGIN)},
        {tag_of("PERSON", END)},
        {OUTSIDE},
        {tag_of("INSTITUTION", SINGLE)},
    ]
    long = tags_allowed(Name(0, 19, "PROGRAM"))
    assert long == [{tag_of("PROGRAM", position)} for position in (BEGIN, INSIDE, INSIDE, END)]


def test_kinds_that_are_not_marked_are_free() -> None:
    """Where a document marks persons alone, any other token may be a name of another kind, but of no person."""
    free = {OUTSIDE} | tags_of_kinds(*(ALL - {"PERSON"}))
    assert tags_allowed(ROTH, kinds=frozenset({"PERSON"})) == [
        {tag_of("PERSON", BEGIN)},
        {tag_of("PERSON", END)},
        free,
        free,
    ]


def test_nothing_is_known_of_a_document_without_kinds() -> None:
    """Where no kind is marked, every tag is allowed everywhere."""
    assert tags_allowed(kinds=frozenset()) == [set(range(TAG_COUNT))] * 4


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(Name(1, 8, "PERSON"), id="begins-inside-a-token"),
        pytest.param(Name(0, 6, "PERSON"), id="ends-inside-a-token"),
        pytest.param(Name(3, 8, "PERSON"), id="begins-at-a-blank"),
    ],
)
def test_a_name_off_token_borders_is_left_out(name: Name) -> None:
    """A name that fits no tokens is as if it were not marked; the others keep their tags."""
    assert tags_allowed(name, KIMS) == tags_allowed(KIMS)


def test_batches_score_every_token_once() -> None:
    """Windows are padded to one length; each token is scored once, where it begins, and padding never is."""
    vocabulary = Vocabulary((FOLDER / VOCABULARY).read_text(encoding="utf-8"))
    lines = [Marked(TEXT, (ROTH, KIMS), "body", owner) for owner in range(1, 8)] + [Marked("KIMS", (), "title", 8)]
    windows = windows_of(Document("made", tuple(lines), ALL), vocabulary, longest=48)
    batches = list(make_batches(windows, random.Random(1), size=30))  # noqa: S311 - no secret
    assert sum(len(batch.rows) for batch in batches) == len(windows) == 8
    assert sum(int(batch.allowed.any(dim=-1).sum()) for batch in batches) == 7 * len(TOKENS) + 1
    for batch in batches:
        assert batch.rows.shape == (len(batch.rows), 5, batch.mask.shape[1])
        assert len(batch.rows) == 1 or batch.mask.numel() <= 30
        # The last row says where a token begins.
        assert torch.equal(batch.allowed.any(dim=-1), batch.rows[:, 4] == 2)
        assert not batch.rows.transpose(1, 2)[~batch.mask].any()


@pytest.mark.parametrize(
    ("tags", "loss"),
    [
        pytest.param([OUTSIDE], math.log(TAG_COUNT), id="one-of-all"),
        pytest.param([OUTSIDE, 1, 2, 3, 4], math.log(TAG_COUNT / 5), id="any-of-five"),
        pytest.param(range(TAG_COUNT), 0.0, id="anything-goes"),
    ],
)
def test_loss_counts_what_is_allowed(tags: list[int], loss: float) -> None:
    """A network that knows nothing loses the less the more is allowed; tokens that are not scored change nothing."""
    allowed = torch.zeros(1, 6, TAG_COUNT, dtype=torch.bool)
    allowed[0, :2, list(tags)] = True
    batch = Batch(torch.zeros(1, 5, 6, dtype=torch.long), torch.ones(1, 6, dtype=torch.bool), allowed)
    knows_nothing = lambda rows, mask: torch.zeros(*mask.shape, TAG_COUNT)  # noqa: ARG005, E731
    assert float(loss_of(knows_nothing, batch)) == pytest.approx(loss, abs=1e-5)
