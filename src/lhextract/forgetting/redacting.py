"""The snapshots of a source that name a person, masked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lhextract.acquire.decode import HTML
from lhextract.acquire.store import META, stored_in
from lhextract.errors import SourceError
from lhextract.forgetting.extracted import Extracted
from lhextract.forgetting.hiding import Hidden, Hiding, merge, of_outline, of_records
from lhextract.forgetting.listing import places_of
from lhextract.forgetting.masking import mask_page, without_masked_links
from lhextract.forgetting.masks import is_masked, masked_runs
from lhextract.forgetting.places import find_hidden
from lhextract.forgetting.plan import NewSnapshot
from lhextract.forgetting.remaining import count_in
from lhextract.forgetting.scrub import Scrub
from lhextract.forgetting.snapshots import encode_like, mask_source
from lhextract.model.page import PageText, Snapshot


def redacted_snapshots(raw: Path, source: str, extracted: Extracted | None, scrub: Scrub) -> Iterator[NewSnapshot]:
    """The snapshots that name the person, with masks; a web archive that does is left out, for it cannot be masked."""
    for stored in stored_in(raw):
        snapshot = stored.snapshot(source)
        beside = {p.name: p for p in sorted(stored.path.parent.iterdir()) if p.name not in {META, stored.meta.file}}
        kept = {name: path.read_bytes() for name, path in beside.items() if not count_in(path, scrub)}
        page, hiding = _hidden_in(snapshot, extracted, scrub)
        hits = scrub.count(snapshot.body)
        if not (hiding or hits or len(kept) < len(beside)):
            continue
        body = _masked_body(snapshot, page, hiding, scrub)
        meta = stored.meta.model_copy(
            update={
                "sha256": hashlib.sha256(body).hexdigest(),
                "redacted": stored.meta.redacted or body != snapshot.body,
            }
        )
        if body != snapshot.body or kept.keys() != beside.keys():
            name = stored.path.with_name(stored.meta.file).relative_to(raw.parent.parent).as_posix()
            places = places_of(page, hiding, file=name) if page is not None else ()
            yield NewSnapshot(stored, meta, body, kept, hits, tuple(places))


def _masked_body(snapshot: Snapshot, page: PageText | None, hiding: Hiding, scrub: Scrub) -> bytes:
    from lhextract.run import characters_of

    try:
        source = characters_of(snapshot)
    except SourceError:
        return snapshot.body
    hrefs = _personal_hrefs(page, hiding, scrub) if page is not None else frozenset()
    masked = mask_source(source, page, hiding.parts, scrub, html=snapshot.media_type == HTML, hrefs=hrefs)
    return snapshot.body if masked == source else encode_like(masked, snapshot.body, snapshot.media_type)


def _personal_hrefs(page: PageText, hiding: Hiding, scrub: Scrub) -> frozenset[str]:
    """The addresses of links that only lead to the person."""
    masked = mask_page(page, scrub.keys, hiding)
    if page.layout is None or masked.layout is None:
        return frozenset()
    return frozenset({a.href for a in page.layout.anchors} - {a.href for a in masked.layout.anchors})


def _hidden_in(snapshot: Snapshot, extracted: Extracted | None, scrub: Scrub) -> tuple[PageText | None, Hiding]:
    """What of a snapshot's text has to be hidden; what has masks already is not."""
    # Imported here, because a purge without snapshots needs no parser.
    from lhextract.run import read_page

    try:
        page = read_page(snapshot)
    except SourceError:
        return None, Hiding()
    hiding = _hiding_of(page, extracted, scrub)
    parts = merge((part for part in hiding.parts if not is_masked(page.slice(part.span))), page.text)
    return page, replace(hiding, parts=parts)


def _hiding_of(page: PageText, extracted: Extracted | None, scrub: Scrub) -> Hiding:
    """What is hidden in the extraction that was made from a page; of another page what its outline alone tells."""
    from lhextract.run import read_outline

    if extracted is not None and len(extracted.page.text) == len(page.text) and _is_same(page, extracted):
        hiding = find_hidden(page, scrub.keys, of_records(extracted.records))
        earlier = [Hidden(span, mask) for span, mask in masked_runs(extracted.page.text)]
        return replace(hiding, parts=(*extracted.hiding.parts, *hiding.parts, *earlier))
    hiding = find_hidden(page, scrub.keys, of_outline(read_outline(page)))
    return replace(hiding, parts=(*hiding.parts, *scrub.find(page.text))) if hiding else hiding


def _is_same(page: PageText, extracted: Extracted) -> bool:
    """Whether a text is that of an extraction but for the masks of this one."""
    hidden = {i for span, _ in masked_runs(extracted.page.text) for i in range(span.start, span.end)}
    pairs = zip(page.text, extracted.page.text, strict=True)
    return all(one == other or index in hidden for index, (one, other) in enumerate(pairs))


def reading_of_masked(
    raw: Path, source: str, extracted: Extracted, redacted: tuple[NewSnapshot, ...], scrub: Scrub
) -> str | None:
    """The digest of what a run will read of the page that the extraction was made from."""
    from lhextract.run import Extraction, read_page

    digest = extracted.manifest["inputs"].get("snapshot")
    for new in redacted:
        if new.old.meta.sha256 == digest:
            snapshot = new.meta.snapshot(source, new.body, path=None)
            return Extraction(snapshot, without_masked_links(read_page(snapshot))).reading
    stored = next((one for one in stored_in(raw) if one.meta.sha256 == digest), None)
    if stored is None:
        return None
    snapshot = stored.snapshot(source)
    page, hiding = _hidden_in(snapshot, extracted, scrub)
    if page is None:
        return None
    return Extraction(snapshot, mask_page(page, scrub.keys, hiding)).reading
