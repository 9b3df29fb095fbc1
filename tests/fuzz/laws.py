"""Laws of a page that was taken apart, whatever stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lhextract.addresses import number_of
from lhextract.exports.records_json import write_records
from lhextract.exports.schema import validate
from lhextract.model.mention import Mentions
from lhextract.model.outline import LineRole, Outline
from lhextract.model.page import PageText
from lhextract.model.record import Initiative, Records
from tests.fuzz.target import hold, kept


def laws_of_page(page: PageText) -> None:
    """Lines joined give the page; none has a blank at its end or two in a row; origins never decrease."""
    lines = [page.line_text(line) for line in page.lines]
    hold("\n".join(lines) == page.text, "lines joined give the page")
    hold(all(line == " ".join(line.split()) for line in lines), "no blank at a line's end, none doubled")
    hold([line.number for line in page.lines] == list(range(1, len(lines) + 1)), "lines count from 1")
    hold(all(page.line_at(o) is line for line in page.lines for o in (line.start, line.end)), "offsets lead to lines")
    origins = list(page.origins)
    hold(len(origins) == len(page.text), "every character has an origin")
    hold(origins == sorted(origins), "origins never decrease")
    hold(all(page.origins[i] == origins[i] for i in range(0, len(origins), 97)), "an origin is the same alone")


def laws_of_outline(outline: Outline, page: PageText) -> None:
    """Every line has one role and at most one owner; blocks lie in order, and own what stands in them."""
    hold(len(outline.roles) == len(outline.owners) == len(outline.evidence) == len(page.lines), "one role per line")
    hold([block.order for block in outline.blocks] == list(range(1, len(outline.blocks) + 1)), "blocks count from 1")
    hold(all(one.last < next_.first for one, next_ in pairwise(outline.blocks)), "blocks do not overlap")
    orders = {block.order for block in outline.blocks}
    for line, role, owner in zip(page.lines, outline.roles, outline.owners, strict=True):
        hold((role is LineRole.BLANK) == line.is_blank, "a line is blank or has another role")
        hold(owner is None or owner in orders, "an owner is a block")
    for block in outline.blocks:
        first, last = page.lines[block.first - 1], page.lines[block.last - 1]
        hold((first.start, last.end) == (block.span.start, block.span.end), "a block is its lines")
        inside = zip(
            page.lines[block.first - 1 : block.last], outline.owners[block.first - 1 : block.last], strict=True
        )
        kept(all(owner == block.order for line, owner in inside if not line.is_blank), "a block owns its lines")
    for category in outline.categories:
        hold(category.label == category.path[-1], "a category's path ends with its label")
        hold(page.slice(category.span).startswith(category.label), "a category begins with its heading")


def laws_of_mentions(mentions: Mentions, page: PageText) -> None:
    """A mention is its slice, on one line; mentions are in page order and do not overlap."""
    end = 0
    for mention in mentions.mentions:
        span, line = mention.span, page.line_at(mention.span.start)
        hold(mention.text == page.slice(span), "the text of a mention is its slice")
        hold(mention.text.strip() == mention.text, "a mention has no blank at its ends")
        hold(span.start >= end, "mentions do not overlap")
        hold(span.end <= line.end, "a mention stands on one line")
        hold(0 <= mention.confidence <= 1, "a confidence is a share")
        end = span.end
    for pair in mentions.acronyms:
        hold(pair.long.end <= len(page.text) and pair.short.end <= len(page.text), "an acronym lies in the page")


def laws_of_records(records: Records, page: PageText) -> None:
    """All that can be said of the records of a page without knowing it."""
    text = page.text
    laws_of_lines(records, text)
    laws_of_quotes(records, page)
    laws_of_ids(records)
    for finding in records.findings:
        hold(
            all(0 <= span.start < span.end <= len(text) for span in finding.spans), "a finding's places are in the text"
        )
        hold(bool(finding.message.strip()), "a finding has a message")
    hold(validate(write_records(records)) == records, "records.json gives the same records when it is read")


def laws_of_lines(records: Records, text: str) -> None:
    """Every line is there, with one role; those of an initiative are its own, and initiatives do not overlap.

    A row of a contact table may be owned from elsewhere, so not every owned line lies inside its initiative.
    """
    hold(
        [line.number for line in records.lines] == list(range(1, text.count("\n") + 2)), "every line is in the records"
    )
    spans = {one.id: (one.start, one.end) for one in records.initiatives}
    for line, following in zip(records.lines, [*records.lines[1:], None], strict=True):
        hold((line.role is LineRole.BLANK) == (line.start == line.end), "a line is blank or has another role")
        if line.role is LineRole.BLANK:
            hold(line.initiative == (following.initiative if following else None), "a blank line goes with the next")
    owner_of = [line.initiative for line in records.lines if line.role is not LineRole.BLANK]
    hold({owner for owner in owner_of if owner} == set(spans), "every initiative owns a line")
    for line in records.lines:
        inside = [key for key, (start, end) in spans.items() if start <= line.start < line.end <= end]
        if inside:
            kept(line.initiative == inside[0], "every line of an initiative is its own")
    hold(all(one.end < next_.start for one, next_ in pairwise(records.initiatives)), "initiatives do not overlap")


def laws_of_quotes(records: Records, page: PageText) -> None:
    """Mentions, and what records quote, are slices of the text; a number may be that of the link around "Call"."""
    text = page.text
    linked = {number_of(anchor.href) for anchor in page.layout.anchors} if page.layout else set()
    end = 0
    for mention in records.mentions:
        hold(mention.text == text[mention.start : mention.end], "the text of a mention is its slice")
        hold(end <= mention.start < mention.end, "mentions do not overlap")
        line = records.lines[mention.line - 1]
        hold(line.start <= mention.start and mention.end <= line.end, "a mention stands on its line")
        end = mention.end
    lines = set(text.split("\n"))
    for one in records.initiatives:
        hold(not one.text or set(one.text.split("\n")) <= lines, "the text of an initiative is lines of the page")
        for quote, start, stop in _quotes(one):
            hold(quote == text[start:stop] or quote in linked, "what a record quotes stands at its offsets")
        for item in (*one.contacts, *one.links, *one.acronyms):
            hold(0 <= item.start < item.end <= len(text), "a part of a record lies in the text")
    for category in records.categories:
        hold(text[category.start : category.end].startswith(category.label), "a category begins with its heading")


def _quotes(one: Initiative) -> Iterator[tuple[str, int, int]]:
    for party in (*one.partners, *one.host_units):
        yield party.name, party.start, party.end
    for contact in one.contacts:
        for phone in contact.phones:
            yield phone.raw, phone.start, phone.end
    for year in one.years:
        yield year.text, year.start, year.end
    for program in one.programs:
        yield program.name, program.start, program.end
    for caption in one.captions:
        yield caption.text, caption.start, caption.end


def laws_of_ids(records: Records) -> None:
    """No id is given twice, and every id that is referred to exists."""
    institutions, people = [one.id for one in records.institutions], [one.id for one in records.people]
    initiatives = [one.id for one in records.initiatives]
    contacts = [contact.id for one in records.initiatives for contact in one.contacts]
    mentions = [mention.id for mention in records.mentions]
    everything = [*institutions, *people, *initiatives, *contacts, *mentions, *(one.id for one in records.categories)]
    hold(len(everything) == len(set(everything)), "no id is given twice")
    used = [party.institution for one in records.initiatives for party in (*one.partners, *one.host_units)]
    used += [mention.institution for mention in records.mentions if mention.institution]
    hold(set(used) <= set(institutions), "every institution that is named exists")
    hold({mention.person for mention in records.mentions if mention.person} == set(people), "every person is mentioned")
    owners = [item.initiative for item in (*records.lines, *records.mentions, *records.findings)]
    hold({owner for owner in owners if owner} <= set(initiatives), "every owner exists")
