"""Templates to answers. Everything is escaped, always: the words of a page are not to be trusted."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from lhextract.exports.report.markup import plain, show
from lhextract.review.assets import asset_url
from lhextract.review.guard.refusal import Refused


class Views:
    """The templates of `templates/`. `signs_out`: whether pages offer to sign out."""

    def __init__(self, *, signs_out: bool) -> None:
        self._environment = Environment(
            loader=PackageLoader("lhextract.review"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(static=asset_url, signs_out=signs_out)
        self._environment.filters.update(shown=_shown, plain=plain)

    def show(self, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
        """The answer that a template makes of some values; one that is missing is a bug, not a gap."""
        return HTMLResponse(self._environment.get_template(template).render(values), status_code=status)

    def show_refusal(self, refused: Refused) -> HTMLResponse:
        """The page of an error."""
        response = self.show("refused.html", status=refused.status, refused=refused, steward=None)
        response.headers.update(refused.headers)
        return response


def _shown(text: object) -> Markup:
    """Text of a page as mark-up: escaped, and what nobody would see is named (U+202E) and has no effect."""
    return Markup(show(str(text)))  # noqa: S704 - `show` escapes
