from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from lhextract.formats.json_text import json_bytes

# Two halves that stand side by side are one character to whoever reads JSON.
TEXT = st.text(st.characters() | st.sampled_from("<\u2028\x85")) | st.text(st.just("\ud800"), max_size=3)


@given(TEXT, st.sampled_from([None, 2]))
def test_any_text_reads_back(text: str, indent: int | None) -> None:
    """Whatever a page says comes back from the bytes, which are UTF-8, as it is."""
    assert json.loads(json_bytes({"key": [text]}, indent=indent)) == {"key": [text]}


@given(TEXT)
def test_one_line_stays_one_line_and_closes_no_element(text: str) -> None:
    """Neither a reader of lines nor a web page around it takes the text for anything else."""
    line = json_bytes(text).decode("utf-8")
    assert line.splitlines() == [line.removesuffix("\n")]
    assert "<" not in line
