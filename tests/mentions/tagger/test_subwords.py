from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.mentions.tagger import words
from lhextract.mentions.tagger.subwords import IDS, ROLE_IDS, TextLine, Window, make_windows, split_lines
from lhextract.mentions.tagger.words import CLS, LONGEST_TOKEN, SEP, SHAPE_IDS, SHAPES, UNKNOWN, Vocabulary, shape_of

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
def vocabulary() -> Vocabulary:
    """The vocabulary of single letters."""
    return Vocabulary(DEFINITION)


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
        ("Évora", "Title-accent"),
        ("ÖBB", "UPPER"),
        ("Å", "Capital"),
        ("McGill", "camel"),
        ("東京", "lower"),
        ("1899", "year"),
        ("2100", "digits"),
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
def test_every_token_has_a_few_subwords(text: str, pieces: list[str | int], vocabulary: Vocabulary) -> None:
    """A token has one subword at least and a few at most, whatever it is."""
    (line,) = split_lines([text], vocabulary)
    assert line.tokens == ((0, len(text)),)
    assert line.rows[IDS, :-1].tolist() == [VOCABULARY.get(piece, piece) for piece in pieces]


def test_a_word_has_the_same_subwords_whatever_was_asked_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are remembered, and forgotten when they have become many; neither changes what is read."""
    monkeypatch.setattr(words, "REMEMBERED", 2)
    used = Vocabulary(DEFINITION)
    for text in ("ab cd ab", "cd", "Ab é (ab) 12", "☃ cd", "ab"):
        (line,), (fresh,) = split_lines([text], used), split_lines([text], Vocabulary(DEFINITION))
        assert np.array_equal(line.rows, fresh.rows)


@given(texts=TEXTS, owners=st.lists(st.integers(0, 2), min_size=8, max_size=8), longest=st.integers(12, 60))
def test_windows_hold_every_token_once(
    texts: list[str], owners: list[int], longest: int, vocabulary: Vocabulary
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
            first = pieces[part.line].rows[IDS, pieces[part.line].first[part.start : part.end]]
            assert np.array_equal(window.rows[0, part.places], first)
    assert seen == [(number, token) for number, line in enumerate(pieces) for token in range(len(line.tokens))]


def test_alone_each_line_has_a_window(vocabulary: Vocabulary) -> None:
    """Read alone, a line does not see its neighbours; nor does navigation, ever."""
    lines = [TextLine("aa bb", "body", 1), TextLine("cc", "body", 1), TextLine("dd", "nav", 1)]
    pieces = split_lines([line.text for line in lines], vocabulary)
    together = [[part.line for part in window.parts] for window in make_windows(lines, pieces)]
    apart = [[part.line for part in window.parts] for window in make_windows(lines, pieces, alone=True)]
    assert together == [[0, 1], [2]]
    assert apart == [[0], [1], [2]]


def windows_of(lines: list[TextLine], vocabulary: Vocabulary, *, longest: int) -> list[Window]:
    """The windows of lines."""
    return list(make_windows(lines, split_lines([line.text for line in lines], vocabulary), longest=longest))


def test_a_long_line_is_read_to_its_end(vocabulary: Vocabulary) -> None:
    """The limits that come with a vocabulary's definition are not those of a line."""
    (line,) = split_lines([" ".join(LETTERS)], vocabulary)
    assert line.rows[IDS, :-1].tolist() == [VOCABULARY[letter] for letter in LETTERS]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("a b c d e f g h i j", [(0, 8), (8, 10)], id="anywhere"),
        pytest.param("a b c d e. f g h i j", [(0, 6), (6, 11)], id="after-a-full-stop"),
        pytest.param("a. b c d e f g h i j", [(0, 8), (8, 11)], id="not-after-an-early-one"),
        pytest.param("a b c d e f g h", [(0, 8)], id="fits"),
    ],
)
def test_a_line_longer_than_a_window_is_cut(text: str, parts: list[tuple[int, int]], vocabulary: Vocabulary) -> None:
    """A line that no window holds is cut, after a mark in the second half where there is one."""
    windows = windows_of([TextLine(text, "body", 1)], vocabulary, longest=10)
    assert [(part.start, part.end) for window in windows for part in window.parts] == parts
    assert all(len(window.parts) == 1 for window in windows)


@pytest.mark.parametrize(
    ("longest", "together"), [(12, [[0, 1, 2], [3], [4], [5, 6]]), (11, [[0, 1], [2, 3], [4], [5, 6]])]
)
def test_a_window_holds_as_many_lines_as_it_can(
    longest: int, together: list[list[int]], vocabulary: Vocabulary
) -> None:
    """Lines of an initiative go on in one window until it is full; another initiative begins another."""
    texts = ["a b c", "a b c", "a b", "a b c", "a", "a", "a"]
    owners = [1, 1, 1, 1, 2, 0, 0]
    lines = [TextLine(text, "body", owner) for text, owner in zip(texts, owners, strict=True)]
    windows = windows_of(lines, vocabulary, longest=longest)
    assert [[part.line for part in window.parts] for window in windows] == together
    assert max(window.rows.shape[1] for window in windows) <= longest


def test_what_the_network_reads(vocabulary: Vocabulary) -> None:
    """Beside the subwords stand shape, glue, role, and whether a subword begins a token; between lines a mark."""
    (window,) = windows_of([TextLine("Ab, 7", "title", 1), TextLine("c", "body", 1)], vocabulary, longest=60)
    title, body = ROLE_IDS["title"], ROLE_IDS["body"]
    ids = [CLS, *(VOCABULARY[piece] for piece in ("a", "##b", ",", "7")), SEP, VOCABULARY["c"], SEP]
    shapes = [SHAPE_IDS[name] for name in ("", "Title", "Title", "mark", "digits", "", "lower", "")]
    assert window.rows.tolist() == [
        ids,
        shapes,
        [0, 0, 0, 2, 1, 0, 0, 0],
        [0, title, title, title, title, title, body, body],
        [0, 2, 1, 2, 2, 0, 2, 0],
    ]
    assert [part.places.tolist() for part in window.parts] == [[1, 3, 4], [6]]
