from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = files("lhextract.exports.report").joinpath("report.css").read_text(encoding="utf-8")
COLOURS = re.compile(r"--([a-z-]+): (#[0-9a-f]{3,6})")
LIGHT, DARK, *_ = (dict(COLOURS.findall(block)) for block in re.findall(r":root \{(.*?)\n *\}", STYLE, re.DOTALL))
TYPES = ("institution", "person", "program", "year", "phone")
INKS = ("ink", "soft", "link", "rubric", "error", "warning", "note")
# What is written on what; a siglum has the hue of its mention.
PAIRS = [
    *[(ink, ground) for ink in INKS for ground in ("paper", "panel")],
    *[(ink, f"{type_}-wash") for type_ in TYPES for ink in ("ink", "soft", type_)],
    ("ink", "hit"), ("soft", "hit"), ("link", "hit"), ("rubric", "hit"), ("ins-ink", "ins"), ("del-ink", "del"),
]  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance. Source: WCAG 2.2."""
    full = "".join(char * 2 for char in colour[1:]) if len(colour) == 4 else colour[1:]
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS, ids=lambda name: str(name))
def test_contrast(ink: str, ground: str, scheme: dict[str, str]) -> None:
    """Text has the contrast of WCAG AA (4.5 to 1) on every ground it stands on, in both schemes."""
    low, high = sorted((luminance(scheme[ink]), luminance(scheme[ground])))
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_both_schemes_have_every_colour() -> None:
    """The dark scheme leaves none of the light one's colours as it is."""
    assert LIGHT.keys() == DARK.keys()


def test_every_type_has_a_siglum() -> None:
    """Types are told apart without colour, also by those who listen: each siglum has an alternative text."""
    for type_ in TYPES:
        assert re.search(rf'\.m\.{type_}::after {{ content: "\w+"; content: "\w+" / " \(\w+\)"; }}', STYLE)


def test_motion_only_where_it_is_wanted() -> None:
    """Nothing moves by itself, and scrolling glides only for those who have not asked for less motion."""
    assert "animation" not in STYLE
    assert "transition" not in STYLE
    assert STYLE.count("scroll-behavior") == 1
    assert "(prefers-reduced-motion: no-preference) {\n  html { scroll-behavior: smooth; }" in STYLE
