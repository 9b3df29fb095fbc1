"""spaCy DocBin: the mentions as documents to train or compare with."""

from __future__ import annotations

from lhextract.formats.form import Export, Format, Written


def write_docbin(export: Export) -> Written:
    """Return `<source>.spacy`, with notes of what a DocBin cannot say as it is."""
    from lhextract.mentions.docbin import bin_mentions

    binned = bin_mentions(export.records, export.text)
    notes = {
        "replaced characters": binned.replaced,
        "mentions without characters": binned.empty,
        "overlapping mentions": binned.overlapping,
    }
    return Written({f"{export.source}.spacy": binned.content}, notes)


FORMAT = Format("docbin", "spaCy DocBin: mentions as documents to train with", ".spacy", write_docbin)
