"""Golden pages as the program sees pages that nothing was learned from: networks, outline and judge of other folds."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lhextract.gold import gold_text_path, list_cases, read_gold
from lhextract.language.cues import load_cues
from lhextract.lookups import Lookups
from lhextract.mentions.candidates import Context
from lhextract.mentions.judge.decide import Weights
from lhextract.mentions.judge.judging import Judged
from lhextract.mentions.learned import Learned
from lhextract.mentions.nlp import consider
from lhextract.mentions.tagger.network import Network
from lhextract.mentions.tagger.tagger import TaggedPage, Tagger
from lhextract.model.mention import Label
from lhextract.model.outline import Outline
from lhextract.model.page import PageText
from lhextract.model.span import Span
from lhextract.outline.build import build_outline
from lhextract.outline.decoder import Model, compile_model
from lhextract.outline.decoder import Weights as OutlineWeights
from lhextract.profile import Profile
from lhextract.run import decide_settings, mention_context
from lhextract.text.canonical import canonicalise
from lhextract.training.names.export import to_onnx
from lhextract.training.names.judge import learn_weights
from lhextract.training.names.steps import FOLDS, TWINS, Material, fold, fold_of, load
from lhextract.training.outline import Perceptron, to_json
from lhextract.training.pages import read_pages

log = logging.getLogger(__name__)
# The pages that the rules were developed on: there rules are righter than anywhere else, so the judge would trust
# them too much.
RULES_KNOW = frozenset(
    {
        "aachen-networks",
        "aalto-partnerships",
        "aarhus-centres",
        "basel-verbuende",
        "bologna-networks",
        "cape-town-networks",
        "charles-cooperation",
        "edinburgh-global",
        "freiburg-doppelabschluss",
        "fu-berlin-networks",
        "goettingen-netzwerke",
        "greifswald-ostsee",
        "hamburg-strategisch",
        "iit-madras-global",
        "jena-netzwerke",
        "kiel-partners",
        "kit-kooperationen",
        "leuven-networks",
        "lighthouses",
        "lighthouses-html",
        "lund-html",
        "melbourne-partners",
        "michigan-centers",
        "ntnu-programmes",
        "nus-joint-labs",
        "porto-programmes",
        "stuttgart-programs",
        "toronto-alliances",
        "tu-berlin-leuchttuerme",
        "tum-alliances",
        "usp-cooperation",
        "warsaw-projects",
        "wien-partnerschaften",
    }
)
# The first judge: what the network holds likely is right.
TRUSTING = Weights({label.value: {"chance": 7.0} for label in Label})


@dataclass(frozen=True, slots=True, eq=False)
class UnseenPage:
    """A golden page read by a network and an outline that have not learned from it; `gold` has its mentions."""

    name: str
    context: Context
    tagged: TaggedPage
    gold: frozenset[tuple[Span, Label]]


class _AsRead:
    """Stands in for a tagger that has read the page already."""

    def __init__(self, tagged: TaggedPage) -> None:
        self._tagged = tagged

    def read(self, page: PageText, outline: Outline) -> TaggedPage:  # noqa: ARG002 - as a tagger does
        return self._tagged


def read_unseen(material: Material, numbers: Iterable[int] = range(FOLDS)) -> list[UnseenPage]:
    """The pages of some folds, each read with what was learned without its fold."""
    unseen = []
    for number in numbers:
        unseen += read_unseen_by(material, number, unseen_tagger(material, number))
        log.info("fold %d: %d pages read", number, len(unseen))
    return unseen


def read_unseen_by(material: Material, number: int, tagger: Tagger) -> list[UnseenPage]:
    """The pages of a fold by a tagger that has not learned from them."""
    cues, model = load_cues(), unseen_outline(material, number)
    unseen = []
    for case in list_cases(material.golden):
        if fold_of(case.name) != number or case.name in TWINS:
            continue
        page = canonicalise(gold_text_path(case).read_bytes().decode("utf-8"))
        outline = build_outline(page, cues=cues, model=model)
        context = mention_context(page, outline, decide_settings(page, Profile(), cues), Lookups(), cues)
        gold = read_gold(case).mentions or frozenset()
        unseen.append(UnseenPage(case.name, context, tagger.read(page, outline), gold))
    return unseen


def unseen_tagger(material: Material, number: int) -> Tagger:
    """The network of a fold with its vocabulary, reading as the program does."""
    return Tagger(material.vocabulary, unseen_network(material, number))


def unseen_network(material: Material, number: int) -> Network:
    """The network of a fold, as it would be shipped."""
    network = load(fold(material, number), material.sizes)
    state = {name: tensor.numpy() for name, tensor in network.state_dict().items()}
    return Network(to_onnx(state, layers=material.sizes.layers))


def unseen_outline(material: Material, number: int) -> Model:
    """The outline learned without the pages of a fold."""
    path = material.work / f"outline-{number}.json"
    if not path.exists():
        pages = [
            page for case in list_cases(material.golden) if fold_of(case.name) != number for page in read_pages(case)
        ]
        path.write_text(to_json(Perceptron(pages).learn()), encoding="utf-8")
    tables = json.loads(path.read_text(encoding="utf-8"))
    return compile_model(OutlineWeights(tables["emission"], tables["step"]))


def considered(page: UnseenPage, weights: Weights, *, without: Collection[str] = ()) -> list[Judged]:
    """What is proposed on a page, and how a judge sees it."""
    learned = Learned(_AsRead(page.tagged), weights)  # type: ignore[arg-type]
    return consider(page.context, learned, without=without)


def learn_judge(pages: Sequence[UnseenPage], *, rounds: int = 2, without: Collection[str] = ()) -> Weights:
    """The judge's weights from pages that neither network nor rules know.

    What the page repeats is proposed after a first judgement, so each round judges by the weights of the one before.
    """
    weights = TRUSTING
    for _ in range(rounds):
        rows: Mapping[str, list[tuple[dict[str, float], bool]]] = {label.value: [] for label in Label}
        for page in pages:
            if page.name in RULES_KNOW:
                continue
            for judged in considered(page, weights, without=without):
                if judged.vetoed_by is None:
                    right = (judged.proposal.span, judged.proposal.label) in page.gold
                    rows[judged.proposal.label.value].append((judged.features, right))
        weights = Weights(
            {
                label: learn_weights([features for features, _ in labelled], [right for _, right in labelled])
                for label, labelled in rows.items()
            }
        )
    return weights
