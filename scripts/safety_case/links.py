"""Whether what the hazard log names is there: code, tests, and the hazard's id on each test. Runs no test."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.safety_case.log import Control, Hazard, HazardLog

Defined = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class TestFile:
    """The test functions of a file, each with the hazards that it carries."""

    hazards: dict[str, frozenset[str]]

    __test__ = False  # for pytest: no test, though it is called one


def check_links(log: HazardLog, root: Path) -> list[str]:
    """Everything that is wrong, a sentence each; nothing when all links hold."""
    tests = {file.relative_to(root).as_posix(): read_tests(file) for file in sorted(root.glob("tests/**/test_*.py"))}
    return [
        *_unknown_hazards(log, tests),
        *(wrong for hazard, control in log.controls for wrong in _control(hazard, control, tests, root)),
    ]


def read_tests(file: Path) -> TestFile:
    """The tests of a file as they are written: marks on the function, and those of the whole file."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    whole = frozenset(
        hazard
        for node in tree.body
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "pytestmark" for t in node.targets)
        for hazard in _marked(node.value)
    )
    return TestFile(
        {
            node.name: whole.union(*(frozenset(_marked(mark)) for mark in node.decorator_list))
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
        }
    )


def split_reference(reference: str) -> tuple[str, str]:
    """File and function of a reference to tests; the function is empty where the whole file is meant."""
    file, _, rest = reference.partition("::")
    return file, rest.partition("[")[0]


def defines(file: Path, name: str) -> bool:
    """Whether a file has a function, class, method (``Class.method``) or value of that name; else, its text does."""
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        return name in text
    body: list[ast.stmt] = ast.parse(text).body
    for step in name.split("."):
        found = next((node for node in body if step in _names(node)), None)
        if found is None:
            return False
        body = found.body if isinstance(found, ast.ClassDef) else []
    return True


def _unknown_hazards(log: HazardLog, tests: dict[str, TestFile]) -> Iterator[str]:
    known = {hazard.id for hazard in log.hazards}
    for file, test in tests.items():
        for unknown in sorted(frozenset().union(*test.hazards.values()) - known):
            yield f"{file} carries {unknown}, which is not in the hazard log"


def _control(hazard: Hazard, control: Control, tests: dict[str, TestFile], root: Path) -> Iterator[str]:
    for reference in control.code:
        path, _, name = reference.partition("::")
        if not (root / path).exists():
            yield f"{control.id} names code that is not there: {path}"
        elif name and not defines(root / path, name):
            yield f"{control.id} names code that is not there: {reference}"
    for reference in control.tests:
        file, function = split_reference(reference)
        there = tests[file].hazards if file in tests else {}
        meant = there if not function else {function: there[function]} if function in there else {}
        if not meant:
            yield f"{control.id} names a test that is not there: {reference}"
        for name, carried in meant.items():
            if hazard.id not in carried:
                yield f"{control.id} names {file}::{name}, which does not carry {hazard.id}"


def _marked(node: ast.expr) -> Iterator[str]:
    """The ids in every ``pytest.mark.hazard(...)`` within an expression."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "hazard":
            yield from (str(given.value) for given in call.args if isinstance(given, ast.Constant))


def _names(node: ast.stmt) -> set[str]:
    if isinstance(node, Defined):
        return {node.name}
    if isinstance(node, ast.AnnAssign):
        return {node.target.id} if isinstance(node.target, ast.Name) else set()
    if isinstance(node, ast.Assign):
        return {target.id for target in node.targets if isinstance(target, ast.Name)}
    return set()
