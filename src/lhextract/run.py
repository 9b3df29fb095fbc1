"""The stages in order, for one snapshot; the one place that knows the order."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from lhextract.acquire.decode import HTML, decode_html, decode_page, first_that_fits
from lhextract.addresses import number_of
from lhextract.checking import Checker
from lhextract.corrections.apply import Corrected, apply
from lhextract.errors import HeldError, SourceError
from lhextract.forgetting.hiding import of_outline, of_records
from lhextract.forgetting.keys import Forgotten
from lhextract.forgetting.masking import (
    illegible,
    legible,
    mask_page,
    names_somebody,
    with_masked_people,
    without_masked_links,
    without_masked_people,
)
from lhextract.forgetting.places import find_hidden
from lhextract.identity.identify import Identified, identify
from lhextract.language.cues import Cues, detect_language, load_cues
from lhextract.lookups import Lookups
from lhextract.model.considered import NamesConsidered
from lhextract.model.correction import Decisions
from lhextract.model.identity import Identities
from lhextract.model.mention import Label, Mentions
from lhextract.model.outline import Outline
from lhextract.model.page import PageText, Snapshot
from lhextract.model.record import Records
from lhextract.outline.build import build_outline
from lhextract.outline.decoder import Model, load_model
from lhextract.phones.numbers import infer_region
from lhextract.profile import Profile
from lhextract.records.assemble import Settings, build_records
from lhextract.text.canonical import canonicalise
from lhextract.text.reading import reading_digest

if TYPE_CHECKING:
    from lhextract.mentions.candidates import Context
    from lhextract.mentions.finder import Finder
    from lhextract.mentions.learned import Learned

log = logging.getLogger(__name__)


class Stage(StrEnum):
    """The stages by name, in order."""

    TEXT = "text"
    OUTLINE = "outline"
    MENTIONS = "mentions"
    RECORDS = "records"
    IDENTITY = "identity"
    CORRECTIONS = "corrections"
    CHECKS = "checks"


OnStage = Callable[[Stage], None]
NOBODY = Forgotten()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the stages made; a stage that was not run is None.

    `identified` has the records as the machine found them, `corrected` those that stewards' decisions made of them,
    `records` is what is published: the last that was made.
    """

    snapshot: Snapshot
    page: PageText
    outline: Outline | None = None
    mentions: Mentions | None = None
    records: Records | None = None
    identified: Identified | None = None
    corrected: Corrected | None = None

    def finished(self) -> tuple[Records, Identified]:
        """Records and ids of a page that went through all stages; `ValueError` for one that did not."""
        if self.records is None or self.identified is None:
            raise ValueError("the extraction stopped before its records")
        return self.records, self.identified

    @property
    def reading(self) -> str:
        """The digest of what the stages see of the page, whatever its bytes."""
        return reading_digest(self.page)


def extract(
    snapshot: Snapshot,
    *,
    profile: Profile,
    lookups: Lookups,
    known: Identities | None = None,
    decided: Decisions | None = None,
    until: Stage = Stage.CHECKS,
    model: Model | None = None,
    learned: Learned | None = None,
    use_model: bool = True,
    forgotten: Forgotten = NOBODY,
    on_stage: OnStage = lambda _: None,
) -> Extraction:
    """Run the stages up to and including `until`; the same input gives the same result everywhere.

    `known` are the ids that were given out before; without them every id is new. `decided` is what stewards
    decided. `model` and `learned` take the place of the shipped weights of the outline and of names; where not
    `use_model`, or where the profile names a spaCy pipeline instead, nothing that was learned finds names.
    `forgotten` are left out of everything. `on_stage` is told each stage before it starts. Raises `SourceError` for a
    page that cannot be read, `HeldError` for one without any initiative and `ModelError` for a network or pipeline
    that cannot be used.
    """
    first = Stage.OUTLINE if forgotten else until
    begun = begin(snapshot, until=first, model=model, on_stage=on_stage)
    begun = leave_out(
        begun,
        forgotten,
        profile=profile,
        lookups=lookups,
        model=model,
        learned=learned,
        use_model=use_model,
        on_stage=on_stage,
    )
    if until in {Stage.TEXT, Stage.OUTLINE}:
        return replace(begun, outline=None) if until is Stage.TEXT else begun
    return finish(
        begun,
        profile=profile,
        lookups=lookups,
        known=known,
        decided=decided,
        until=until,
        learned=learned,
        use_model=use_model,
        on_stage=on_stage,
    )


def begin(
    snapshot: Snapshot,
    *,
    until: Stage = Stage.OUTLINE,
    model: Model | None = None,
    on_stage: OnStage = lambda _: None,
) -> Extraction:
    """Read the page, and take it apart unless its text is all that is wanted."""
    on_stage(Stage.TEXT)
    page = without_masked_links(read_page(snapshot))
    done = Extraction(snapshot, page)
    log.info("%s: %d lines, %d characters", snapshot.source, len(page.lines), len(page.text))
    if until is Stage.TEXT:
        return done
    on_stage(Stage.OUTLINE)
    outline = read_outline(page, model=model)
    log.info("%s: %d categories, %d initiatives", snapshot.source, len(outline.categories), len(outline.blocks))
    return replace(done, outline=outline)


def leave_out(
    begun: Extraction,
    forgotten: Forgotten,
    *,
    profile: Profile,
    lookups: Lookups,
    model: Model | None = None,
    learned: Learned | None = None,
    use_model: bool = True,
    on_stage: OnStage = lambda _: None,
) -> Extraction:
    """Hide those who are forgotten: what was begun, as if the page had masks in their place.

    A page that names nobody of them comes back as it is. Of one that does, the records are made first, since they
    alone know which number and role belong to whom (`pipeline/decisions/0011-…`).
    """
    if begun.outline is None or not forgotten or not names_somebody(begun.page, forgotten):
        return begun
    around = of_outline(begun.outline)
    if begun.outline.blocks:
        whole = finish(
            begun,
            profile=profile,
            lookups=lookups,
            until=Stage.RECORDS,
            learned=learned,
            use_model=use_model,
            on_stage=on_stage,
        )
        around = of_records(whole.records) if whole.records is not None else around
    page = mask_page(begun.page, forgotten, find_hidden(begun.page, forgotten, around))
    return replace(begun, page=page, outline=read_outline(page, model=model))


def read_outline(page: PageText, *, model: Model | None = None) -> Outline:
    """The outline of a page, which may have masks."""
    outline = build_outline(legible(page), cues=load_cues(), model=model or load_model())
    return illegible(outline, page)


def finish(
    begun: Extraction,
    *,
    profile: Profile,
    lookups: Lookups,
    known: Identities | None = None,
    decided: Decisions | None = None,
    until: Stage = Stage.CHECKS,
    learned: Learned | None = None,
    use_model: bool = True,
    on_stage: OnStage = lambda _: None,
) -> Extraction:
    """Run the stages after the outline; see `extract`."""
    snapshot, page, outline, cues = begun.snapshot, begun.page, begun.outline, load_cues()
    if outline is None:
        raise ValueError("the extraction stopped before its outline")
    if not outline.blocks:
        raise HeldError(no_initiative(snapshot))
    settings = decide_settings(page, profile, cues)
    on_stage(Stage.MENTIONS)
    context = mention_context(page, outline, settings, lookups, cues)
    found = _finder(profile, learned=learned, use_model=use_model).find(context)
    mentions = with_masked_people(found, page.text)
    log.info("%s: %d mentions", snapshot.source, len(mentions.mentions))
    done = replace(begun, mentions=mentions)
    if until is Stage.MENTIONS:
        return done
    on_stage(Stage.RECORDS)
    records = without_masked_people(
        build_records(page, outline, mentions, snapshot=snapshot, settings=settings, lookups=lookups, cues=cues)
    )
    if until is Stage.RECORDS:
        return replace(done, records=records)
    on_stage(Stage.IDENTITY)
    identified = identify(records, known or Identities())
    done = replace(done, records=identified.records, identified=identified)
    if until is Stage.IDENTITY:
        return done
    return finish_corrected(
        done, identified, profile=profile, lookups=lookups, decided=decided, until=until, on_stage=on_stage
    )


def finish_corrected(
    found: Extraction,
    identified: Identified,
    *,
    profile: Profile,
    lookups: Lookups,
    decided: Decisions | None = None,
    until: Stage = Stage.CHECKS,
    on_stage: OnStage = lambda _: None,
) -> Extraction:
    """Run the stages after identity: all that another decision of a steward makes necessary."""
    on_stage(Stage.CORRECTIONS)
    decided = decided or Decisions()
    corrected = apply(
        identified.records,
        found.page.text,
        decided.decisions,
        renames=lookups.renames,
        follow=profile.corrections.reopened == "follow",
    )
    done = replace(found, records=corrected.records, identified=identified, corrected=corrected)
    if until is Stage.CORRECTIONS:
        return done
    on_stage(Stage.CHECKS)
    return replace(done, records=Checker(found.page.text, profile=profile).check(corrected, decided))


def no_initiative(snapshot: Snapshot) -> str:
    """What is said of a page on which no initiative was found."""
    return (
        f"{snapshot.name}: no initiative was found on this page, so nothing was written; look at it with "
        "`lhextract run … --until outline`, and give the page that lists the initiatives"
    )


def reading_of(snapshot: Snapshot) -> str:
    """The digest of what the stages see of a page, whatever its bytes."""
    return reading_digest(read_page(snapshot))


def read_page(snapshot: Snapshot) -> PageText:
    """The canonical text of a snapshot; a page without any is a `SourceError`."""
    source = characters_of(snapshot)
    if snapshot.media_type == HTML:
        # Imported here, because a text page needs no parser.
        from lhextract.text.html import render_html

        page = render_html(source)
        if not page.text:
            raise SourceError(
                f"{snapshot.name}: found an HTML page without any text in its content, allowed is one that shows its "
                "text without scripts; open it in a browser, save what it shows and give that file"
            )
        return page
    return canonicalise(source)


def characters_of(snapshot: Snapshot) -> str:
    """The bytes of a snapshot decoded; what is no page is a `SourceError`."""
    if snapshot.media_type == HTML:
        from lhextract.text.html import declared_encoding

        # What the server says outranks what the page says of itself (WHATWG HTML, 13.2.3), unless it is untrue.
        declared = first_that_fits(snapshot.body, snapshot.charset, declared_encoding(snapshot.body))
        return decode_html(snapshot.body, name=snapshot.name, declared=declared)
    return decode_page(snapshot.body, name=snapshot.name)


def decide_settings(page: PageText, profile: Profile, cues: Cues) -> Settings:
    """What the profile says, and what the page shows where it says nothing."""
    return Settings(
        language=profile.source.language or detect_language(page.text, cues),
        region=profile.phone.region or infer_region([*map(page.line_text, page.lines), *_linked_numbers(page)]),
        host_names=profile.host.names,
        url=profile.source.url,
    )


def _linked_numbers(page: PageText) -> list[str]:
    """Phone numbers as the links of an HTML page give them: mostly with a country code."""
    anchors = page.layout.anchors if page.layout is not None else ()
    return [number for anchor in anchors if (number := number_of(anchor.href))]


def _finder(profile: Profile, *, learned: Learned | None = None, use_model: bool = True) -> Finder:
    # Imported here, because spaCy takes most of a second and the first stages do without it.
    from lhextract.mentions.finder import choose_finder

    return choose_finder(spacy_model=profile.recognisers.spacy_model, use_model=use_model, learned=learned)


def load_stages(*, use_model: bool = True) -> None:
    """Load what every page needs, so that none has to wait for it: word lists, outline, recognisers, the network."""
    load_cues()
    load_model()
    _finder(Profile(), use_model=use_model).load()


def explain_names(
    extraction: Extraction, *, profile: Profile, lookups: Lookups, use_model: bool = True
) -> NamesConsidered:
    """Everything that was proposed as a name on a page that was extracted at least up to its outline."""
    if extraction.outline is None:
        raise ValueError("the extraction stopped before its outline")
    cues = load_cues()
    settings = decide_settings(extraction.page, profile, cues)
    context = mention_context(extraction.page, extraction.outline, settings, lookups, cues)
    return _finder(profile, use_model=use_model).consider(context)


def mention_context(page: PageText, outline: Outline, settings: Settings, lookups: Lookups, cues: Cues) -> Context:
    """What the recognisers may know of a page."""
    from lhextract.mentions.candidates import Context, KnownName

    known = [KnownName(form, Label.INSTITUTION) for row in lookups.institutions for form in (row.name, *row.aliases)]
    known += [KnownName(form, Label.PROGRAM) for row in lookups.programs for form in (row.name, *row.aliases)]
    return Context(
        page=page,
        outline=outline,
        cues=cues,
        language=settings.language,
        region=settings.region or "",
        host_names=settings.host_names,
        known_names=tuple(known),
        not_names=lookups.not_names,
    )
