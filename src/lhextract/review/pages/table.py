"""The table of pages: each page has one row, and nothing else is shown."""

from __future__ import annotations

from lhextract.review.pages.index import show_index
from lhextract.review.visit import Page

PAGES = (Page("/", "index", show_index),)
