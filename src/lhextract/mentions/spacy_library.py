"""spaCy as the rest of `mentions/` imports it: without its own command line, a third of the time of `import spacy`.

`spacy/__init__.py` imports `spacy.cli.info`, which brings all of spaCy's commands with what they need to download,
print and train. No page needs them, so something empty stands in for them while spaCy is imported (measured: 0.41
CPU seconds in place of 0.58). Whoever asks for `spacy.cli` or `spacy.info` later, in this process, gets the real one.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from types import ModuleType

CLI, INFO = "spacy.cli", "spacy.cli.info"
# What packages have that was imported by the command line alone: name, and the module that brings it.
LATER = {
    "spacy": {"cli": CLI, "info": INFO, "displacy": "spacy.displacy"},
    "spacy.lang": {"xx": "spacy.lang.xx"},
    "spacy.training": {"converters": "spacy.training.converters", "loop": "spacy.training.loop"},
}


def import_spacy() -> None:
    """Import spaCy; whole where it was imported before, or where it does not bear with what stands in."""
    if "spacy" not in sys.modules:
        # Whatever another spaCy says to what stands in; the plain import below says what is wrong with itself.
        with suppress(Exception):
            _import_without_cli()
        import_module("spacy")


def _import_without_cli() -> None:
    """Import spaCy with empty modules in the place of its command line, which then comes when it is asked for."""
    cli, info = ModuleType(CLI), ModuleType(INFO)
    vars(info)["info"] = info  # what `spacy.info` is until it is asked for
    sys.modules.update({CLI: cli, INFO: info})
    try:
        spacy = import_module("spacy")
    finally:
        for module in (cli, info):
            if sys.modules.get(module.__name__) is module:
                del sys.modules[module.__name__]
    if vars(spacy).get("info") is info:  # otherwise it has parted with its command line
        del vars(spacy)["info"]
        for package in LATER:
            _let_come_later(sys.modules[package])


def _let_come_later(package: ModuleType) -> None:
    """Have a package get the names that a plain import would have given it when somebody asks for them."""
    names = LATER[package.__name__]

    def come(name: str) -> object:
        if name not in names:
            raise AttributeError(f"module {package.__name__!r} has no attribute {name!r}")
        found = import_module(names[name])  # which makes a module an attribute of its package
        return vars(package).setdefault(name, vars(found)[name]) if name == "info" else found

    if "__getattr__" not in vars(package):
        vars(package)["__getattr__"] = come
        return
    for name in names:  # this package has a way of its own, and there can be only one
        come(name)


import_spacy()

import spacy  # noqa: E402 - after the call above, which makes it quick
from spacy.language import Language  # noqa: E402
from spacy.matcher import PhraseMatcher  # noqa: E402
from spacy.tokens import Doc, DocBin, Span  # noqa: E402
from spacy.util import filter_spans, get_lang_class  # noqa: E402
from spacy.vocab import Vocab  # noqa: E402

__all__ = ["Doc", "DocBin", "Language", "PhraseMatcher", "Span", "Vocab", "filter_spans", "get_lang_class", "spacy"]
