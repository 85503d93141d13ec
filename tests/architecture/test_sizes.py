"""Size needs a rule that a machine keeps: a module has 300 lines at most, a function 40. Tests count too."""

import ast

from tests.architecture.sources import list_files, read

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
PYTHON = list_files("*.py", ":!migrations/versions")  # migrations are history: never edited, never read as a whole


def test_a_module_script_or_style_sheet_can_be_read_in_one_sitting():
    sizes = {name: len(read(name).splitlines()) for name in [*PYTHON, *list_files("*.js", "*.css")]}
    assert {name: size for name, size in sizes.items() if size > LONGEST_FILE} == {}


def test_a_function_can_be_seen_at_a_glance():
    sizes = {f"{name} {function}": size for name in PYTHON for function, size in measure_functions(read(name))}
    assert len(sizes) > 100, "the functions were not found"
    assert {name: size for name, size in sizes.items() if size > LONGEST_FUNCTION} == {}


def measure_functions(source):
    """Name and number of lines of each function, docstring included, decorators not."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.end_lineno - node.lineno + 1
