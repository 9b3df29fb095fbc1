from __future__ import annotations

import numpy as np
import pytest

from lhextract.language.cues import load_cues
from lhextract.mentions.candidates import VETO, Context, Rule
from lhextract.mentions.judge.decide import Weights
from lhextract.mentions.judge.evidence import describe, gather
from lhextract.mentions.judge.judging import LEAST, Judged, judge, to_mention
from lhextract.mentions.nlp import rules
from lhextract.mentions.tagger.decode import log_probabilities
from lhextract.mentions.tagger.tagger import TaggedLine, TaggedPage
from lhextract.mentions.tagger.tags import TAG_COUNT, tags_of
from lhextract.mentions.tokens import TOKEN
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole, Outline
from lhextract.model.span import Span
from lhextract.text.canonical import canonicalise

TEXT = "the KIMS, Sandvik and KIMS"
TRUSTING = Weights({label.value: {"chance": 7.0} for label in Label})


def context_of_line(text: str = TEXT) -> Context:
    """A page of one line of prose."""
    outline = Outline((LineRole.BODY,), (1,), ((),), (), ())
    return Context(canonicalise(text), outline, load_cues(), language="en", region="DE")


def seen(text: str, *names: tuple[str, str]) -> TaggedPage:
    """The line as a network that sees just these names, each where it stands first, without any doubt."""
    tokens = [match.span() for match in TOKEN.finditer(text)]
    scores = np.zeros((len(tokens), TAG_COUNT), dtype=np.float32)
    tags = np.zeros(len(tokens), dtype=int)
    for name, kind in names:
        start = text.index(name)
        inside = [i for i, (a, b) in enumerate(tokens) if start <= a and b <= start + len(name)]
        tags[inside] = tags_of(kind, len(inside))
    scores[np.arange(len(tokens)), tags] = 12.0
    starts, ends = zip(*tokens, strict=True)
    return TaggedPage({1: TaggedLine(starts, ends, log_probabilities(scores))})


def span_of(text: str, part: str) -> Span:
    """Where a part of a text stands first."""
    return Span(text.index(part), text.index(part) + len(part))


def judged_as(text: str, candidates: list[tuple[Span, str, str]], tagged: TaggedPage) -> list[Judged]:
    """What a judge that trusts the network makes of candidates."""
    return judge(candidates, context_of_line(text), tagged, TRUSTING)


def test_one_proposal_for_each_span_and_label() -> None:
    """Several rules that say the same are one proposal; another label is another one."""
    span = Span(4, 8)
    found = gather([(span, "PERSON", "b"), (span, "INSTITUTION", "a"), (span, "INSTITUTION", "c")])
    assert [(each.label, each.rules) for each in found] == [
        (Label.INSTITUTION, frozenset({"a", "c"})),
        (Label.PERSON, frozenset({"b"})),
    ]


def test_evidence_is_named() -> None:
    """Article, list, the same words elsewhere, and the network's word are told of a proposal."""
    first, second = span_of(TEXT, "KIMS"), Span(TEXT.rindex("KIMS"), len(TEXT))
    candidates = [
        (first, "INSTITUTION", "model/best"),
        (first, "INSTITUTION", "institution/acronym"),
        (span_of(TEXT, "Sandvik"), "INSTITUTION", "model/best"),
        (second, "INSTITUTION", "cohesion/institution"),
    ]
    context = context_of_line()
    tagged = seen(TEXT, ("KIMS", "INSTITUTION"), ("Sandvik", "INSTITUTION"))
    one, _, three = describe(
        gather(candidates), page=context.page, outline=context.outline, tagged=tagged, language="en"
    )
    assert {"after an article", "capitals", "by a rule", "listed after its own kind", "elsewhere"} <= one.keys()
    assert one["chance"] == 1.0
    assert three["chance"] == -1.0
    assert three["elsewhere, chance"] == 1.0
    assert three["listed before its own kind"] == 1.0
    assert "after an article" not in three


@pytest.mark.parametrize(
    ("rival", "told"),
    [
        pytest.param(("KIMS, Sandvik", "INSTITUTION"), "rule sees longer", id="longer"),
        pytest.param(("KI", "INSTITUTION"), "rule sees shorter", id="shorter"),
        pytest.param(("the KI", "INSTITUTION"), "rule sees crossing", id="crossing"),
        pytest.param(("KIMS", "PROGRAM"), "rule sees same span of another kind", id="other-kind"),
    ],
)
def test_rivals_are_told(rival: tuple[str, str], told: str) -> None:
    """What overlaps a proposal speaks against it, by its shape and kind."""
    span = span_of(TEXT, "KIMS")
    candidates = [(span, "INSTITUTION", "a"), (span_of(TEXT, rival[0]), rival[1], "b")]
    context = context_of_line()
    proposals = gather(candidates)
    described = describe(proposals, page=context.page, outline=context.outline, tagged=seen(TEXT), language="en")
    index = next(i for i, each in enumerate(proposals) if (each.span, each.label) == (span, Label.INSTITUTION))
    assert described[index][told] == 1.0


def test_the_network_is_believed_where_nothing_else_speaks() -> None:
    """What it holds for certain is taken with a probability of at most 0.99, what it holds impossible is not."""
    span, other = span_of(TEXT, "KIMS"), span_of(TEXT, "Sandvik")
    candidates = [(span, "INSTITUTION", "model/best"), (other, "PERSON", "model/other")]
    first, second = judged_as(TEXT, candidates, seen(TEXT, ("KIMS", "INSTITUTION")))
    assert (first.taken, first.probability) == (True, 0.99)
    assert (second.taken, second.probability) == (False, 0.0)


def test_a_lookup_is_right_wherever_it_stands() -> None:
    """What a steward wrote down is taken, whatever the network holds."""
    (judged,) = judged_as(TEXT, [(span_of(TEXT, "Sandvik"), "INSTITUTION", "lookup/name")], seen(TEXT))
    assert judged.taken


def test_a_veto_forbids() -> None:
    """What overlaps a URL or a fax number is never taken."""
    text = "see https://KIMS.example"
    url = span_of(text, "https://KIMS.example")
    candidates = [(url, VETO, "address/url"), (span_of(text, "KIMS"), "INSTITUTION", "lookup/name")]
    (judged,) = judged_as(text, candidates, seen(text, ("KIMS", "INSTITUTION")))
    assert not judged.taken
    assert judged.vetoed_by == "address/url"


@pytest.mark.parametrize(
    ("proposed", "named"),
    [
        (["model/best", "institution/acronym", "institution/list"], "institution/acronym"),
        (["model/best"], "model/best"),
        (["model/best", "year/doubtful"], "year/doubtful"),
        (["model/other", "model/best"], "model/other"),
    ],
)
def test_a_mention_is_named_after_the_strongest_rule(proposed: list[str], named: str) -> None:
    """A steward's first question is why: a rule says it better than the network."""
    candidates = [(span_of(TEXT, "KIMS"), "INSTITUTION", rule) for rule in proposed]
    (judged,) = judged_as(TEXT, candidates, seen(TEXT, ("KIMS", "INSTITUTION")))
    mention = to_mention(judged, context_of_line().page, rules())
    assert (mention.text, mention.rule, mention.confidence) == ("KIMS", named, 0.99)


def test_the_network_names_what_no_rule_proposed() -> None:
    """However a rule ranks, it gives its name to a mention before the network does."""
    known = {"model/best": Rule(99, 0.9), "a/weak": Rule(1, 0.2)}
    candidates = [(span_of(TEXT, "KIMS"), "INSTITUTION", rule) for rule in known]
    (judged,) = judged_as(TEXT, candidates, seen(TEXT, ("KIMS", "INSTITUTION")))
    assert to_mention(judged, context_of_line().page, known).rule == "a/weak"


def judged_with(odds: float) -> Judged:
    """A proposal whose evidence adds up to these log-odds."""
    weights = Weights({"PERSON": {"always": odds}})
    (judged,) = judge([(span_of(TEXT, "KIMS"), "PERSON", "a")], context_of_line(), seen(TEXT), weights)
    return judged


@pytest.mark.parametrize(("odds", "probability"), [(20.0, 0.99), (1.0, 0.73), (0.0, 0.5), (-1.0, 0.27), (-20.0, 0.0)])
def test_probability_has_two_digits(odds: float, probability: float) -> None:
    """A probability is rounded to two digits, and nothing is certain."""
    assert judged_with(odds).probability == probability


def test_a_little_less_than_half_is_enough() -> None:
    """What is as likely as the least that counts is taken, though that is below one half."""
    assert LEAST < 0
    assert [judged_with(odds).taken for odds in (0.0, LEAST + 0.01, LEAST - 0.01)] == [True, True, False]


@pytest.mark.parametrize(
    ("candidates", "taken"),
    [
        pytest.param([("KIMS", "lookup/name"), ("KIMS, Sandvik", "lookup/name")], ["KIMS, Sandvik"], id="longer-name"),
        pytest.param(
            [("KIMS", "lookup/name"), ("KIMS, Sandvik", "model/best")], ["KIMS, Sandvik"], id="part-of-a-name"
        ),
        pytest.param([("KIMS", "lookup/name"), ("KIMS, Sandvik and", "model/other")], ["KIMS"], id="unlikely-longer"),
        pytest.param([("Sandvik and", "lookup/name"), ("KIMS, Sandvik", "model/best")], ["Sandvik and"], id="crossing"),
        pytest.param(
            [("KIMS", "lookup/name"), ("Sandvik", "lookup/name"), ("KIMS, Sandvik", "lookup/name")],
            ["KIMS, Sandvik"],
            id="two-parts-of-a-known-one",
        ),
        pytest.param([("KIMS", "lookup/name"), ("Sandvik", "lookup/name")], ["KIMS", "Sandvik"], id="apart"),
    ],
)
def test_known_names(candidates: list[tuple[str, str]], taken: list[str]) -> None:
    """Of two known names that overlap the longer is taken; a known one outdoes what the network is sure of, but for a
    longer name that it is part of.
    """
    placed = [(span_of(TEXT, part), "INSTITUTION", rule) for part, rule in candidates]
    judged = judged_as(TEXT, placed, seen(TEXT, ("KIMS, Sandvik", "INSTITUTION")))
    assert [TEXT[each.proposal.span.start : each.proposal.span.end] for each in judged if each.taken] == taken


@pytest.mark.parametrize(
    ("veto", "rule", "taken"),
    [
        pytest.param("KIMS", "lookup/no-name", True, id="no-name-within-a-longer-one"),
        pytest.param("KIMS, Sandvik", "lookup/no-name", False, id="no-name-itself"),
        pytest.param("the KIMS, Sandvik and", "lookup/no-name", False, id="no-name-around-it"),
        pytest.param("KIMS", "address/url", False, id="address-within"),
        pytest.param("Sandvik and", "phone/fax", False, id="crossing"),
        pytest.param(" and", "address/url", True, id="beside-it"),
    ],
)
def test_what_a_veto_reaches(veto: str, rule: str, taken: bool) -> None:
    """A veto forbids whatever it touches, but what is known to be no name may be part of a longer one."""
    candidates = [(span_of(TEXT, veto), VETO, rule), (span_of(TEXT, "KIMS, Sandvik"), "INSTITUTION", "model/best")]
    (judged,) = judged_as(TEXT, candidates, seen(TEXT, ("KIMS, Sandvik", "INSTITUTION")))
    assert (judged.taken, judged.vetoed_by) == ((True, None) if taken else (False, rule))


def test_a_lookup_may_look_like_a_prize() -> None:
    """What a steward wrote down is a name, even where its last word is that of a prize."""
    text = "with the Rizzoli Prize too"
    (judged,) = judged_as(text, [(span_of(text, "Rizzoli Prize"), "PROGRAM", "lookup/name")], seen(text))
    assert judged.taken
    (other,) = judged_as(text, [(span_of(text, "Rizzoli Prize"), "PROGRAM", "model/best")], seen(text))
    assert other.vetoed_by == "what ends like a prize, a fair or a law"
