from __future__ import annotations

import math

import pytest

from lhextract.mentions.judge.evidence import CERTAIN, Features, describe, gather, log_odds
from lhextract.mentions.tagger.tagger import TaggedPage
from lhextract.model.span import Span
from tests.mentions.judge.test_judging import context_of_line, seen, span_of

Candidate = tuple[str, str, str]


def features_of(
    text: str, *candidates: Candidate, names: tuple[tuple[str, str], ...] = (), language: str = "en"
) -> Features:
    """The features of the first candidate; each is a text where it stands first, a label and a rule."""
    placed = [(span_of(text, part), label, rule) for part, label, rule in candidates]
    return _described(text, placed, seen(text, *names), language)


def _described(text: str, placed: list[tuple[Span, str, str]], tagged: TaggedPage, language: str = "en") -> Features:
    context, proposals = context_of_line(text), gather(placed)
    described = describe(proposals, page=context.page, outline=context.outline, tagged=tagged, language=language)
    first = placed[0][:2]
    return next(f for f, p in zip(described, proposals, strict=True) if (p.span, p.label.value) == first)


def test_proposals_are_in_page_order() -> None:
    """Proposals are gathered in page order, whatever the order of the candidates."""
    early, late = (Span(0, 4), "YEAR", "a"), (Span(5, 9), "PERSON", "b")
    assert gather([late, early]) == gather([early, late])
    assert [each.span for each in gather([late, early])] == [Span(0, 4), Span(5, 9)]


@pytest.mark.parametrize(
    ("probability", "odds"),
    [(0.0, -CERTAIN), (1e-9, -CERTAIN), (0.5, 0.0), (0.8, math.log(4)), (1 - 1e-9, CERTAIN), (1.0, CERTAIN)],
)
def test_log_odds_are_cut(probability: float, odds: float) -> None:
    """Log-odds of a probability, no further from zero than where more would tell nothing."""
    assert log_odds(probability) == pytest.approx(odds)


@pytest.mark.parametrize(
    ("text", "name", "feature"),
    [
        pytest.param("the KIMS is", "KIMS", "after an article", id="article"),
        pytest.param("An der KIMS ist", "KIMS", "after an article", id="german-article"),
        pytest.param("(KIMS)", "KIMS", "in brackets", id="brackets"),
        pytest.param("the project „Water“ is", "Water", "in quotes", id="german-quotes"),
        pytest.param('the project "Water" is', "Water", "in quotes", id="straight-quotes"),
        pytest.param("with KIMS too", "KIMS", "capitals", id="capitals"),
        pytest.param("with water too", "water", "no capital", id="no-capital"),
        pytest.param("with Eva Roth too", "Eva Roth", "words 2", id="words"),
        pytest.param("with A B C D too", "A B C D", "words 4-6", id="words-many"),
        pytest.param("with A B C D E F G too", "A B C D E F G", "words 7+", id="words-very-many"),
        pytest.param("with KIMS too", "KIMS", "role body", id="role"),
    ],
)
def test_what_stands_around_is_told(text: str, name: str, feature: str) -> None:
    """Article, brackets, quotation marks, capitals, length and role of the line are features of a proposal."""
    assert features_of(text, (name, "INSTITUTION", "a"))[feature] == 1.0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("with Eva Roth too", "Eva Roth", id="plain"),
        pytest.param("breathe Water", "Water", id="word-that-ends-like-an-article"),
        pytest.param("the big Water", "Water", id="article-further-off"),
        pytest.param("(so) Water", "Water", id="bracket-closed"),
    ],
)
def test_what_does_not_stand_there_is_not_told(text: str, name: str) -> None:
    """A feature that does not hold is not named."""
    absent = {"after an article", "in brackets", "in quotes", "capitals", "no capital", "German", "elsewhere"}
    absent |= {"by several rules", "rival same span", "listed before its own kind", "listed after its own kind"}
    assert absent.isdisjoint(features_of(text, (name, "INSTITUTION", "a")))


def test_the_language_is_told() -> None:
    """In German every noun has a capital, so the judge is told."""
    assert features_of("mit KIMS", ("KIMS", "INSTITUTION", "a"), language="de")["German"] == 1.0


def test_rules_and_network_are_told_apart() -> None:
    """The network's own proposal is none by a rule; two rules that agree are told."""
    text = "with Sandvik too"
    by_model = features_of(text, ("Sandvik", "INSTITUTION", "model/best"))
    by_both = features_of(text, ("Sandvik", "INSTITUTION", "model/best"), ("Sandvik", "INSTITUTION", "a"))
    by_two = features_of(text, ("Sandvik", "INSTITUTION", "b"), ("Sandvik", "INSTITUTION", "a"))
    assert [f.get("by a rule") for f in (by_model, by_both, by_two)] == [None, 1.0, 1.0]
    assert [f.get("by several rules") for f in (by_model, by_both, by_two)] == [None, None, 1.0]
    assert by_both["model/best"] == by_both["a"] == 1.0


def test_the_network_is_told_with_its_doubts() -> None:
    """What the network holds of a stretch, of any kind there, and of the tokens beside it."""
    text, names = "with Eva Roth too", (("Eva Roth", "PERSON"),)
    whole = features_of(text, ("Eva Roth", "PERSON", "a"), names=names)
    assert whole["chance"] == whole["mean chance"] == whole["chance of any kind"] == 1.0
    assert whole["chance, above half"] == 1.0
    assert whole["chance, high"] == pytest.approx((CERTAIN - 3) / CERTAIN)
    half = features_of(text, ("Eva", "PERSON", "a"), names=names)
    assert half["chance"] == -1.0
    assert half["chance, above half"] == half["chance, high"] == 0.0
    assert half["token after in a name"] == pytest.approx(1.0, abs=1e-3)
    other = features_of(text, ("Eva Roth", "PROGRAM", "a"), names=names)
    assert (other["chance"], other["chance of any kind"]) == (-1.0, 1.0)


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        pytest.param("Volvo, Sandvik", "after", id="comma"),
        pytest.param("Volvo und Sandvik", "after", id="and"),
        pytest.param("Volvo, and the Sandvik", "after", id="comma-and-article"),
        pytest.param("Sandvik; Volvo", "before", id="behind"),
        pytest.param("Volvo with Sandvik", None, id="no-list"),
        pytest.param("Volvo, made by Sandvik", None, id="words-between"),
    ],
)
@pytest.mark.parametrize(("label", "kind"), [("INSTITUTION", "its own kind"), ("PERSON", "another kind")])
def test_members_of_a_list_speak_for_each_other(text: str, listed: str | None, label: str, kind: str) -> None:
    """A neighbour in a list that is on the best reading is told, with its place and whether the kind fits."""
    features = features_of(text, ("Volvo", "INSTITUTION", "a"), ("Sandvik", label, "model/best"))
    told = {name for name in features if name.startswith("listed")}
    assert told == ({f"listed {listed} {kind}"} if listed else set())
    by_rule = features_of(text, ("Volvo", "INSTITUTION", "a"), ("Sandvik", label, "b"))
    assert not any(name.startswith("listed") for name in by_rule)


@pytest.mark.parametrize(
    ("rival", "label", "told"),
    [
        pytest.param("the Sandvik", "INSTITUTION", "rival longer", id="longer"),
        pytest.param("Sand", "INSTITUTION", "rival shorter", id="shorter"),
        pytest.param("the San", "INSTITUTION", "rival crossing", id="crossing"),
        pytest.param("Sandvik", "PROGRAM", "rival same span of another kind", id="same-span"),
        pytest.param("the Sandvik", "PROGRAM", "rival longer of another kind", id="longer-of-another-kind"),
    ],
)
def test_rivals_of_the_best_reading_are_told(rival: str, label: str, told: str) -> None:
    """A rival that the network reads there is told apart from one that a rule proposes."""
    text = "with the Sandvik too"
    by_model = features_of(text, ("Sandvik", "INSTITUTION", "a"), (rival, label, "model/best"))
    by_rule = features_of(text, ("Sandvik", "INSTITUTION", "a"), (rival, label, "b"))
    by_neither = features_of(text, ("Sandvik", "INSTITUTION", "a"), (rival, label, "model/other"))
    assert by_model[told] == 1.0
    assert {name for name in by_rule if name.startswith("rule sees")} == {told.replace("rival", "rule sees")}
    assert told not in by_rule
    assert told not in by_neither


def test_the_chance_of_the_likeliest_rival_counts() -> None:
    """Of several rivals the one that the network holds likeliest is told; without any, the least chance."""
    text, names = "with the Sandvik too", (("the Sandvik", "INSTITUTION"),)
    own = ("Sandvik", "INSTITUTION", "a")
    unlikely = (("with the Sandvik", "INSTITUTION", "b"), ("Sandvik too", "INSTITUTION", "b"))
    likely = ("the Sandvik", "INSTITUTION", "b")
    assert features_of(text, own, *unlikely, likely, names=names)["rival's chance"] == 1.0
    assert features_of(text, own, *unlikely, names=names)["rival's chance"] == -1.0
    assert features_of(text, own, ("too", "INSTITUTION", "b"), names=names)["rival's chance"] == -1.0


def test_what_is_held_elsewhere_is_told() -> None:
    """The same text in another place speaks for its kind there: the best chance, and the share of best readings."""
    text = "Sandvik, Sandvik and Sandvik"
    first, second, third = (Span(at, at + 7) for at in (0, 9, 21))
    tagged = seen(text, ("Sandvik", "INSTITUTION"))  # only where it stands first
    best, other = (first, "INSTITUTION", "model/best"), (third, "INSTITUTION", "a")
    told = _described(text, [(second, "INSTITUTION", "a"), best, other], tagged)
    assert told["elsewhere, chance"] == 1.0
    assert told["elsewhere, share"] == 0.5
    assert told["elsewhere, of another kind"] == -1.0
    person = _described(text, [(second, "PERSON", "a"), best, other], tagged)
    assert person["elsewhere, chance"] == -1.0
    assert person["elsewhere, share"] == 0.0
    assert person["elsewhere, of another kind"] == 1.0
    assert "elsewhere" not in _described(text, [best, (first, "PERSON", "a")], tagged)
