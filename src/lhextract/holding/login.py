"""Is it a form to log in, or a station of a single sign-on?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.holding.code import Basis, Code
from lhextract.holding.subject import Subject
from lhextract.holding.wording import told_anywhere, told_at_the_top
from lhextract.model.hold import Hold

BY_HAND = "log in with a browser, save the page and give that file, or ask its owner to publish it"
LOGIN = Code("login-page", Basis.PAGE, "a form to log in", "it says 'Please log in to continue'", BY_HAND)
SSO = Code(
    "single-sign-on",
    Basis.PAGE,
    "a station of a single sign-on",
    "it says 'Select your identity provider'",
    BY_HAND,
)
CODES = (LOGIN, SSO)
FORM = 2  # lines of a form, such as "Username" and "Password"; one alone stands in the head of many pages


def check(subject: Subject) -> Iterator[Hold]:
    """Holds `login-page` and `single-sign-on`: the second where both are told."""
    handed_on = [one.text for one in told_at_the_top(subject, "single_sign_on")]
    bare = subject.is_little and not subject.looks_right
    if handed_on or (subject.markup.has_single_sign_on and bare):
        said = f"it says {handed_on[0]!r}" if handed_on else "its form hands a sign-on to another server"
        yield SSO.because(f"the page is a station of a single sign-on: {said}", *handed_on)
        return
    asked = [one.text for one in told_at_the_top(subject, "login")]
    form = [one.text for one in told_anywhere(subject, "login_form")] if bare else []
    if asked or len(form) >= FORM or (subject.markup.has_password and bare):
        quotes = tuple(dict.fromkeys((*asked, *form)))
        said = f"it says {quotes[0]!r}" if quotes else "it has a field for a password"
        yield LOGIN.because(f"the page is a form to log in: {said}", *quotes)
