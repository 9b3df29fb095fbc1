"""What the markup of a page says that its text does not: its title, what it shows without scripts, and how it ends.

One pass over the source without building a tree, which would repair what is broken here.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field

HTML = "text/html"
# Elements whose end tag may not be left out (HTML Standard, section 13.1.2.4), and which pages nest their content in.
CLOSED = frozenset({"div", "main", "section", "article", "table", "ul", "ol", "header", "footer", "nav", "details"})
RAW = frozenset({"script", "style", "textarea", "title"})  # no tags are read in them
INLINE = frozenset({"a", "b", "i", "em", "strong", "span", "abbr", "small", "sub", "sup", "label", "font"})
TAG = re.compile(r"</?([a-z][a-z0-9-]*)")
PASSWORD = re.compile(r"type\s*=\s*[\"']?password")
SAML = re.compile(r"name\s*=\s*[\"']?(?:samlrequest|samlresponse|relaystate|execution|j_username)\b|/idp/|/simplesaml")
# Addresses and names in the markup of services that tell people from programs.
CHALLENGES = re.compile(
    r"challenges\.cloudflare\.com|cdn-cgi/challenge|cf-chl|cf_chl|hcaptcha|g-recaptcha|recaptcha/api|px-captcha"
    r"|captcha-delivery|_incapsula_resource|awswafcookie|aws-waf-token|datadome|friendlycaptcha|altcha"
)
MOST = 20_000  # characters of shown text that are kept


@dataclass(frozen=True, slots=True)
class Markup:
    """`shown` is all text outside of scripts, furniture too; `cut` says how a source breaks off (None: it does not).

    `challenge` is the robot check that the source names, `scripts` the number of its scripts.
    """

    title: str = ""
    shown: str = ""
    has_password: bool = False
    has_single_sign_on: bool = False
    challenge: str | None = None
    scripts: int = 0
    cut: str | None = None


def read_markup(body: bytes, media_type: str) -> Markup:
    """Read a source; a text page has no markup."""
    if media_type != HTML:
        return Markup()
    # Without the zero bytes of UTF-16 its tags are readable; nothing more is wanted here.
    reader = _Reader(
        body.decode("utf-8", "replace").replace("\0", ""), body.lower().decode("utf-8", "replace").replace("\0", "")
    )
    reader.read()
    challenge = CHALLENGES.search(reader.lower)
    return Markup(
        title=reader.title,
        shown="\n".join(line for line in (" ".join(p.split()) for p in "".join(reader.shown).split("\n")) if line),
        has_password=bool(PASSWORD.search(reader.lower)),
        has_single_sign_on=bool(SAML.search(reader.lower)),
        challenge=challenge.group() if challenge else None,
        scripts=reader.seen["script"],
        cut=reader.cut(),
    )


@dataclass(slots=True)
class _Reader:
    """Goes from tag to tag; `lower` is the source in small ASCII letters, of the same length."""

    source: str
    lower: str
    title: str = ""
    shown: list[str] = field(default_factory=list)
    length: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    broken: str | None = None

    def read(self) -> None:
        """Read to the end, or to where the source breaks off."""
        position = 0
        while self.broken is None:
            start = self.source.find("<", position)
            self._show(self.source[position : start if start >= 0 else len(self.source)])
            if start < 0:
                return
            position = self._skip(start)

    def cut(self) -> str | None:
        """How the source breaks off: inside of a tag, or without its end while parts of it are open."""
        if self.ended["html"] or self.ended["body"]:
            return None
        if self.broken:
            return self.broken
        still = [f"<{name}>" for name in sorted(CLOSED) if self.seen[name] > self.ended[name]]
        if still and (self.seen["html"] or self.seen["body"]):
            return f"without </html> while {', '.join(still)} {'is' if len(still) == 1 else 'are'} open"
        return None

    def _skip(self, start: int) -> int:
        """The position after the tag, comment or script that begins at `start`."""
        if self.source.startswith("<!--", start):
            return self._find("-->", start + 4, "a comment") + 3
        match = TAG.match(self.lower, start)
        if match is None:
            declared = self.source.startswith(("<!", "<?"), start)
            return self._find(">", start, "a tag") + 1 if declared else start + 1
        end, name = self._find(">", start, "a tag") + 1, match.group(1)
        if name not in INLINE:
            self._show("\n")
        closing = self.source[start + 1] == "/"
        (self.ended if closing else self.seen)[name] += 1
        if closing or name not in RAW or self.broken:
            return end
        stop = self._find(f"</{name}", end, f"<{name}>")
        if name == "title" and not self.title:
            self.title = " ".join(html.unescape(self.source[end:stop]).split())
        return stop

    def _find(self, what: str, start: int, inside: str) -> int:
        found = self.lower.find(what, start)
        if found < 0:
            self.broken = f"inside of {inside}"
            return len(self.source)
        return found

    def _show(self, text: str) -> None:
        if self.length < MOST and text:
            self.shown.append(html.unescape(text) if "&" in text else text)
            self.length += len(text)
