"""Names on a page, by rules and sometimes by the network too, and what a person's name is made of."""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.model.mention import Label
from lhextract.people.names import split_name
from lhextract.people.titles import read_titles, without_titles
from lhextract.people.writings import may_be_same, same_name
from lhextract.run import Stage
from lhextract.text.canonical import canonicalise
from tests.fuzz.laws import laws_of_mentions
from tests.fuzz.pages import extract_page, one_in, text_page
from tests.fuzz.seeds import page_stretches
from tests.fuzz.target import Target, as_text, hold, kept

MODEL = 12  # one input in so many is read by the network too: it takes ten times as long
LONGEST_NAME = 120


def check(data: bytes) -> None:
    """Every line is read as a name; of a page with an initiative, mentions are slices and the same twice."""
    page = canonicalise(as_text(data))
    for text in map(page.line_text, page.lines):
        if 0 < len(text) <= LONGEST_NAME:
            _laws_of_name(text)
    use_model = one_in(MODEL, data)
    snapshot = text_page(data)
    extraction = extract_page(snapshot, until=Stage.MENTIONS, use_model=use_model)
    mentions = extraction.mentions
    assert mentions is not None
    laws_of_mentions(mentions, extraction.page)
    for mention in mentions.mentions:
        if mention.label is Label.PERSON:
            _laws_of_name(mention.text)
    again = extract_page(snapshot, until=Stage.MENTIONS, use_model=use_model)
    hold(again.mentions == mentions, "looked for twice, names are the same")


def _laws_of_name(name: str) -> None:
    bare = without_titles(name)
    hold(bool(bare) and bare in name, "a name is left without its titles")
    parts = split_name(name)
    words = " ".join(part for part in (parts.given, parts.family, parts.suffix) if part).split()
    hold(all(word in bare for word in words), "the parts of a name are on the page")
    titles = "".join(title.text for title in read_titles(name))
    plain = str.maketrans("", "", ",; \u3000")
    kept(titles.translate(plain) == name.translate(plain), "titles together are what was written")
    hold(same_name(name, name) or not any(map(str.isalnum, bare)), "a name is the same as itself")
    may_be_same(name, bare)


def _seeds() -> Iterator[bytes]:
    yield from page_stretches(8, most=1500)


TARGET = Target(
    name="names",
    input_class="names",
    check=check,
    seeds=_seeds,
    dictionary=(
        b"Prof. Dr. ", b"Dr. rer. nat. habil. ", b", M.A.", b"von der ", b"University of ", "Universität ".encode(),
        b"Institute for ", b" (KIMS)", b"Faculty of ", b" e.V.", b" GmbH", b"Graduiertenkolleg ", b"Jr.", b"s/o ",
        b"Horizon Europe", b"\nContact\n", "„".encode(), "“".encode(), "\u2011".encode(), "İ".encode(), "ß".encode(),
        b" and ", b", ", b"Prof.in ", "Mag.ª ".encode(), b"O'", b"Mac ",
    ),
    replayed=8,
    repeated=lambda data, times: (data + b"\n") * times,
)  # fmt: skip
