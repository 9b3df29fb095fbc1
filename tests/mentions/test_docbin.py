from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from lhextract.mentions.docbin import cut_tokens
from lhextract.mentions.tokens import split_tokens

TEXT = st.text(st.sampled_from("aä1 .\t\n\xa0\u2028-") | st.characters(exclude_categories=["Cs"]), max_size=30)


@given(TEXT.filter(bool), st.data())
def test_any_span_of_any_text_has_tokens(text: str, data: st.DataObject) -> None:
    """The tokens give the text back, and each span begins and ends with one of them."""
    place = st.integers(0, len(text))
    spans = [tuple(sorted(pair)) for pair in data.draw(st.lists(st.tuples(place, place), max_size=4))]
    spans = [(start, end) for start, end in spans if start < end]
    words, spaces = cut_tokens(text, spans)
    doc = Doc(Vocab(), words=words, spaces=spaces)
    assert doc.text == text
    for start, end in spans:
        span = doc.char_span(start, end)
        assert span is not None
        assert span.text == text[start:end]


@given(TEXT)
def test_canonical_text_has_the_tokens_of_the_pipeline(text: str) -> None:
    """A line without mentions is cut as it is for the recognisers."""
    line = " ".join(text.split())
    assert cut_tokens(line, []) == split_tokens(line)
