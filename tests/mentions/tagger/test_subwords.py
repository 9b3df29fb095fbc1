from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from lhextract.mentions.tagger.subwords import (
    CLS,
    LONGEST_TOKEN,
    SEP,
    SHAPES,
    UNKNOWN,
    TextLine,
    make_windows,
    read_vocabulary,
    shape_of,
    split_lines,
)

# A vocabulary of single letters with the special tokens where the real one has them.
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,()-"
VOCABULARY = {f"[unused{number}]": number for number in range(100)} | {"[UNK]": 100, "[CLS]": 101, "[SEP]": 102}
VOCABULARY |= {letter: 103 + number for number, letter in enumerate(LETTERS)}
VOCABULARY |= {f"##{letter}": 103 + len(LETTERS) + number for number, letter in enumerate(LETTERS)}
DEFINITION = json.dumps(
    {
        "version": "1.0",
        "truncation": {"max_length": 8, "strategy": "LongestFirst", "stride": 0, "direction": "Right"},
        "padding": None,
        "added_tokens": [],
        "normalizer": {
            "type": "BertNormalizer",
            "clean_text": True,
            "handle_chinese_chars": True,
            "strip_accents": None,
            "lowercase": True,
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": None,
        "decoder": None,
        "model": {
            "type": "WordPiece",
            "unk_token": "[UNK]",
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100,
            "vocab": VOCABULARY,
        },
    }
)
TEXTS = st.lists(
    st.text(alphabet="abcXÄé 12.,-(", min_size=1, max_size=60).filter(lambda text: text.strip()), max_size=8
)


@pytest.fixture(scope="module")
def vocabulary() -> Tokenizer:
    """The vocabulary of single letters."""
    return read_vocabulary(DEFINITION)


@pytest.mark.parametrize(
    ("token", "shape"),
    [
        ("network", "lower"),
        ("Universität", "Title-accent"),
        ("Institute", "Title"),
        ("DFG", "UPPER"),
        ("A", "Capital"),
        ("iDiv", "camel"),
        ("2014", "year"),
        ("339", "digits"),
        ("9001", "digits"),
        ("(", "mark"),
        ("für", "lower-accent"),
    ],
)
def test_the_shape_of_a_token(token: str, shape: str) -> None:
    """The vocabulary has no capitals, so the shape tells them."""
    assert SHAPES[shape_of(token)] == shape


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param("x" * 300, [UNKNOWN], id="too-long-for-the-vocabulary"),
        pytest.param("x" * 60, ["x", *["##x"] * (LONGEST_TOKEN - 1)], id="long-run"),
        pytest.param("☃", [UNKNOWN], id="unknown-sign"),
    ],
)
def test_every_token_has_a_few_subwords(text: str, pieces: list[str | int], vocabulary: Tokenizer) -> None:
    """A token has one subword at least and a few at most, whatever it is."""
    (line,) = split_lines([text], vocabulary)
    assert line.tokens == ((0, len(text)),)
    assert line.ids.tolist() == [VOCABULARY.get(piece, piece) for piece in pieces]


@given(texts=TEXTS, owners=st.lists(st.integers(0, 2), min_size=8, max_size=8), longest=st.integers(12, 60))
def test_windows_hold_every_token_once(
    texts: list[str], owners: list[int], longest: int, vocabulary: Tokenizer
) -> None:
    """Each token of each line stands in one window, in order; no window is too long; initiatives are not mixed."""
    lines = [TextLine(text, "body", owner) for text, owner in zip(texts, owners, strict=False)]
    pieces = split_lines([line.text for line in lines], vocabulary)
    windows = list(make_windows(lines, pieces, longest=longest))
    seen: list[tuple[int, int]] = []
    for window in windows:
        assert window.rows.shape[1] <= longest
        assert window.rows[0, 0] == CLS
        assert window.rows[0, -1] == SEP
        assert len({lines[part.line].owner for part in window.parts}) == 1
        for part in window.parts:
            seen += [(part.line, token) for token in range(part.start, part.end)]
            first = pieces[part.line].ids[pieces[part.line].first[part.start : part.end]]
            assert np.array_equal(window.rows[0, part.places], first)
    assert seen == [(number, token) for number, line in enumerate(pieces) for token in range(len(line.tokens))]


def test_alone_each_line_has_a_window(vocabulary: Tokenizer) -> None:
    """Read alone, a line does not see its neighbours; nor does navigation, ever."""
    lines = [TextLine("aa bb", "body", 1), TextLine("cc", "body", 1), TextLine("dd", "nav", 1)]
    pieces = split_lines([line.text for line in lines], vocabulary)
    together = [[part.line for part in window.parts] for window in make_windows(lines, pieces)]
    apart = [[part.line for part in window.parts] for window in make_windows(lines, pieces, alone=True)]
    assert together == [[0, 1], [2]]
    assert apart == [[0], [1], [2]]
