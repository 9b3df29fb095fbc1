# ruff: noqa: E402 - what needs torch is imported once it is known to be there
from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")
onnx = pytest.importorskip("onnx", reason="the extra `train` is not installed")

from lhextract.mentions.tagger.network import Network as ShippedNetwork
from lhextract.mentions.tagger.subwords import ROLES
from lhextract.mentions.tagger.words import SHAPES
from lhextract.training.names.export import MOST, quantise, to_onnx
from lhextract.training.names.network import VOCABULARY, Network, Sizes

LENGTH = 60
WEIGHTS = arrays(
    np.float32,
    array_shapes(min_dims=2, max_dims=2, max_side=6),
    elements=st.floats(-100, 100, width=32, allow_subnormal=False),
)


@pytest.fixture(scope="module")
def network() -> Network:
    """A network of one layer that has learned nothing."""
    torch.manual_seed(1)
    return Network(Sizes(layers=1, dropout=0.0)).eval()


@pytest.fixture(scope="module")
def state(network: Network) -> dict[str, np.ndarray]:
    """Its weights."""
    return {name: tensor.numpy() for name, tensor in network.state_dict().items()}


@pytest.fixture(scope="module")
def rows() -> np.ndarray:
    """A window of random subwords."""
    rng = np.random.default_rng(1)
    return np.stack([rng.integers(0, most, LENGTH) for most in (VOCABULARY, len(SHAPES), 3, len(ROLES), 3)])


@pytest.fixture(scope="module")
def scores(network: Network, rows: np.ndarray) -> np.ndarray:
    """What the network itself makes of the window."""
    with torch.no_grad():
        return network(torch.from_numpy(rows)[None], torch.ones(1, LENGTH, dtype=torch.bool))[0].numpy()


def test_graph_is_the_network(state: dict[str, np.ndarray], rows: np.ndarray, scores: np.ndarray) -> None:
    """With 32 bits the graph gives the scores of the network that it was made from."""
    graph = ShippedNetwork(to_onnx(state, layers=1, small=False))
    np.testing.assert_allclose(graph(rows), scores, atol=1e-4, rtol=0)


def test_shorter_windows_are_read_too(network: Network, state: dict[str, np.ndarray], rows: np.ndarray) -> None:
    """The length of a window is not fixed: a window of one subword is read as the network reads it."""
    graph = ShippedNetwork(to_onnx(state, layers=1, small=False))
    with torch.no_grad():
        expected = network(torch.from_numpy(rows[:, :1])[None], torch.ones(1, 1, dtype=torch.bool))[0].numpy()
    np.testing.assert_allclose(graph(rows[:, :1]), expected, atol=1e-4, rtol=0)


def test_eight_bits_hardly_change_a_tag(state: dict[str, np.ndarray], rows: np.ndarray, scores: np.ndarray) -> None:
    """With 8 bits nearly all subwords keep their best tag, and the graph is a good deal smaller."""
    small = to_onnx(state, layers=1)
    same = ShippedNetwork(small)(rows).argmax(axis=1) == scores.argmax(axis=1)
    assert same.mean() >= 0.95
    assert len(small) < 0.3 * len(to_onnx(state, layers=1, small=False))


@pytest.mark.parametrize(
    ("exact", "maps"),
    [
        pytest.param((), {"qkv", "out", "up", "down"}, id="none"),
        pytest.param(("layers.0.qkv", "layers.0.up"), {"out", "down"}, id="two"),
    ],
)
def test_exact_maps_keep_their_bits(state: dict[str, np.ndarray], exact: tuple[str, ...], maps: set[str]) -> None:
    """The vectors of words and all maps but the exact ones are kept in 8 bits; what comes last never is."""
    graph = onnx.load_from_string(to_onnx(state, layers=1, exact=exact)).graph
    small = {constant.name for constant in graph.initializer if constant.data_type == onnx.TensorProto.INT8}
    kept = {f"layers.0.{name}.{part}" for name in maps for part in ("weight", "zeros")}
    assert small == {"words.rows"} | kept


@pytest.mark.parametrize("small", [pytest.param(True, id="8-bits"), pytest.param(False, id="32-bits")])
def test_same_weights_same_bytes(state: dict[str, np.ndarray], small: bool) -> None:
    """Writing the same network twice gives the same bytes."""
    assert to_onnx(state, layers=1, small=small) == to_onnx(state, layers=1, small=small)


@pytest.mark.parametrize("most", [pytest.param(MOST, id="7-bits"), pytest.param(127, id="8-bits")])
@given(weight=WEIGHTS)
def test_quantised_weights_are_within_half_a_step(most: int, weight: np.ndarray) -> None:
    """Whole numbers keep to the bounds, and times their scale they are half a step away at most; zero stays zero."""
    rows, scales = quantise(weight, most=most)
    assert rows.dtype == np.int8
    assert np.abs(rows.astype(int)).max() <= most
    back = rows * scales[:, None].astype(float)
    assert (np.abs(back - weight) <= scales[:, None] * 0.5001).all()
    assert (back[weight == 0] == 0).all()
    filled = np.abs(weight).max(axis=1) > 0
    assert (np.abs(rows.astype(int)).max(axis=1)[filled] == most).all()
