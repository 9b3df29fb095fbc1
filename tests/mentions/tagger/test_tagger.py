from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from lhextract.mentions.tagger import tagger as tagger_module
from lhextract.mentions.tagger.tagger import NOTHING, SURE, TaggedPage, Tagger
from lhextract.mentions.tagger.tags import BEGIN, END, INSIDE, OUTSIDE, SINGLE, TAG_COUNT, tag_of
from lhextract.mentions.tagger.words import SEP, Vocabulary
from lhextract.model.outline import LineRole, Outline
from lhextract.model.span import Span
from lhextract.text.canonical import canonicalise
from tests.mentions.tagger.test_subwords import DEFINITION, VOCABULARY

# What the fake network holds of a token, by its first letter.
Chances = Mapping[int, float]
SIGHT: dict[str, Chances] = {
    "p": {tag_of("PERSON", SINGLE): 1.0},
    "b": {tag_of("INSTITUTION", BEGIN): 1.0},
    "i": {tag_of("INSTITUTION", INSIDE): 1.0},
    "e": {tag_of("INSTITUTION", END): 1.0},
    "d": {tag_of("PERSON", SINGLE): 0.6, tag_of("PROGRAM", SINGLE): 0.4},
    # Another thing in company than alone.
    "c": {tag_of("PERSON", SINGLE): 0.9, OUTSIDE: 0.1},
}
ALONE: Chances = {tag_of("PERSON", SINGLE): 0.5, OUTSIDE: 0.5}


class Sight:
    """A network that knows tokens by their first letter, and counts the windows that it was shown."""

    def __init__(self) -> None:
        self.windows = 0

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        """The scores of a window."""
        self.windows += 1
        scores = np.full((rows.shape[1], TAG_COUNT), -30.0, dtype=np.float32)
        alone = (rows[0] == SEP).sum() == 1
        for place, piece in enumerate(rows[0]):
            letter = next((letter for letter in SIGHT if VOCABULARY[letter] == piece), None)
            chances = {OUTSIDE: 1.0} if letter is None else ALONE if letter == "c" and alone else SIGHT[letter]
            for tag, chance in chances.items():
                scores[place, tag] = np.log(chance)
        return scores


def read(text: str, sight: Sight | None = None, *, sure: float = SURE) -> TaggedPage:
    """A page of one initiative, all prose, as the fake network reads it."""
    return tagger_of(sight or Sight(), sure=sure)(text)


def tagger_of(sight: Sight, *, sure: float = SURE) -> Callable[[str], TaggedPage]:
    """A reader that goes on with one tagger."""
    tagger = Tagger(Vocabulary(DEFINITION), sight, sure=sure)

    def read_text(text: str) -> TaggedPage:
        page = canonicalise(text)
        roles = tuple(LineRole.BLANK if line.is_blank else LineRole.BODY for line in page.lines)
        return tagger.read(page, Outline(roles, (1,) * len(roles), ((),) * len(roles), (), ()))

    return read_text


def names_on(text: str) -> list[tuple[str, str]]:
    """The best reading of a page: text and kind."""
    page = canonicalise(text)
    return [
        (page.slice(seen.span), seen.kind) for line in read(text).lines.values() for seen in line.names() if seen.best
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("xa pa xa", [("pa", "PERSON")], id="one-token"),
        pytest.param("xa pa,pa", [("pa", "PERSON"), ("pa", "PERSON")], id="glued"),
        pytest.param("xa Baxy ia ea, pa", [("Baxy ia ea", "INSTITUTION"), ("pa", "PERSON")], id="two-names"),
        pytest.param("xp xbp", [], id="first-subword-only"),
        pytest.param("xa\n\n- pa\nxa ba ea", [("pa", "PERSON"), ("ba ea", "INSTITUTION")], id="later-lines"),
        pytest.param(f"pa {'xa ' * 300}pb", [("pa", "PERSON"), ("pb", "PERSON")], id="line-longer-than-a-window"),
    ],
)
def test_names_stand_on_the_page(text: str, names: list[tuple[str, str]]) -> None:
    """The names of the best reading have the offsets of their tokens on the page, whatever the windows."""
    assert names_on(text) == names


def test_another_reading_is_told_with_its_chance() -> None:
    """What has a chance beside the best reading is seen too, and said not to be the best."""
    (line,) = read("xa da").lines.values()
    seen = [(each.span, each.kind, round(each.probability, 3), each.best) for each in line.names()]
    assert seen == [(Span(3, 5), "PERSON", 0.6, True), (Span(3, 5), "PROGRAM", 0.4, False)]


@pytest.mark.parametrize(
    ("span", "kind", "chance"),
    [
        pytest.param(Span(6, 11), "INSTITUTION", 1.0, id="the-name"),
        pytest.param(Span(6, 11), "PERSON", 0.0, id="another-kind"),
        pytest.param(Span(6, 8), "INSTITUTION", 0.0, id="part-of-it"),
        pytest.param(Span(12, 14), "PERSON", 1.0, id="its-neighbour"),
    ],
)
def test_any_stretch_of_tokens_is_viewed(span: Span, kind: str, chance: float) -> None:
    """Every stretch between borders of tokens has a chance, proposed or not."""
    assert read("xa\nxa ba ea pa").view(span, kind, 2).chance == pytest.approx(chance, abs=1e-3)


def test_neighbours_are_viewed() -> None:
    """A view tells whether the tokens beside a stretch belong to names, and what any kind is worth."""
    view = read("xa ba ea da pa").view(Span(9, 11), "PROGRAM", 1)
    assert view.chance == view.mean_chance == pytest.approx(0.4, abs=1e-3)
    assert view.any_kind == pytest.approx(1.0, abs=1e-3)
    assert (view.before, view.after) == pytest.approx((1.0, 1.0), abs=1e-3)
    first = read("pa xa").view(Span(0, 2), "PERSON", 1)
    assert (first.before, first.after) == pytest.approx((0.0, 0.0), abs=1e-3)


@pytest.mark.parametrize(
    ("span", "line"),
    [
        pytest.param(Span(0, 1), 1, id="ends-inside-a-token"),
        pytest.param(Span(1, 2), 1, id="begins-inside-a-token"),
        pytest.param(Span(0, 3), 1, id="ends-after-a-blank"),
        pytest.param(Span(2, 3), 1, id="blank"),
        pytest.param(Span(0, 2), 2, id="blank-line"),
        pytest.param(Span(0, 2), 3, id="another-line"),
        pytest.param(Span(0, 2), 9, id="no-line"),
    ],
)
def test_off_the_borders_of_tokens_there_is_nothing(span: Span, line: int) -> None:
    """A span that does not begin and end with tokens of the line has no chance at all."""
    assert read("pa pa\n\npa").view(span, "PERSON", line) == NOTHING


def test_both_readings_are_averaged() -> None:
    """A line in doubt is read alone too; the chance is the geometric mean of both readings, over all tags."""
    both = read("ca\nxa", sure=0.95).view(Span(0, 2), "PERSON", 1)
    alone = read("ca").view(Span(0, 2), "PERSON", 1)
    assert alone.chance == pytest.approx(0.5, abs=1e-3)
    assert both.chance == pytest.approx((0.9 * 0.5) ** 0.5 / ((0.9 * 0.5) ** 0.5 + (0.1 * 0.5) ** 0.5), abs=1e-3)


@pytest.mark.parametrize(
    ("sure", "windows", "chance"),
    [
        pytest.param(0, 1, 0.9, id="once"),
        pytest.param(0.89, 1, 0.9, id="no-line-in-doubt"),
        pytest.param(0.91, 2, 0.75, id="the-one-in-doubt"),
        pytest.param(1.1, 4, 0.75, id="every-line-twice"),
    ],
)
def test_only_lines_in_doubt_are_read_alone(sure: float, windows: int, chance: float) -> None:
    """A line is read alone where one of its tokens is less sure of its tag than asked for, the others are not."""
    sight = Sight()
    page = read("pa xa\nxa ca\nxa", sight, sure=sure)
    assert sight.windows == windows
    assert page.view(Span(9, 11), "PERSON", 2).chance == pytest.approx(chance, abs=1e-3)


def test_the_same_window_is_read_once() -> None:
    """A page that is read again costs nothing and gives the same."""
    sight = Sight()
    read_text = tagger_of(sight, sure=1.1)
    first = read_text("pa\nxa")
    assert sight.windows == 3  # both lines together, and each alone
    again = read_text("pa\nxa")
    assert sight.windows == 3
    assert all(np.array_equal(first.lines[number].logs, again.lines[number].logs) for number in (1, 2))


def test_few_windows_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more windows than are kept, the one not used for longest is read anew."""
    monkeypatch.setattr(tagger_module, "KEPT", 2)
    sight = Sight()
    read_text = tagger_of(sight)
    counts = []
    for text in ("pa", "da", "pa", "ea", "pa", "da"):
        read_text(text)
        counts.append(sight.windows)
    assert counts == [1, 2, 2, 3, 3, 4]


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_a_page_without_tokens_has_no_lines(text: str) -> None:
    """Where nothing stands, nothing is read."""
    sight = Sight()
    assert read(text, sight).lines == {}
    assert sight.windows == 0
