"""Links of the hazard log: whatever is not there, or does not carry the hazard's id, is named."""

import pytest

from scripts.safety_case.links import check_links, read_tests
from tests.unit.safety_case.builders import control, hazard, log, project

PASSES = "tests/test_a.py::test_passes"
GOOD = [
    (control(PASSES), "a function"),
    (control("tests/test_a.py::test_cases[1]"), "a case of a function"),
    (control("tests/test_whole.py"), "a whole file"),
    (control("tests/test_whole.py::test_two"), "a function of a file that carries it as a whole"),
    (control(PASSES, code=("bot/one.py", "bot", "bot/one.py::Way.go", "bot/one.py::ANSWER")), "code of every kind"),
]
BAD = [
    (control("tests/test_b.py"), "names a test that is not there: tests/test_b.py", "no such file"),
    (control("tests/test_a.py::test_x"), "names a test that is not there: tests/test_a.py::test_x", "no such test"),
    (control("tests/test_whole.py::helper"), "names a test that is not there", "a function that is no test"),
    (control("tests/test_a.py::test_carries_nothing"), "does not carry HAZ-001", "a test without the id"),
    (control("tests/test_a.py"), "test_carries_nothing, which does not carry HAZ-001", "one of a file without it"),
    (control(PASSES, code=("bot/two.py",)), "names code that is not there: bot/two.py", "no such file"),
    (control(PASSES, code=("bot/one.py::reply",)), "not there: bot/one.py::reply", "no such name"),
    (control(PASSES, code=("bot/one.py::Way.stop",)), "not there: bot/one.py::Way.stop", "no such method"),
]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return project(tmp_path_factory.mktemp("project"))


@pytest.mark.parametrize(("named", "why"), GOOD, ids=[row[1] for row in GOOD])
def test_what_is_there_is_found(root, named, why):
    assert check_links(log(hazard(named), hazard(id="HAZ-002")), root) == [], why


@pytest.mark.parametrize(("named", "says", "why"), BAD, ids=[row[2] for row in BAD])
def test_what_is_not_there_is_named(root, named, says, why):
    (wrong,) = check_links(log(hazard(named), hazard(id="HAZ-002")), root)
    assert says in wrong, why
    assert "CTL-001-1" in wrong


def test_a_hazard_that_a_test_carries_and_nobody_knows_is_named(root):
    (wrong,) = check_links(log(hazard(control(PASSES))), root)
    assert wrong == "tests/test_whole.py carries HAZ-002, which is not in the hazard log"


def test_marks_of_the_file_and_of_the_function_are_read(root):
    assert read_tests(root / "tests/test_whole.py").hazards == {
        "test_one": {"HAZ-001", "HAZ-002"},
        "test_two": {"HAZ-001", "HAZ-002"},
    }
    assert read_tests(root / "tests/test_a.py").hazards["test_carries_nothing"] == frozenset()
