"""A small SVG canvas whose colours fit a light page as well as a dark one.

Colours are variables. A figure that is opened as a file follows the reader's system; a figure that the site has put
into a page (`docs/making/inline_figures.py`) follows the page's switch, by `docs/stylesheets/site.css`.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

Points = tuple[tuple[float, float], ...]
LIGHT = {"ink": "#1f2328", "faint": "#6b7280", "edge": "#c4c9d0", "ground": "#ffffff"}
DARK = {"ink": "#e4e6eb", "faint": "#9aa3b2", "edge": "#4b5363", "ground": "#1f2230"}
# Of middling lightness, so that they stand on white as well as on black; told apart by the colour-blind too.
BLUE, ORANGE, GREEN, PURPLE, RED, GREY = "#3f7fbf", "#d9822b", "#2f9e77", "#9a6fc4", "#d1495b", "#8b93a1"
MONO = 6.62  # width of a character of 11 px


def _variables(colours: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in colours.items())


STYLE = (
    f"svg.figure{{{_variables(LIGHT)}}}"
    f"@media (prefers-color-scheme:dark){{svg.figure{{{_variables(DARK)}}}}}"
    "svg.figure text{font:12px system-ui,sans-serif;fill:var(--ink)}"
    "svg.figure .faint{fill:var(--faint)}"
    "svg.figure .mono{font:11px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace}"
    "svg.figure .strong{font-weight:600}"
)


class Canvas:
    """Shapes in the order they are drawn; lengths are pixels from the upper left corner.

    `description` says in words what cannot be read from the title, for those who hear the figure.
    """

    def __init__(self, width: int, height: int, title: str, *, description: str = "") -> None:
        described = f"<desc>{escape(description)}</desc>\n" if description else ""
        self._head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="figure" role="img" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}">\n<title>{escape(title)}</title>\n{described}<style>{STYLE}</style>\n'
        )
        self._shapes = [f'<rect width="{width}" height="{height}" rx="6" style="fill:var(--ground)"/>']

    def text(self, x: float, y: float, words: str, *, kind: str = "", anchor: str = "start") -> None:
        """Words on a base line; `kind` is faint, mono, strong, or several of them."""
        place = "" if anchor == "start" else f' text-anchor="{anchor}"'
        looks = f" class={quoteattr(kind)}" if kind else ""
        self._shapes.append(f'<text x="{x:g}" y="{y:g}"{looks}{place} xml:space="preserve">{escape(words)}</text>')

    def bar(self, x: float, y: float, width: float, height: float, colour: str, *, hint: str = "") -> None:
        """A filled bar; `hint` is shown where the pointer rests."""
        shape = f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="1.5" fill="{colour}"'
        self._shapes.append(f"{shape}><title>{escape(hint)}</title></rect>" if hint else f"{shape}/>")

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A box with an edge."""
        self._shapes.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="5" fill="none" '
            f'stroke="{colour}" stroke-width="1.5"/>'
        )

    def line(self, points: Points, colour: str = "", *, width: float = 1.5, dash: str = "") -> None:
        """A line through points; without a colour it is that of edges."""
        path = " ".join(f"{x:g},{y:g}" for x, y in points)
        stroke = f'stroke="{colour}"' if colour else 'style="stroke:var(--edge)"'
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._shapes.append(f'<polyline points="{path}" fill="none" {stroke} stroke-width="{width:g}"{dashed}/>')

    def arrow(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """A straight arrow, level or upright, in the colour of what is faint."""
        self._shapes.append(
            f'<line x1="{x:g}" y1="{y:g}" x2="{to_x:g}" y2="{to_y:g}" style="stroke:var(--faint)" stroke-width="1.3"/>'
        )
        back, side = ((-1 if to_x > x else 1) * 6, 0) if y == to_y else (0, (-1 if to_y > y else 1) * 6)
        if side == 0:
            points = f"{to_x:g},{to_y:g} {to_x + back:g},{to_y - 3.5:g} {to_x + back:g},{to_y + 3.5:g}"
        else:
            points = f"{to_x:g},{to_y:g} {to_x - 3.5:g},{to_y + side:g} {to_x + 3.5:g},{to_y + side:g}"
        self._shapes.append(f'<polygon points="{points}" style="fill:var(--faint)"/>')

    def svg(self) -> str:
        """The file."""
        return self._head + "\n".join(self._shapes) + "\n</svg>\n"
