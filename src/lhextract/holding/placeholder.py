"""Is it a page of a web host, of a template, or one under construction?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lhextract.holding.code import Basis, Code
from lhextract.holding.subject import Subject
from lhextract.holding.wording import told_at_the_top
from lhextract.model.hold import Hold

PLACEHOLDER = Code(
    "placeholder",
    Basis.PAGE,
    "a parked domain, a page under construction, or filler text",
    "it says 'This domain is for sale'",
    "open the address in a browser; ask the page's owner where it is now",
)
TEMPLATE = Code(
    "template-unfilled",
    Basis.PAGE,
    "a template whose places were not filled in",
    "it shows '{{ project.title }}'",
    "fetch it again; if it stays so, tell the page's owner",
)
CODES = (PLACEHOLDER, TEMPLATE)
# Places of templates as writers of web pages know them, and what scripts show for nothing.
SLOT = re.compile(
    r"\{\{[^{}\n]{1,60}\}\}|\{%[^{}\n]{1,60}%\}|<%=?[^<>\n]{1,60}%>|\$\{[^{}\n]{1,60}\}"
    r"|\[object Object\]|###[A-Z_]{3,40}###"
)
SLOTS = 3
FILLER = re.compile(r"lorem ipsum dolor", re.IGNORECASE)
FILLED = 2


def check(subject: Subject) -> Iterator[Hold]:
    """Holds `placeholder` and `template-unfilled`."""
    told = told_at_the_top(subject, "placeholder")
    filler = FILLER.findall(subject.candidate.text)
    old = FILLER.findall(subject.before.text) if subject.before is not None else []
    if told:
        yield PLACEHOLDER.because(f"the page is a placeholder: it says {told[0].text!r}", *(one.text for one in told))
    elif len(filler) - len(old) >= FILLED:
        yield PLACEHOLDER.because(f"the page has filler text in {len(filler)} places", filler[0])
    slots = SLOT.findall(subject.candidate.text)
    known = len(SLOT.findall(subject.before.text)) if subject.before is not None else 0
    if len(slots) - known >= SLOTS:
        yield TEMPLATE.because(f"the page shows {len(slots)} places of a template: {slots[0]!r}", *slots[:3])
