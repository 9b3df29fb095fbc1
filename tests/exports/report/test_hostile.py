from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.exports.report.page import write_report
from tests.exports.report.hostile import hostile_records
from tests.exports.report.reading import Node, read_html

TEXTS = {
    "script": "<script>alert(1)</script>",
    "end-of-style": "</style><script>alert(1)</script>",
    "end-of-title": "</title></svg></p></mark><img src=x onerror=alert(1)>",
    "double-quote": '" onmouseover="alert(1)',
    "single-quote": "' autofocus onfocus='alert(1)",
    "comment": "<!-- --><![CDATA[ ]]>",
    "entity": "&lt;b&gt; &amp;#x3c; &#60;script",
    "template": "{{ 7 * 7 }}{% raw %}",
    "right-to-left-override": "abc\u202etxt.exe\u202c",
    "isolate-without-end": "abc\u2067def\u2066",
    "zero-width": "Tech\u200bnische\u2060 Uni\ufeff",
    "tags": "a\U000e0041\U000e007f",
    "arabic": "جامعة القاهرة (Cairo)",
    "hebrew": "אוניברסיטת תל אביב 1956",
    "lone-surrogate": "a\ud800b",
    "controls": "a\x00b\x1b[31m",
    "long-word": "W" * 3000,
    "curly": "–“”…\u00a0é̈ 漢字 🏛",
}
ADDRESSES = {
    "javascript": "javascript:alert(1)",
    "javascript-spaced": " java\tscript:alert(1)",
    "data": "data:text/html,<script>alert(1)</script>",
    "vbscript": "vbscript:x",
    "file": "file:///etc/passwd",
    "quote": 'https://example.org/" onclick="alert(1)',
    "user-in-host": "https://bank.example@evil.example/",
    "reordered": "https://example.org/\u202egpj.exe",
    "backslash": "https:\\\\evil.example",
    "bad-port": "https://example.org:99999/",
    "bad-bracket": "https://[::1/",
}


def check(document: Node, text: str) -> None:
    """What holds for the report of any page: text stays text, nothing is active, links are of four kinds."""
    assert {node.tag for node in document.all()}.isdisjoint({"script", "img", "iframe", "object", "link", "base"})
    assert sum(node.tag == "style" for node in document.all()) == 1
    for node in document.all():
        assert not [name for name in node.attrs if name.startswith("on") or name in {"style", "src", "autofocus"}]
        href = node.attrs.get("href")
        assert href is None or href.startswith(("#", "https://", "http://", "mailto:", "tel:"))
        assert not [c for value in node.attrs.values() for c in value or "" if unicodedata.category(c) in {"Cc", "Cf"}]
    shown = "\n".join(line.text for line in document.all("p", css="t"))
    kept = (c if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"} else "\ufffd" for c in text)
    assert shown == "".join(kept)


def hidden(document: Node) -> str:
    """All characters without effect: those inside an element that names them instead of drawing them."""
    return "".join(node.text for node in document.all("span", css="unseen"))


@pytest.mark.parametrize("evil", TEXTS.values(), ids=TEXTS.keys())
def test_text_stays_text(evil: str) -> None:
    """Whatever a page says, in whatever field, the report shows it and does nothing else."""
    records, text = hostile_records(evil)
    report = write_report(records, text, ())
    report.encode("utf-8")
    check(read_html(report), text)


@pytest.mark.parametrize("url", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_addresses_that_nobody_should_follow(url: str) -> None:
    """Such an address is shown as text; no link leads there."""
    records, text = hostile_records("University", url=url)
    document = read_html(write_report(records, text, ()))
    check(document, text)
    assert [link.attrs["href"] for link in document.all("a") if not (link.attrs["href"] or "").startswith("#")] == []


@pytest.mark.parametrize("char", ["\u202e", "\u2067", "\u200b", "\u061c"], ids=lambda char: f"U+{ord(char):04X}")
def test_unseen_characters_have_no_effect(char: str) -> None:
    """A character that reorders or hides what is around it is named wherever it comes, and never drawn."""
    records, text = hostile_records(f"a{char}b")
    report = write_report(records, text, ())
    assert report.count(char) == hidden(read_html(report)).count(char) > 0


@given(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), min_size=2, max_size=40))
def test_any_text(evil: str) -> None:
    """A law for any text whatever."""
    records, text = hostile_records(evil)
    check(read_html(write_report(records, text, ())), text)
