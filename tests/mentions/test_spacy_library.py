"""spaCy without its command line is the same spaCy, and the command line comes when it is asked for."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from lhextract.mentions.spacy_library import LATER

OURS, PLAIN = "import lhextract.mentions.spacy_library as ours", "import spacy"
STANDS = "assert 'spacy.cli' not in sys.modules and 'typer' not in sys.modules and 'weasel' not in sys.modules"
REGISTERED = """
import json, spacy
from spacy import registry
names = registry.get_registry_names()
registered = {name: sorted(getattr(registry, name).get_all()) for name in names}
print(json.dumps([registered, sorted(spacy.blank("xx").factory_names)]))
"""
NAMES = """
import json
names = {module: sorted(vars(sys.modules[module])) for module in list(sys.modules) if module.startswith("spacy")}
print(json.dumps(names))
"""


def said(*lines: str) -> str:
    """What a fresh Python prints."""
    # Where torch is installed, spaCy imports it too, which takes longer than all the rest.
    code = "\n".join(["import sys", "sys.modules['torch'] = None", *lines])
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_pipeline_needs_no_command_line() -> None:
    """What finds mentions imports neither spaCy's commands nor what only they need."""
    said("from lhextract.mentions.nlp import load_pipeline", "load_pipeline()", STANDS)


def test_all_that_is_registered_is_there() -> None:
    """Every function and component that a plain import registers."""
    assert json.loads(said(OURS, REGISTERED)) == json.loads(said(PLAIN, REGISTERED))


def test_every_name_is_there_or_comes_later() -> None:
    """No module of spaCy lacks a name that a plain import gives it, but for those that come when asked for."""
    ours, plain = json.loads(said(OURS, NAMES)), json.loads(said(PLAIN, NAMES))
    lacking = {module: {*plain[module]} - {*ours[module]} for module in plain.keys() & ours.keys()}
    assert {module: names for module, names in lacking.items() if names} == {
        module: {*names} for module, names in LATER.items()
    }


@pytest.mark.parametrize(
    "asking",
    [
        "import spacy.cli; assert callable(spacy.cli.download)",
        "import spacy; assert callable(spacy.cli.download)",
        "from spacy import cli; assert callable(cli.download)",
        "import spacy; assert callable(spacy.displacy.render)",
        "import spacy; assert callable(spacy.training.loop.train)",
        "import spacy.training.converters; assert callable(spacy.training.converters.iob_to_docs)",
        "from spacy.cli import download; assert callable(download)",
        "from spacy.cli.info import info; import spacy; assert spacy.info is info",
        "import spacy; info = spacy.info; assert info is sys.modules['spacy.cli.info'].info is spacy.info",
        "import spacy; assert spacy.info(silent=True)['spacy_version'] == spacy.__version__",
    ],
)
def test_the_real_command_line_comes_when_asked_for(asking: str) -> None:
    """However somebody asks, it is spaCy's own."""
    said(OURS, STANDS, asking)


def test_other_names_are_missing_as_ever() -> None:
    """A name that spaCy never had is an `AttributeError`."""
    said(OURS, "import spacy", "assert not hasattr(spacy, 'clip')", STANDS)


def test_spacy_imported_before_stays_as_it_is() -> None:
    """Whoever imported spaCy before us keeps what they have."""
    said(PLAIN, "cli, info = spacy.cli, spacy.info", OURS, "assert spacy.cli is cli and spacy.info is info")


@pytest.mark.parametrize(
    ("init", "expected"),
    [
        pytest.param("from spacy.cli.info import missing as info", "missing", id="asks-for-more"),
        pytest.param("info = 1", "1", id="has-parted-with-it"),
        pytest.param(
            "from spacy.cli.info import info\ndef __getattr__(name): return name", "real", id="has-its-own-way"
        ),
    ],
)
def test_another_spacy_is_imported_plainly(init: str, expected: str, tmp_path: object) -> None:
    """A spaCy that does not bear with what stands in is imported as it is."""
    made = "\n".join(
        [
            "from pathlib import Path",
            f"root = Path({str(tmp_path)!r}) / 'spacy'",
            "(root / 'cli').mkdir(parents=True)",
            f"(root / '__init__.py').write_text({init!r})",
            "(root / 'cli' / '__init__.py').write_text('')",
            "(root / 'cli' / 'info.py').write_text('info = \"real\"\\nmissing = \"missing\"')",
            "for name in ('language', 'matcher', 'tokens', 'util', 'vocab'):",
            "    made = 'Language = PhraseMatcher = Doc = DocBin = Span = filter_spans = get_lang_class = Vocab = 1'",
            "    (root / f'{name}.py').write_text(made)",
            f"sys.path.insert(0, {str(tmp_path)!r})",
        ]
    )
    assert said(made, OURS, "import spacy", "print(spacy.info)").strip() == expected
