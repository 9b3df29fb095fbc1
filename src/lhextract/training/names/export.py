"""The learned network as an ONNX graph with 8-bit weights, written node by node so that the bytes are ours."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from lhextract.training.names.network import EPSILON, HEADS, WIDTH

Array = NDArray[np.generic]
Floats = NDArray[np.float32]
CONTRIB = "com.microsoft"
# Weights keep to 7 bits: processors without VNNI add pairs of products in 16 bits, which 8 bits would overflow,
# and the same page would be read differently there.
MOST = 63


class _Graph:
    """Nodes and constants of a graph in the making; every method returns the name of what it adds."""

    def __init__(self, state: Mapping[str, Floats]) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._state = state

    def constant(self, name: str, value: Array) -> str:
        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def node(
        self, kind: str, inputs: list[str], outputs: str | list[str], *, domain: str = "", **options: int | float
    ) -> str:
        names = [outputs] if isinstance(outputs, str) else outputs
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **options))
        return names[0]

    def table(self, name: str, index: str) -> str:
        """Rows of an embedding."""
        return self.node("Gather", [self.constant(f"{name}.rows", self._state[f"{name}.weight"]), index], f"{name}.out")

    def small_table(self, name: str, index: str) -> str:
        """Rows of an embedding kept in 8 bits, each row with its own scale."""
        rows, scales = quantise(self._state[f"{name}.weight"], most=127)
        row = self.node("Gather", [self.constant(f"{name}.rows", rows), index], f"{name}.row")
        scale = self.node("Gather", [self.constant(f"{name}.scales", scales[:, None]), index], f"{name}.scale")
        return self.node("Mul", [self.node("Cast", [row], f"{name}.cast", to=TensorProto.FLOAT), scale], f"{name}.out")

    def norm(self, name: str, x: str, out: str) -> str:
        parts = [self.constant(f"{name}.{part}", self._state[f"{name}.{part}"]) for part in ("weight", "bias")]
        return self.node("LayerNormalization", [x, *parts], out, axis=-1, epsilon=EPSILON)

    def linear(self, name: str, x: str, *, small: bool) -> str:
        """A linear map; `small`: weights in 8 bits by output, inputs quantised by window as they come."""
        weight, bias = self._state[f"{name}.weight"], self.constant(f"{name}.bias", self._state[f"{name}.bias"])
        if not small:
            product = self.node("MatMul", [x, self.constant(f"{name}.weight", weight.T)], f"{name}.product")
            return self.node("Add", [product, bias], f"{name}.out")
        rows, scales = quantise(weight, most=MOST)
        constants = [
            self.constant(f"{name}.weight", rows.T),
            self.constant(f"{name}.scales", scales),
            self.constant(f"{name}.zeros", np.zeros(len(scales), dtype=np.int8)),
        ]
        return self.node("DynamicQuantizeMatMul", [x, *constants, bias], f"{name}.out", domain=CONTRIB)


def quantise(weight: Floats, *, most: int) -> tuple[NDArray[np.int8], Floats]:
    """Rows in whole numbers up to `most`, and the scale of each row."""
    scales = np.abs(weight).max(axis=1) / most
    scales[scales == 0] = 1
    return np.rint(weight / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def to_onnx(state: Mapping[str, Floats], *, layers: int, exact: Collection[str] = (), small: bool = True) -> bytes:
    """The graph of a network's state; linear maps named in `exact` keep 32 bits, all do where not `small`."""
    graph = _Graph(state)
    x = _embed(graph, small=small)
    splits = graph.constant("splits", np.array([WIDTH] * 3, dtype=np.int64))

    def linear(name: str, x: str) -> str:
        return graph.linear(name, x, small=small and name not in exact)

    for number in range(layers):
        layer = f"layers.{number}"
        heads = [f"{layer}.{part}" for part in ("query", "key", "value")]
        graph.node("Split", [linear(f"{layer}.qkv", x), splits], heads, axis=2)
        seen = graph.node("MultiHeadAttention", heads, f"{layer}.seen", domain=CONTRIB, num_heads=HEADS)
        x = graph.node("Add", [x, linear(f"{layer}.out", seen)], f"{layer}.sum1")
        x = graph.norm(f"{layer}.norm1", x, f"{layer}.x1")
        inner = graph.node("Gelu", [linear(f"{layer}.up", x)], f"{layer}.gelu", domain=CONTRIB)
        x = graph.node("Add", [x, linear(f"{layer}.down", inner)], f"{layer}.sum2")
        x = graph.norm(f"{layer}.norm2", x, f"{layer}.x2")
    scores = graph.linear("head", x, small=False)
    made = helper.make_graph(
        graph.nodes,
        "names",
        [helper.make_tensor_value_info("rows", TensorProto.INT64, [5, "length"])],
        [helper.make_tensor_value_info(scores, TensorProto.FLOAT, [1, "length", len(state["head.bias"])])],
        graph.constants,
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)])
    model.ir_version, model.producer_name = 10, "lhextract"
    return bytes(model.SerializeToString(deterministic=True))


def _embed(graph: _Graph, *, small: bool) -> str:
    """The sum of the embeddings of subword, position, shape, glue, role and beginning, normed."""
    columns = []
    for number, name in enumerate(("words", "shapes", "glue", "roles", "begins")):
        index = graph.constant(f"{name}.row number", np.array(number, dtype=np.int64))
        columns.append(graph.node("Gather", ["rows", index], f"{name}.index", axis=0))
    x = graph.small_table("words", columns[0]) if small else graph.table("words", columns[0])
    zero = graph.constant("zero", np.array([0], dtype=np.int64))
    length = graph.node("Shape", [columns[0]], "length")
    positions = graph.constant("positions.rows", graph._state["positions.weight"])
    x = graph.node("Add", [x, graph.node("Slice", [positions, zero, length, zero], "positions.out")], "sum.positions")
    for name, index in zip(("shapes", "glue", "roles", "begins"), columns[1:], strict=True):
        x = graph.node("Add", [x, graph.table(name, index)], f"sum.{name}")
    return graph.norm("norm", graph.node("Unsqueeze", [x, zero], "batch"), "x")
