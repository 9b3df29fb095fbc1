"""Mentions as training data of spaCy: one document per stretch of the page, its tokens cut at the mentions' borders."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lhextract.guards import UNSTORABLE
from lhextract.mentions.spacy_library import Doc, DocBin, Span, Vocab, filter_spans
from lhextract.mentions.tokens import TOKEN
from lhextract.model.record import RecordMention, Records

GROUP = "mentions"
# Beside the words and blanks: the entities, and what they name.
ATTRIBUTES = ["ORTH", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the page with its mentions: the block of an `initiative`, or what stands between two."""

    start: int
    end: int
    initiative: str | None
    mentions: tuple[RecordMention, ...]


@dataclass(frozen=True, slots=True)
class Binned:
    """The bytes of a DocBin; how many characters were replaced, how many mentions overlap others or are empty."""

    content: bytes
    replaced: int
    overlapping: int
    empty: int


def bin_mentions(records: Records, text: str) -> Binned:
    """Return a DocBin with all mentions; the same records give the same bytes.

    `doc.ents` has those that do not overlap (of two the longer), `doc.spans["mentions"]` all of them: `label_` is the
    type, `kb_id_` what is named, `id_` the mention. `doc.user_data` says where in `text.txt` the document begins. NUL
    and lone surrogates become U+FFFD.
    """
    clean, replaced = UNSTORABLE.subn("\ufffd", text)
    mentions = [each for each in records.mentions if each.start < each.end]
    vocab = Vocab()
    docs = [_doc(vocab, each, clean, records) for each in stretches(records, text, mentions)]
    taken = sum(len(doc.ents) for doc in docs)
    content = DocBin(attrs=ATTRIBUTES, docs=docs, store_user_data=True).to_bytes()
    return Binned(content, replaced, len(mentions) - taken, len(records.mentions) - len(mentions))


def stretches(records: Records, text: str, mentions: Sequence[RecordMention]) -> Iterator[Stretch]:
    """The parts of the page that are not blank, in order; a border that a mention straddles is none."""
    owner = {each.start: each.id for each in reversed(records.initiatives)}
    inside = {place for each in mentions for place in range(each.start + 1, each.end)}
    borders = {place for each in records.initiatives for place in (each.start, each.end)} - inside
    cuts = sorted({0, len(text), *borders})
    parts: list[list[RecordMention]] = [[] for _ in cuts]
    for mention in mentions:
        parts[bisect_right(cuts, mention.start) - 1].append(mention)
    for (start, end), own in zip(pairwise(cuts), parts, strict=False):
        if own or not text[start:end].isspace():
            yield Stretch(start, end, owner.get(start), tuple(own))


def _doc(vocab: Vocab, part: Stretch, text: str, records: Records) -> Doc:
    borders = [(each.start - part.start, each.end - part.start) for each in part.mentions]
    words, spaces = cut_tokens(text[part.start : part.end], borders)
    doc = Doc(vocab, words=words, spaces=spaces)
    spans = [_span(doc, *border, mention) for border, mention in zip(borders, part.mentions, strict=True)]
    doc.spans[GROUP] = spans
    doc.set_ents(filter_spans(spans))
    doc.user_data.update(
        source=records.source.id,
        text_sha256=records.source.text_sha256,
        start=part.start,
        initiative=part.initiative,
    )
    return doc


def _span(doc: Doc, start: int, end: int, mention: RecordMention) -> Span:
    named = mention.institution or mention.person or ""
    span = doc.char_span(start, end, label=mention.type.value, kb_id=named, span_id=mention.id)
    if span is None:
        raise AssertionError(f"{mention.id}: its borders are no borders of tokens")
    return span


def cut_tokens(text: str, spans: Collection[tuple[int, int]]) -> tuple[list[str], list[bool]]:
    """The project's tokens of any text, cut where a span begins or ends, and after which a blank stands.

    Every blank that is not the one behind a word is a token of its own, and so is one that a span begins or ends with.
    """
    borders = {place for span in spans for place in span}
    edges = {place for start, end in spans for place in (start, end - 1)}
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in _pieces(text, borders):
        follows = bool(words) and not spaces[-1] and not words[-1].isspace()
        if text[start:end] == " " and follows and start not in edges:
            spaces[-1] = True
        else:
            words.append(text[start:end])
            spaces.append(False)
    return words, spaces


def _pieces(text: str, borders: Collection[int]) -> Iterator[tuple[int, int]]:
    position = 0
    for match in TOKEN.finditer(text):
        yield from ((place, place + 1) for place in range(position, match.start()))
        cuts = [match.start(), *(p for p in range(match.start() + 1, match.end()) if p in borders), match.end()]
        yield from pairwise(cuts)
        position = match.end()
    yield from ((place, place + 1) for place in range(position, len(text)))
