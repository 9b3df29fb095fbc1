"""Who imports whom: the folders show the data flow, and the imports keep to it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from lhextract.program import ASIDE
from tests.conftest import ROOT

PACKAGE = ROOT / "src" / "lhextract"
STAGES = (
    "acquire",
    "text",
    "outline",
    "mentions",
    "records",
    "identity",
    "corrections",
    "changes",
    "holding",
    "checks",
    "exports",
)
SUPPORT = frozenset(
    {
        "addresses",
        "digests",
        "guards",
        "items",
        "errors",
        "files",
        "language",
        "phones",
        "dates",
        "lookups",
        "minting",
        "people",
        "registry",
        "rising",
        "shipped",
        "signs",
        "wording",
    }
)
# One outside library, one place.
PLACES = {
    "phonenumbers": {"phones"},
    "dateparser": {"dates"},
    "spacy": {"mentions"},
    "rich": {"show"},
    "click": {"cli"},
    "xlsxwriter": {"sheets"},
    "openpyxl": {"sheets"},
    "yaml": {"gold"},
    "bs4": {"text"},
    "lxml": {"text"},
    "numpy": {"outline", "mentions", "identity", "training"},
    "onnxruntime": {"mentions"},
    "tokenizers": {"mentions", "training"},
    "torch": {"training"},
    "onnx": {"training"},
    "safetensors": {"training"},
    "rdflib": {"formats"},
    "pandas": {"formats", "loading"},
    "pyarrow": {"formats"},
    "markupsafe": {"exports", "review"},
    "sqlite3": {"registry", "formats"},
    "sqlalchemy": {"formats"},
    "alembic": {"formats"},
    "psycopg": {"formats"},
    # Reads what comes in from outside, and writes the schema of what goes out.
    "pydantic": {"profile", "acquire", "exports", "identity", "corrections"},
    "urllib3": {"acquire"},
    "protego": {"acquire"},
    "warcio": {"acquire", "batch"},  # written in one, read in the other
    "fsspec": {"batch"},
    "dask": {"batch"},
    "distributed": {"batch"},
    "scipy": {"identity"},
    "jinja2": {"exports", "review"},
    "starlette": {"review"},
    "uvicorn": {"review"},
    "h11": {"review"},  # what uvicorn speaks HTTP with
    "python_multipart": {"review"},
    "jsonschema": {"verification"},
}
# What a pure stage has no use for: disk, clock, chance, environment, network.
IMPURE = frozenset({"os", "pathlib", "shutil", "tempfile", "time", "datetime", "random", "secrets", "socket", "urllib"})


def impure_imports(module: str) -> set[str]:
    """What a module imports of that; a calendar date is a value like any other."""
    of_dates = {name for name in MODULES[module] if name.split(".")[0] == "datetime"}
    innocent = of_dates if of_dates == {"datetime", "datetime.date"} else set()
    return {name.split(".")[0] for name in MODULES[module] - innocent} & IMPURE


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


# Module ("mentions.nlp") to the full names of everything it imports, inside functions too.
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts): frozenset(
        _imports(ast.parse(path.read_text(encoding="utf-8")))
    )
    for path in sorted(PACKAGE.rglob("*.py"))
}


def parts_used(module: str) -> set[str]:
    """The parts of lhextract ("model", "phones") that a module imports from, itself aside."""
    names = {name.split(".")[1] for name in MODULES[module] if name.startswith("lhextract.")}
    parts = {name.split(".")[0] for name in MODULES}
    return (names & parts) - {module.split(".")[0]}


def of(*parts: str) -> list[str]:
    """The modules of some parts."""
    return [module for module in MODULES if module.split(".")[0] in parts]


@pytest.mark.parametrize("module", of("model"))
def test_model_imports_only_model(module: str) -> None:
    """The values that travel between stages know nothing of the rest, and no outside library."""
    assert parts_used(module) == set()
    assert {name.split(".")[0] for name in MODULES[module]}.isdisjoint(PLACES)


@pytest.mark.parametrize("module", of(*STAGES))
def test_stage_imports_no_other_stage(module: str) -> None:
    """A stage imports the model and the support packages, and no other stage."""
    assert parts_used(module) <= {"model", *SUPPORT}


@pytest.mark.parametrize("module", of(*SUPPORT, "profile", "workspace", "gold", "gold_form", "evaluate"))
def test_support_imports_no_stage(module: str) -> None:
    """What the stages stand on, and what stands beside them, imports none of them."""
    assert parts_used(module).isdisjoint({*STAGES, "run", "jobs", "show", "cli", "review"})


# Training learns one stage, explain asks it for its reasons.
KNOW_STAGES = {*STAGES, "run", "checking", "training", "explain"}
# A format whose library has its place in a stage: the stage makes the bytes.
WRITERS = {"formats.docbin": frozenset({"mentions"})}


@pytest.mark.parametrize("module", [m for m in MODULES if m.split(".")[0] not in KNOW_STAGES])
def test_only_run_knows_the_order(module: str) -> None:
    """Beside them nothing but run.py imports what makes the records."""
    used = parts_used(module) - WRITERS.get(module, frozenset())
    assert used.isdisjoint({"text", "outline", "mentions", "records", "checks"})


@pytest.mark.parametrize("module", [m for m in MODULES if m.split(".")[0] not in {"cli", "__init__", "__main__"}])
def test_nothing_imports_the_outermost_layers(module: str) -> None:
    """The command line and the stewards' page are the outermost layers."""
    assert parts_used(module).isdisjoint({"cli", "review"})


STEWARDS = {"author", "completing", "deciding", "learning", "lookup_rules", "pointing", "sheets", "standing"}
PROMISES = {"schema_changes", "schemas"}
EXPORTING = {"exporting", "formats", "loading", "selecting", "selection"}
ASIDE_PARTS = STEWARDS | EXPORTING | {"batch", "verification"}
# `lhextract.load` is offered by the package itself, imported when it is asked for.
BESIDE = {*ASIDE_PARTS, "__init__", "cli", "review", "show"}


@pytest.mark.parametrize("module", [m for m in MODULES if m.split(".")[0] not in BESIDE])
def test_what_is_aside_alters_no_output(module: str) -> None:
    """What `program.ASIDE` leaves out of the digest is used by nothing that makes an output."""
    assert parts_used(module).isdisjoint(ASIDE_PARTS)
    assert all(any(name.startswith(part) for name in ASIDE) for part in ASIDE_PARTS)


@pytest.mark.parametrize("module", [m for m in MODULES if m.split(".")[0] not in {*PROMISES, "cli", "show"}])
def test_how_schemas_are_compared_alters_no_output(module: str) -> None:
    """What two schemas differ by is for importers and our own CI to know, not for a run."""
    assert parts_used(module).isdisjoint(PROMISES)
    assert all(any(name.startswith(part) for name in ASIDE) for part in PROMISES)


# What `verify` reads a second time, so that a bug of a stage is not repeated.
SECOND_READING = ("counting", "decided", "documents", "quotes", "readings", "references", "trees")


@pytest.mark.parametrize("name", SECOND_READING)
def test_second_reading_uses_no_stage(name: str) -> None:
    """A second way is one only where it shares nothing with the first: no stage, no way to run them, no library."""
    module = f"verification.{name}"
    assert parts_used(module) <= {"inforce"}  # the names of files
    assert {name.split(".")[0] for name in MODULES[module]}.isdisjoint({*PLACES, *IMPURE})


@pytest.mark.parametrize("module", of("verification"))
def test_verifying_writes_and_fetches_nothing(module: str) -> None:
    """What judges an extraction changes nothing: it imports neither what writes files nor what asks a server."""
    assert parts_used(module).isdisjoint({"files", "fetching", "watching", *STEWARDS, *EXPORTING, "batch", "show"})
    assert not any(name.startswith("lhextract.acquire.web") for name in MODULES[module])


@pytest.mark.parametrize("module", of(*(STEWARDS | EXPORTING), "batch", "review"))
def test_nothing_but_the_command_verifies(module: str) -> None:
    """What is verified is no part of what verifies it."""
    assert "verification" not in parts_used(module)


@pytest.mark.parametrize("module", of("schema_changes"))
def test_comparing_schemas_is_pure(module: str) -> None:
    """Two schemas in, differences out: no disk, no clock, and nothing of lhextract but the version."""
    assert parts_used(module) <= {"model"}
    assert {name.split(".")[0] for name in MODULES[module]}.isdisjoint(IMPURE)


@pytest.mark.parametrize("library", PLACES)
def test_one_library_one_place(library: str) -> None:
    """An outside library is known in one place, so that replacing it touches one place."""
    users = {module.split(".")[0] for module, names in MODULES.items() if library in {n.split(".")[0] for n in names}}
    assert users <= PLACES[library]


@pytest.mark.parametrize("module", [m for m in MODULES if m != "mentions.spacy_library"])
def test_spacy_is_imported_by_one_module(module: str) -> None:
    """Whoever imports spaCy by itself brings its command line with it."""
    assert "spacy" not in {name.split(".")[0] for name in MODULES[module]}


@pytest.mark.parametrize("module", [m for m in of("corrections") if m != "corrections.store"])
def test_decisions_are_pure(module: str) -> None:
    """Only the store of stewards' decisions knows disk, clock and chance."""
    assert impure_imports(module) == set()


@pytest.mark.parametrize(
    "module",
    of(
        *("model", "text", "outline", "mentions", "records", "checks", "holding", "signs", "phones", "people"),
        *("minting", "selection", "gold_form"),
    ),
)
def test_stages_are_pure(module: str) -> None:
    """No stage reads a clock, the disk, the environment or the network."""
    assert impure_imports(module) == set()


def test_imports_have_no_cycle() -> None:
    """No module imports itself by way of others."""
    edges = {
        module: {name.removeprefix("lhextract.") for name in names if name.removeprefix("lhextract.") in MODULES}
        for module, names in MODULES.items()
    }
    while leaves := {module for module, used in edges.items() if not used & edges.keys()}:
        edges = {module: used for module, used in edges.items() if module not in leaves}
    assert edges == {}
