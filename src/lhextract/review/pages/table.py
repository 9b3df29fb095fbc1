"""The table of pages: each page has one row, and nothing else is shown."""

from __future__ import annotations

from lhextract.review.pages.everywhere import preview, write
from lhextract.review.pages.index import show_index
from lhextract.review.pages.log import show_log
from lhextract.review.pages.publish import publish
from lhextract.review.pages.record import decide, show_queue, show_record
from lhextract.review.visit import Page

PAGES = (
    Page("/", "index", show_index),
    Page("/s/{source}", "queue", show_queue),
    Page("/s/{source}/log", "log", show_log),
    Page("/s/{source}/publish", "publish", publish, ("POST",)),
    Page("/s/{source}/r/{record}", "record", show_record),
    Page("/s/{source}/r/{record}/decide", "decide", decide, ("POST",)),
    Page("/s/{source}/r/{record}/everywhere", "everywhere", preview),
    Page("/s/{source}/r/{record}/everywhere/write", "everywhere-write", write, ("POST",)),
)
