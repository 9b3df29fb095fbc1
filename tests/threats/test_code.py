"""Nothing that was read is ever run: no call by which text or bytes become code, in all of src/lhextract."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import lhextract

# The package that is imported, so that the benchmark of guards can show a copy.
PACKAGE = Path(lhextract.__file__).parent
TREES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
}
# What they read can name any function to call.
FORBIDDEN_MODULES = frozenset({"pickle", "_pickle", "cloudpickle", "dill", "joblib", "marshal", "shelve"})
FORBIDDEN_NAMES = frozenset({"eval", "exec", "compile", "__import__"})
FORBIDDEN_ATTRIBUTES = frozenset(
    {
        *("system", "popen", "spawnl", "spawnv", "execv", "execve", "execvp", "execl", "execlp"),  # os
        *("getoutput", "getstatusoutput"),  # subprocess
        *("read_pickle", "to_pickle", "read_hdf", "from_pickle"),  # pandas
        *("unsafe_load", "full_load", "load_all", "UnsafeLoader", "FullLoader"),  # yaml
        *("from_string", "run_path", "run_module"),  # jinja2, runpy
    }
)
# A keyword that may have no other value; None: it may not be there.
KEYWORDS = {"shell": False, "allow_pickle": False, "weights_only": True, "trust_remote_code": False}
# What takes a keyword that makes it safe, and must have it.
NEEDS = {("torch", "load"): "weights_only"}
# `load` asks for a loader, and all others but this one make objects of Python.
YAML = frozenset({"load", "SafeLoader", "AliasEvent", "YAMLError"})
# Modules that are named by the program, not by what it reads.
IMPORTERS = frozenset(
    {
        "mentions/spacy_library.py",
        "mentions/nlp.py",
        "checks/registry.py",
        "formats/registry.py",
        "holding/registry.py",
        "batch/engines/child.py",
    }
)


def faults(tree: ast.Module, *, file: str) -> Iterator[str]:
    """What is forbidden in a file, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names]
            modules = names if isinstance(node, ast.Import) else [node.module or ""]
            yield from (f"{node.lineno}: import {name}" for name in modules if name.split(".")[0] in FORBIDDEN_MODULES)
            yield from (f"{node.lineno}: import {name}" for name in names if name in FORBIDDEN_ATTRIBUTES)
            if "import_module" in names and file not in IMPORTERS:
                yield f"{node.lineno}: import_module"
        elif isinstance(node, ast.Call):
            yield from _faults_of_call(node)
        elif isinstance(node, ast.Attribute) and _owner(node) == "yaml" and node.attr not in YAML:
            yield f"{node.lineno}: yaml.{node.attr}"


def _owner(node: ast.Attribute) -> str:
    return node.value.id if isinstance(node.value, ast.Name) else ""


def _faults_of_call(node: ast.Call) -> Iterator[str]:
    match node.func:
        case ast.Name(id=name) if name in FORBIDDEN_NAMES:
            yield f"{node.lineno}: {name}()"
        case ast.Attribute(attr=name) if name in FORBIDDEN_ATTRIBUTES:
            yield f"{node.lineno}: .{name}()"
        case ast.Attribute(attr=name) as function if needed := NEEDS.get((_owner(function), name)):
            if needed not in {keyword.arg for keyword in node.keywords}:
                yield f"{node.lineno}: {name}() without {needed}"
    for keyword in node.keywords:
        if keyword.arg in KEYWORDS:
            value = keyword.value.value if isinstance(keyword.value, ast.Constant) else "what is not known"
            if value is not KEYWORDS[keyword.arg]:
                yield f"{node.lineno}: {keyword.arg}={value}"


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "from pickle import loads",
        "import cloudpickle as c",
        "eval('1')",
        "exec(text)",
        "compile(text, '', 'exec')",
        "__import__(name)",
        "os.system(text)",
        "from os import popen",
        "subprocess.run(text, shell=True)",
        "subprocess.run(text, shell=given)",
        "np.load(path, allow_pickle=True)",
        "pd.read_pickle(path)",
        "torch.load(path)",
        "torch.load(path, weights_only=False)",
        "yaml.load(text, Loader=yaml.Loader)",
        "yaml.unsafe_load(text)",
        "from importlib import import_module",
    ],
)
def test_what_runs_what_it_reads_is_seen(code: str) -> None:
    """The test sees what it is about."""
    assert list(faults(ast.parse(code), file="made.py")) != []


def test_nothing_that_is_read_is_run() -> None:
    """No module unpickles, evaluates, opens a shell, or imports what something else names."""
    assert {file: found for file, tree in TREES.items() if (found := list(faults(tree, file=file)))} == {}
