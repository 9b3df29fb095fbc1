from __future__ import annotations

import pytest

from lhextract.exports.report.hrefs import mail_href, phone_href, web_href


@pytest.mark.parametrize(
    ("url", "href"),
    [
        pytest.param("https://example.org/a?b=c#d", "https://example.org/a?b=c#d", id="https"),
        pytest.param("http://example.org", "http://example.org", id="http"),
        pytest.param("HTTPS://example.org/", "https://example.org/", id="capitals"),
        pytest.param("www.example.org/x", "https://www.example.org/x", id="without-scheme"),
        pytest.param("https://example.org/münchen", "https://example.org/münchen", id="umlaut"),
        pytest.param("partners/trento", "https://uni.example/en/partners/trento", id="relative"),
        pytest.param("//other.example/x", "https://other.example/x", id="relative-to-the-scheme"),
        pytest.param("javascript:alert(1)", None, id="javascript"),
        pytest.param("data:text/html,x", None, id="data"),
        pytest.param("mailto:a@b.example", None, id="mail"),
        pytest.param("https://user:word@example.org", None, id="password"),
        pytest.param("https://example.org/\u202ex", None, id="reordering"),
        pytest.param("https://example.org/a b", None, id="blank"),
        pytest.param("https://example.org/" + "a" * 3000, None, id="long"),
        pytest.param("", None, id="empty"),
        pytest.param(None, None, id="none"),
    ],
)
def test_web(url: str | None, href: str | None) -> None:
    """Web pages are linked, a relative address from the page it stands on; nothing else is."""
    assert web_href(url, base="https://uni.example/en/") == href


def test_relative_address_of_an_unknown_page() -> None:
    """Where nobody recorded the address of the page, a relative one leads nowhere, nor does one without a host."""
    assert web_href("partners/trento", base=None) is None
    assert web_href("https:///partners/trento", base=None) is None


@pytest.mark.parametrize(
    ("email", "href"),
    [
        pytest.param("a.b+c@uni-x.example", "mailto:a.b+c@uni-x.example", id="plain"),
        pytest.param("müller@uni.example", "mailto:m%C3%BCller@uni.example", id="umlaut"),
        pytest.param("a(at)uni.example", None, id="not-an-address-yet"),
        pytest.param("a@uni.example?bcc=x@evil.example", None, id="more-than-an-address"),
        pytest.param("a@uni.example,b@uni.example", None, id="two"),
        pytest.param(None, None, id="none"),
    ],
)
def test_mail(email: str | None, href: str | None) -> None:
    """One plain address is linked."""
    assert mail_href(email) == href


@pytest.mark.parametrize(
    ("number", "ext", "href"),
    [
        pytest.param("+4935146333013", None, "tel:+4935146333013", id="plain"),
        pytest.param("+4935146333013", "57", "tel:+4935146333013;ext=57", id="extension"),
        pytest.param("+4935146333013", "5;x=y", "tel:+4935146333013", id="no-extension"),
        pytest.param("0351 463", None, None, id="not-e164"),
        pytest.param("+49٣٥١", None, None, id="other-digits"),
        pytest.param(None, None, None, id="none"),
    ],
)
def test_phone(number: str | None, ext: str | None, href: str | None) -> None:
    """Numbers in E.164 are linked."""
    assert phone_href(number, ext) == href
