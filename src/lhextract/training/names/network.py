"""The network in torch: the MiniLM-L6 encoder, told the shapes of tokens and the roles of lines, and a tag head."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from lhextract.mentions.tagger.subwords import ROLES
from lhextract.mentions.tagger.tags import TAG_COUNT
from lhextract.mentions.tagger.words import SHAPES

WIDTH, HEADS, INNER, VOCABULARY, POSITIONS = 384, 12, 1536, 30522, 512
EPSILON = 1e-12


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many layers of the encoder are kept, and the dropout while learning."""

    layers: int = 6
    dropout: float = 0.1


def drop(x: Tensor, share: float, *, training: bool) -> Tensor:
    """Drop whole columns of each window; drawing a number for each value would take longer than the layer itself."""
    if not training or share == 0:
        return x
    kept = torch.rand(x.shape[0], 1, x.shape[2]) >= share
    scale: Tensor = kept.to(x.dtype) / (1 - share)
    return x * scale


class Layer(nn.Module):
    """One transformer layer with the norm after each half, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Read and write (batch, length, width); `mask` is true where there is something to read."""
        batch, length, _ = x.shape
        heads = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(heads[0], heads[1], heads[2], attn_mask=mask)
        seen = self.out(seen.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.norm1(x + drop(seen, self.dropout, training=self.training))
        y = self.down(functional.gelu(self.up(x)))
        out: Tensor = self.norm2(x + drop(y, self.dropout, training=self.training))
        return out


class Network(nn.Module):
    """Rows of a window to tag scores: (batch, 5, length) to (batch, length, tags)."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        self.glue = nn.Embedding(3, WIDTH)
        self.roles = nn.Embedding(len(ROLES), WIDTH)
        self.begins = nn.Embedding(3, WIDTH)
        for table in (self.shapes, self.glue, self.roles, self.begins):
            nn.init.normal_(table.weight, std=0.02)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(sizes.dropout) for _ in range(sizes.layers))
        self.head = nn.Linear(WIDTH, TAG_COUNT)

    def forward(self, rows: Tensor, mask: Tensor) -> Tensor:
        """`mask` (batch, length) is true where the window has a subword."""
        ids, shapes, glue, roles, begins = rows.unbind(1)
        x = self.words(ids) + self.positions(torch.arange(ids.shape[1]))
        x = x + self.shapes(shapes) + self.glue(glue) + self.roles(roles) + self.begins(begins)
        x = drop(self.norm(x), self.sizes.dropout, training=self.training)
        attend = mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attend)
        scores: Tensor = self.head(drop(x, self.sizes.dropout, training=self.training))
        return scores


def load_encoder(path: Path, sizes: Sizes) -> Network:
    """The network with the encoder of `path` (BERT weights in safetensors); fewer layers: evenly spread ones."""
    network = Network(sizes)
    given = {name.removeprefix("bert."): tensor for name, tensor in load_file(path).items()}
    state = network.state_dict()
    embeddings = "embeddings"
    state["words.weight"] = given[f"{embeddings}.word_embeddings.weight"]
    state["positions.weight"] = (
        given[f"{embeddings}.position_embeddings.weight"] + given[f"{embeddings}.token_type_embeddings.weight"][0]
    )
    total = 1 + max(int(name.split(".")[2]) for name in given if name.startswith("encoder.layer."))
    kept = [round(i * (total - 1) / max(1, sizes.layers - 1)) for i in range(sizes.layers)]
    pairs = {"norm": f"{embeddings}.LayerNorm"}
    for ours, theirs in enumerate(kept):
        old = f"encoder.layer.{theirs}"
        for kind in ("weight", "bias"):
            parts = [given[f"{old}.attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            state[f"layers.{ours}.qkv.{kind}"] = torch.cat(parts)
        pairs |= {
            f"layers.{ours}.out": f"{old}.attention.output.dense",
            f"layers.{ours}.norm1": f"{old}.attention.output.LayerNorm",
            f"layers.{ours}.up": f"{old}.intermediate.dense",
            f"layers.{ours}.down": f"{old}.output.dense",
            f"layers.{ours}.norm2": f"{old}.output.LayerNorm",
        }
    for mine, name in pairs.items():
        for kind in ("weight", "bias"):
            state[f"{mine}.{kind}"] = given[f"{name}.{kind}"]
    network.load_state_dict(state)
    return network
