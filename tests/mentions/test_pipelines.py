"""Another spaCy pipeline in place of the shipped network, trained here on a dozen sentences."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import spacy
from spacy.training import Example
from spacy.util import fix_random_seed

from lhextract.cases import case_snapshot
from lhextract.errors import ModelError
from lhextract.lookups import Lookups
from lhextract.mentions.pipelines import load_spacy
from lhextract.model.page import Snapshot
from lhextract.profile import Profile, RecognisersTable, read_profile
from lhextract.run import extract
from tests.conftest import GOLDEN

PATTERNS = (
    "we asked {} about it",
    "at {} they agreed",
    "{} paid for it",
    "it was built by {}",
    "thanks to {} it works",
)
NAMES = ("zentrix", "olmova", "quarnel", "brivolt", "tessamo")


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny pipeline that knows five organisations by sight; nothing in their spelling tells."""
    fix_random_seed(1)
    nlp = spacy.blank("en")
    nlp.add_pipe("ner").add_label("ORG")  # type: ignore[attr-defined]
    examples = []
    for pattern in PATTERNS:
        for name in NAMES:
            text = pattern.format(name)
            start = text.index(name)
            annotation = {"entities": [(start, start + len(name), "ORG")]}
            examples.append(Example.from_dict(nlp.make_doc(text), annotation))
    optimizer = nlp.initialize(lambda: examples)
    order = random.Random(1)  # noqa: S311 - no secret
    for _ in range(20):
        order.shuffle(examples)
        nlp.update(examples, sgd=optimizer)
    path = tmp_path_factory.mktemp("pipeline") / "tiny"
    nlp.to_disk(path)
    return path


def page(text: str) -> Snapshot:
    """A page with one initiative."""
    body = f"Networks\n\nUrban Water Network\n\n{text}\n\nContact:\nDr. Eva Roth\nTel.: +49 351 463 1234\n".encode()
    return Snapshot("page", None, "text/plain", None, "0" * 64, body)


def test_a_profile_can_name_another_pipeline(pipeline: Path) -> None:
    """A name that no rule finds is found by the pipeline that the profile names, by the path of its folder."""
    profile = Profile(recognisers=RecognisersTable(spacy_model=str(pipeline)))
    found = extract(page("it was built by quarnel and others."), profile=profile, lookups=Lookups()).mentions
    assert found is not None
    assert ("quarnel", "pipeline/entity") in {(m.text, m.rule) for m in found.mentions}
    alone = extract(page("it was built by quarnel and others."), profile=Profile(), lookups=Lookups(), use_model=False)
    assert alone.mentions is not None
    assert "quarnel" not in {m.text for m in alone.mentions.mentions}


def test_rules_stay_in_force(pipeline: Path) -> None:
    """What the rules find on a page is found beside another pipeline too, but for what it has seen better."""
    profile = Profile(recognisers=RecognisersTable(spacy_model=str(pipeline)))
    snapshot = case_snapshot(GOLDEN / "bremen-kurz")
    beside = extract(snapshot, profile=profile, lookups=Lookups()).mentions
    alone = extract(snapshot, profile=Profile(), lookups=Lookups(), use_model=False).mentions
    assert beside is not None
    assert alone is not None
    kept = {(m.span, m.label) for m in alone.mentions} & {(m.span, m.label) for m in beside.mentions}
    assert len(kept) >= 0.9 * len(alone.mentions) > 0


def test_a_pipeline_that_is_not_there() -> None:
    """The message names the key, what was found, what is allowed and what to do."""
    with pytest.raises(ModelError, match=r"recognisers\.spacy_model: found 'no_such_pipeline', .*allowed is .*install"):
        load_spacy("no_such_pipeline")


def test_a_pipeline_without_entities(tmp_path: Path) -> None:
    """A pipeline that finds no entities is refused, by the names of what it has."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match=r"no component that finds entities \(sentencizer\)"):
        load_spacy(str(tmp_path / "blank"))


def test_labels_of_published_pipelines(tmp_path: Path) -> None:
    """Persons and organisations are taken under the names of either label scheme; places and others are no mentions."""
    labels = {"nuvo": "PER", "tarn": "PERSON", "olmova": "ORG", "xeria": "GPE", "brodar": "LOC", "zentrix": "PROGRAM"}
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": name} for name, label in labels.items()])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "ruler")
    (tmp_path / "source.toml").write_text(f"[recognisers]\nspacy_model = '{tmp_path / 'ruler'}'\n", encoding="utf-8")
    text = "nuvo met tarn of olmova\nin xeria by brodar, for zentrix"
    found = extract(page(text), profile=read_profile(tmp_path / "source.toml"), lookups=Lookups()).mentions
    assert found is not None
    assert [(m.text, m.label.value) for m in found.mentions if m.rule == "pipeline/entity"] == [
        ("nuvo", "PERSON"),
        ("tarn", "PERSON"),
        ("olmova", "INSTITUTION"),
        ("zentrix", "PROGRAM"),
    ]


def test_a_folder_that_is_no_pipeline(tmp_path: Path) -> None:
    """A folder without a pipeline is refused like an unknown name, in one line."""
    with pytest.raises(ModelError, match=r"recognisers\.spacy_model: found .* cannot load .*; allowed is") as caught:
        load_spacy(str(tmp_path))
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("name", ["numpy", "pydantic", "spacy"])
def test_a_package_that_is_no_pipeline(name: str) -> None:
    """An installed package without a pipeline is refused with a message, whatever it raises when spaCy loads it."""
    with pytest.raises(ModelError, match=f"found '{name}', which spaCy cannot load"):
        load_spacy(name)


def test_an_untrained_pipeline(tmp_path: Path) -> None:
    """A pipeline that was never trained fails when it is loaded, not in the middle of a page."""
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    nlp.to_disk(tmp_path / "untrained")
    with pytest.raises(ModelError, match="which spaCy cannot load"):
        load_spacy(str(tmp_path / "untrained"))
