"""Small wrong changes of a program, one at a time, on its syntax tree.

The set is the usual one of mutation testing: comparisons, arithmetic, `and` and `or`, numbers, strings, truth values,
conditions of comprehensions, arms of a ternary, keyword arguments, twin methods, statements left out. Left alone is
what no test could tell or nothing depends on: docstrings, annotations, decorators, imports, the words of f-strings
(what is said to people) and `strict=` of `zip`, which only asserts.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

TWINS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitOr,
    ast.Break: ast.Continue,
    ast.Continue: ast.Break,
}
_PAIRS = (
    ("lower", "upper"),
    ("lstrip", "rstrip"),
    ("find", "rfind"),
    ("index", "rindex"),
    ("removeprefix", "removesuffix"),
    ("partition", "rpartition"),
    ("startswith", "endswith"),
    ("match", "search"),
    ("fullmatch", "match"),
    ("min", "max"),
    ("any", "all"),
)
TWIN_NAMES = {name: twin for pair in _PAIRS for name, twin in (pair, pair[::-1])} | {"match": "search"}


@dataclass(frozen=True, slots=True)
class Change:
    """One node of a tree and what takes its place."""

    owner: ast.AST
    field: str
    index: int | None  # None: the field holds one node
    node: ast.AST
    instead: ast.AST | None  # None: left out
    statement: ast.stmt
    within: tuple[str, ...]  # names of the classes and functions around it
    at_import: bool  # the statement runs when the module is imported, not when a function is called

    def put(self) -> None:
        """Make the change in the tree that it was found in."""
        if self.index is None:
            setattr(self.owner, self.field, self.instead)
        elif self.instead is None:
            del getattr(self.owner, self.field)[self.index]
        else:
            getattr(self.owner, self.field)[self.index] = self.instead

    def undo(self) -> None:
        """Make the tree what it was before `put`."""
        if self.index is None:
            setattr(self.owner, self.field, self.node)
        elif self.instead is None:
            getattr(self.owner, self.field).insert(self.index, self.node)
        else:
            getattr(self.owner, self.field)[self.index] = self.node


@dataclass(frozen=True, slots=True)
class _Place:
    statement: ast.stmt
    within: tuple[str, ...]
    at_import: bool


_NO_CODE = (ast.Import, ast.ImportFrom, ast.Assert)
_SKIPPED = {"annotation", "returns", "decorator_list", "type_comment"}


def changes(tree: ast.Module) -> Iterator[Change]:
    """All changes of a module, in the order of its text; the same module gives the same changes."""
    for number, statement in enumerate(tree.body):
        yield from _of_node(tree, "body", number, statement, _Place(statement, (), at_import=True))


def _of_node(owner: ast.AST, field: str, index: int | None, node: ast.AST, place: _Place) -> Iterator[Change]:
    if isinstance(node, _NO_CODE) or _is_docstring(node) or _is_strict(node) or _is_typing(node):
        return
    if isinstance(node, ast.stmt):
        place = _Place(node, place.within, place.at_import)
    for instead in _instead_of(node):
        yield Change(owner, field, index, node, instead, place.statement, place.within, place.at_import)
    for name, value in ast.iter_fields(node):
        if name in _SKIPPED or (isinstance(node, ast.JoinedStr) and name == "format_spec"):
            continue
        inner = place
        if name == "body" and isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Lambda)):
            called = not isinstance(node, ast.ClassDef)
            around = (*place.within, getattr(node, "name", "<lambda>"))
            inner = _Place(place.statement, around, place.at_import and not called)
        for number, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST) and not (isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)):
                yield from _of_node(node, name, number, child, inner)
        if isinstance(node, ast.comprehension) and name == "ifs":
            for number, child in enumerate(value):
                yield Change(node, name, number, child, None, place.statement, place.within, place.at_import)
        if isinstance(node, ast.Call) and name == "keywords":
            for number, child in enumerate(value):
                if child.arg not in {None, "strict"}:
                    yield Change(node, name, number, child, None, place.statement, place.within, place.at_import)


def _instead_of(node: ast.AST) -> Iterator[ast.AST]:
    """What can stand in the place of a node."""
    if type(node) in TWINS:
        yield TWINS[type(node)]()
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.USub)):
        yield node.operand
    elif isinstance(node, ast.IfExp):
        yield from (node.body, node.orelse)
    elif isinstance(node, ast.Attribute) and node.attr in TWIN_NAMES:
        yield ast.copy_location(ast.Attribute(node.value, TWIN_NAMES[node.attr], node.ctx), node)
    elif isinstance(node, ast.Name) and node.id in {"min", "max", "any", "all"}:
        yield ast.copy_location(ast.Name(TWIN_NAMES[node.id], node.ctx), node)
    elif isinstance(node, ast.Expr):
        yield ast.copy_location(ast.Pass(), node)


def _constants(node: ast.Constant) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield ast.copy_location(ast.Constant(not value), node)
    elif isinstance(value, (int, float)):
        yield ast.copy_location(ast.Constant(value + 1), node)
    elif isinstance(value, str):
        yield ast.copy_location(ast.Constant(f"XX{value}XX"), node)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_strict(node: ast.AST) -> bool:
    return isinstance(node, ast.keyword) and node.arg == "strict"


def _is_typing(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
