"""The shipped network, run by onnxruntime on one thread: rows of a window to tag scores."""

from __future__ import annotations

import numpy as np
import onnxruntime
from numpy.typing import NDArray

Scores = NDArray[np.float32]


class Network:
    """A network in ONNX with one input `rows` (5, length) and one output `scores` (1, length, tags).

    One window at a time and one thread: what stands in another window never touches the numbers of this one. Windows
    of several pages in one batch would be faster, but the inputs of linear maps are quantised by the largest number
    among them: a neighbour would change what is read, and the same page must always give the same records.
    """

    def __init__(self, model: bytes) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.use_deterministic_compute = True
        options.log_severity_level = 3  # errors only; warnings are about the hardware
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def __call__(self, rows: NDArray[np.int64]) -> Scores:
        """The scores of one window."""
        scores: Scores = self._session.run(None, {"rows": rows})[0][0]
        return scores
