"""Small pages, blocks and records made by hand, so that a test shows all that it stands on.

Mentions are marked as in gold: `Ms. [[PERSON|Carola Dierich]]`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lhextract.checks.registry import Expectations, Subject
from lhextract.gold import LABELS, MARK
from lhextract.language.cues import load_cues
from lhextract.lookups import KnownInstitution, Lookups
from lhextract.mentions.acronyms import find_pairs
from lhextract.mentions.candidates import Context, KnownName
from lhextract.mentions.nlp import find_mentions
from lhextract.model.mention import Mention, Mentions
from lhextract.model.outline import Block, LineRole, Outline
from lhextract.model.page import PageText
from lhextract.model.record import (
    SCHEMA_VERSION,
    Contact,
    Corrections,
    Initiative,
    Phone,
    RecordLine,
    Records,
    SnapshotInfo,
    Source,
    Stated,
    Year,
)
from lhextract.model.span import Span
from lhextract.records.block_view import BlockView, view_blocks
from lhextract.records.host import HostTest
from lhextract.records.institutions.link import link_institutions
from lhextract.records.parties.candidates import survey
from lhextract.records.parties.evidence import PartyContext, owners_of
from lhextract.text.canonical import canonicalise

# (role, line with marked mentions)
Marked = tuple[str, str]


def found_in(
    text: str, role: LineRole = LineRole.BODY, *, region: str = "DE", known: Iterable[KnownName] = ()
) -> tuple[Mention, ...]:
    """The mentions that the pipeline finds on lines that all have one role."""
    page = canonicalise(text)
    count = len(page.lines)
    outline = Outline((role,) * count, (None,) * count, ((),) * count, (), ())
    context = Context(page, outline, load_cues(), language="en", region=region, known_names=tuple(known))
    return find_mentions(context).mentions


def read_marked(lines: Sequence[str]) -> tuple[PageText, list[Mention]]:
    """The page that some lines with marked mentions are, and the mentions."""
    mentions, texts, offset = [], [], 0
    for marked in lines:
        plain, position = "", 0
        for match in MARK.finditer(marked):
            plain += marked[position : match.start()]
            span = Span(offset + len(plain), offset + len(plain) + len(match.group(2)))
            mentions.append(Mention(span, LABELS[match.group(1)], match.group(2), "test/marked", 1.0))
            plain += match.group(2)
            position = match.end()
        texts.append(plain + marked[position:])
        offset += len(texts[-1]) + 1
    page = canonicalise("\n".join(texts))
    assert page.text == "\n".join(texts)
    return page, mentions


def marked_page(lines: Sequence[Marked], *, category: tuple[str, ...] = ()) -> tuple[PageText, Outline, Mentions]:
    """A page that is one initiative: its lines with their roles, and the marked mentions."""
    page, mentions = read_marked([marked for _, marked in lines])
    owners = [None if role in {"page-title", "intro", "nav", "heading", "description"} else 1 for role, _ in lines]
    owned = [line for line, owner in zip(page.lines, owners, strict=True) if owner]
    block = Block(1, category, owned[0].number, owned[-1].number, Span(owned[0].start, owned[-1].end))
    roles = tuple(LineRole(role) for role, _ in lines)
    outline = Outline(roles, tuple(owners), ((),) * len(lines), (), (block,))
    return page, outline, Mentions(tuple(mentions), find_pairs(page, mentions))


def marked_block(lines: Sequence[Marked], *, category: tuple[str, ...] = ()) -> tuple[BlockView, PageText]:
    """The same as the record builders see it."""
    page, outline, mentions = marked_page(lines, category=category)
    return view_blocks(page, outline, mentions)[0], page


def contact(*phones: str | None, person: str | None = "Eva Roth", email: str | None = None, at: int = 12) -> Contact:
    """A contact with phones given in E.164, at an offset; None is a number that could not be read."""
    read = tuple(Phone(e164 or "0000", e164, "", None, None, at, at + 2) for e164 in phones)
    return Contact(f"ct-{person}", person, None, None, None, None, read, email, 10, 20)


def initiative(*contacts: Contact, name: str = "First", years: tuple[Year, ...] = ()) -> Initiative:
    """An initiative with these contacts and years and nothing else."""
    nothing = ((),) * 4
    return Initiative(f"lh-{name}", 1, name, False, (), 0, 30, "", (), (), contacts, years, *nothing, {})


def records_of(
    *initiatives: Initiative,
    lines: tuple[RecordLine, ...] = (),
    stated: Stated | None = None,
    region: str | None = "DE",
) -> Records:
    """Records with these initiatives and nothing else."""
    source = Source("made", None, "en", region, SnapshotInfo("", None, "text/plain"), "")
    stated = stated or Stated(None, None)
    return Records(SCHEMA_VERSION, source, stated, lines, (), initiatives, (), (), (), (), Corrections())


def subject_of(records: Records, expectations: Expectations | None = None, text: str = "") -> Subject:
    """What checks look at: records made by hand, on a text that only some checks read."""
    return Subject(records, text, load_cues(), expectations or Expectations())


ONCORAY = Lookups(institutions=(KnownInstitution("OncoRay", (), "unit", "DE", None, "TU Dresden"),))


def party_context(
    page: PageText, outline: Outline, mentions: Mentions, own: frozenset[str] = frozenset()
) -> tuple[Mapping[int, str], PartyContext]:
    """What is known of the institutions of a page of TU Dresden, to which a lookup table gives OncoRay."""
    views = view_blocks(page, outline, mentions)
    linked = link_institutions(page, mentions, ONCORAY, hosts=("TU Dresden",), views=views)
    is_host = HostTest(["TU Dresden"])
    owners = owners_of(linked, is_host)
    whole = survey(views, mentions.mentions, linked.of)
    return linked.of, PartyContext(is_host, whole, {}, owners, load_cues(), own)
