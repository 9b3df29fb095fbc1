"""Addresses as they may be shown."""

from __future__ import annotations

import pytest

from lhextract.addresses import without_user

HIDDEN = [
    ("https://me:s3cret@uni.example/a", "https://…@uni.example/a"),
    ("https://s3cret@uni.example", "https://…@uni.example"),
    ("https://:s3cret@uni.example", "https://…@uni.example"),
    ("https://me:s3 cr@et/s3cret@uni.example/a", "https://…@uni.example/a"),
    ("https://me:s3cret@[::1/", "https://…@[::1/"),
    ("zip://a.html::sftp://me:s3cret@uni.example/a.zip", "zip://a.html::sftp://…@uni.example/a.zip"),
]
SHOWN = [
    "https://uni.example/@team",
    "https://uni.example:8443/@team",
    "https://uni.example/?mail=a@uni.example",
    "https://[::1]:8443/@team",
    "zip://a.html::s3://bucket/a@b.zip",
    "mailto:a@uni.example",
    "pages/a@b.html",
]


@pytest.mark.parametrize(("url", "shown"), HIDDEN)
def test_name_and_password_are_hidden(url: str, shown: str) -> None:
    """What stands before the host is hidden whole, however it is written."""
    assert without_user(url) == shown


@pytest.mark.parametrize("url", SHOWN)
def test_what_holds_no_password_is_shown_as_it_is(url: str) -> None:
    """An at sign elsewhere hides nothing."""
    assert without_user(url) == url
