"""Learning: documents with noise to windows, windows to batches, batches to steps."""

from __future__ import annotations

import logging
import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from lhextract.mentions.tagger.subwords import TextLine, Window, make_windows, split_lines
from lhextract.mentions.tagger.tags import KINDS, OUTSIDE, TAG_COUNT, tag_of, tags_of
from lhextract.mentions.tagger.words import Vocabulary
from lhextract.training.names.examples import Document, Marked
from lhextract.training.names.network import Network

log = logging.getLogger(__name__)
Change = Callable[[Sequence[Marked], random.Random], Sequence[Marked]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn. `rate` is the highest step of the encoder, new parts take `faster` times it."""

    epochs: int
    rate: float
    batch: int = 3000  # subwords, padding included
    faster: float = 5.0
    decay: float = 0.01
    warm: float = 0.1
    shrink: float = 0.9  # the step of a layer over that of the one above
    floor: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Windows padded to one length: rows, where there is something, and which tags each first subword may have."""

    rows: Tensor
    mask: Tensor
    allowed: Tensor  # (batch, length, tags); rows without any are not scored


def allowed_tags(line: Marked, tokens: Sequence[tuple[int, int]], kinds: frozenset[str]) -> NDArray[np.bool_]:
    """Which tags each token may have: its own where a name is marked, any of an unmarked kind elsewhere."""
    free = np.zeros(TAG_COUNT, dtype=bool)
    free[OUTSIDE] = True
    for kind in KINDS:
        if kind not in kinds:
            free[[tag_of(kind, position) for position in range(4)]] = True
    allowed = np.tile(free, (len(tokens), 1))
    starts = {start: i for i, (start, _) in enumerate(tokens)}
    ends = {end: i for i, (_, end) in enumerate(tokens)}
    for name in line.names:
        first, last = starts.get(name.start), ends.get(name.end)
        if first is not None and last is not None and first <= last:
            allowed[first : last + 1] = False
            allowed[np.arange(first, last + 1), tags_of(name.kind, last - first + 1)] = True
    return allowed


def windows_of(
    document: Document, vocabulary: Vocabulary, *, longest: int
) -> list[tuple[Window, list[NDArray[np.bool_]]]]:
    """The windows of a document, each with the tags allowed at the tokens of its parts."""
    pieces = split_lines([line.text for line in document.lines], vocabulary)
    texts = [TextLine(line.text, line.role, line.owner) for line in document.lines]
    tags = [allowed_tags(line, p.tokens, document.kinds) for line, p in zip(document.lines, pieces, strict=True)]
    return [
        (window, [tags[part.line][part.start : part.end] for part in window.parts])
        for window in make_windows(texts, pieces, longest=longest)
    ]


def make_batches(
    windows: Sequence[tuple[Window, list[NDArray[np.bool_]]]], rng: random.Random, *, size: int
) -> Iterator[Batch]:
    """Windows of like length together, in random order."""
    order = sorted(range(len(windows)), key=lambda i: (windows[i][0].rows.shape[1] // 16, rng.random()))
    groups: list[list[int]] = [[]]
    for index in order:
        length = windows[index][0].rows.shape[1]
        if groups[-1] and (len(groups[-1]) + 1) * length > size:
            groups.append([])
        groups[-1].append(index)
    rng.shuffle(groups)
    for group in groups:
        yield _pad([windows[index] for index in group])


def _pad(windows: Sequence[tuple[Window, list[NDArray[np.bool_]]]]) -> Batch:
    length = max(window.rows.shape[1] for window, _ in windows)
    rows = np.zeros((len(windows), 5, length), dtype=np.int64)
    mask = np.zeros((len(windows), length), dtype=bool)
    allowed = np.zeros((len(windows), length, TAG_COUNT), dtype=bool)
    for number, (window, tags) in enumerate(windows):
        size = window.rows.shape[1]
        rows[number, :, :size] = window.rows
        mask[number, :size] = True
        for part, tag in zip(window.parts, tags, strict=True):
            allowed[number, part.places] = tag
    return Batch(torch.from_numpy(rows), torch.from_numpy(mask), torch.from_numpy(allowed))


def loss_of(network: Network, batch: Batch) -> Tensor:
    """Minus the log of the probability of the allowed tags, over the tokens that have any."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = network(batch.rows, batch.mask)
    logs = torch.log_softmax(scores.float(), dim=-1)
    judged = batch.allowed.any(dim=-1)
    right = torch.logsumexp(logs[judged].masked_fill(~batch.allowed[judged], -1e9), dim=-1)
    return -right.mean()


def learn(
    network: Network,
    documents: Sequence[Document],
    vocabulary: Vocabulary,
    plan: Plan,
    *,
    seed: int,
    change: Change = lambda lines, _: lines,
    more: Callable[[random.Random], Sequence[Document]] = lambda _: (),
    on_epoch: Callable[[int, float], None] = lambda *_: None,
) -> None:
    """Learn in place. Each epoch sees the documents changed anew, and `more` ones made for it."""
    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311 - noise, no secret
    optimiser = torch.optim.AdamW(_groups(network, plan), weight_decay=plan.decay, betas=(0.9, 0.98), fused=True)
    rates = [group["lr"] for group in optimiser.param_groups]
    done, total = 0, 0
    network.train()
    for epoch in range(plan.epochs):
        windows = []
        for document in (*documents, *more(rng)):
            lines = tuple(change(document.lines, rng))
            changed = Document(document.name, lines, document.kinds)
            windows += windows_of(changed, vocabulary, longest=rng.choice((48, 96, 160, 224, 224)))
        batches = list(make_batches(windows, rng, size=plan.batch))
        total = total or len(batches) * plan.epochs
        losses = []
        for batch in batches:
            factor = _factor(done / total, plan)
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * factor
            loss = loss_of(network, batch)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            losses.append(loss.item())
            done += 1
        on_epoch(epoch, sum(losses) / len(losses))
    network.eval()


def _factor(at: float, plan: Plan) -> float:
    """Linear warm-up, then half a cosine."""
    if at < plan.warm:
        return max(at / plan.warm, 0.02)
    rest = min(1.0, (at - plan.warm) / (1 - plan.warm))
    return plan.floor + (1 - plan.floor) * 0.5 * (1 + math.cos(math.pi * rest))


def _groups(network: Network, plan: Plan) -> list[dict[str, object]]:
    """Smaller steps the deeper a layer lies; larger ones for what starts from nothing."""
    depth = len(network.layers)
    groups = []
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        first = name.split(".")[0]
        if first in {"head", "shapes", "glue", "roles", "begins"}:
            rate = plan.rate * plan.faster
        elif first == "layers":
            rate = plan.rate * plan.shrink ** (depth - 1 - int(name.split(".")[1]))
        else:
            rate = plan.rate * plan.shrink**depth
        groups.append({"params": [parameter], "lr": rate})
    return groups
