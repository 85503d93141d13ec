"""What tests prove: a control holds only when every test that it names ran, carried the id, and passed."""

import json
import subprocess
import sys

import pytest

from scripts.safety_case.log import ROOT
from scripts.safety_case.proof import Outcome, commands, is_meant, judge, read_outcomes
from tests.unit.safety_case.builders import control, hazard, log, project

FILE = "tests/test_a.py"


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """What a real run of pytest with our plugin says of the small project."""
    root = project(tmp_path_factory.mktemp("project"))
    (root / "pytest.ini").write_text("[pytest]\nmarkers =\n    hazard(id): x\n    slow: x\n")
    results = root / "results.jsonl"
    plugins = ["-p", "scripts.safety_case.plugin", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", "-q", *plugins, f"--safety-case={results}", f"--rootdir={root}"]
    done = subprocess.run(
        [*command, "-c", root / "pytest.ini", root / FILE], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return read_outcomes(results.read_text().splitlines(), root)


VERDICTS = [
    ("test_passes", None, "it passed"),
    ("test_cases[1]", None, "this case passed"),
    ("test_fails", "test_fails failed", "it failed"),
    ("test_is_skipped", "test_is_skipped skipped", "skipped is not passed"),
    ("test_cases", "test_cases[2] failed", "one case of it failed"),
    ("test_is_left_untidy", "test_is_left_untidy failed", "it failed while it was cleared up"),
    ("test_carries_nothing", "does not carry HAZ-001", "it does not know of the hazard"),
    ("test_missing", "test_missing did not run", "nobody ran it"),
]


@pytest.mark.parametrize(("test", "wrong", "why"), VERDICTS, ids=[row[2] for row in VERDICTS])
def test_a_control_holds_only_with_passing_tests(outcomes, test, wrong, why):
    (verdict,) = judge(log(hazard(control(f"{FILE}::{test}"))), outcomes)
    assert verdict.holds is (wrong is None), why
    assert wrong is None or wrong in verdict.wrong[0]


def test_a_passing_test_does_not_make_up_for_another(outcomes):
    (verdict,) = judge(log(hazard(control(f"{FILE}::test_passes", f"{FILE}::test_is_skipped"))), outcomes)
    assert (verdict.holds, verdict.passed) == (False, 1)


@pytest.mark.parametrize(
    ("test", "reference", "meant"),
    [
        ("tests/a.py::test_x", "tests/a.py", True),
        ("tests/a.py::test_x[1]", "tests/a.py::test_x", True),
        ("tests/a.py::test_x[crisis: late]", "tests/a.py::test_x[crisis: late]", True),
        ("tests/a.py::test_x[crisis: late-sqlite]", "tests/a.py::test_x[crisis: late", True),
        ("tests/a.py::test_xy", "tests/a.py::test_x", False),
        ("tests/a.py::test_x[2]", "tests/a.py::test_x[1]", False),
        ("tests/ab.py::test_x", "tests/a.py", False),
    ],
)
def test_which_tests_a_reference_means(test, reference, meant):
    assert is_meant(test, reference) is meant


def test_each_test_is_asked_for_once_on_the_python_of_its_runtime(tmp_path):
    engine, service = "tests/engine/test_channel.py::test_one", "tests/a.py::test_x"
    named = [control(service, f"{service}[1]"), control(engine, "tests/b.py", "tests/b.py::test_y", number=2)]
    first, second = commands(log(hazard(*named)), tmp_path, tmp_path / "out")
    assert first[0].endswith(".venv-engine/bin/python")
    assert first[-3:] == ["-c", "tests/engine/pytest.ini", engine]
    assert second[0].endswith(".venv/bin/python")
    assert second[-2:] == ["tests/b.py", service]


def test_a_log_without_tests_of_the_engine_does_not_start_its_python(tmp_path):
    (only,) = commands(log(hazard(control("tests/a.py"))), tmp_path, tmp_path / "out")
    assert only[-1] == "tests/a.py"


def test_the_worst_phase_of_a_test_counts(tmp_path):
    row = {"file": f"{tmp_path}/tests/a.py", "name": "test_x", "hazards": []}
    lines = [
        json.dumps({**row, "when": when, "outcome": outcome})
        for when, outcome in (("setup", "passed"), ("call", "passed"), ("teardown", "failed"))
    ]
    assert read_outcomes(lines, tmp_path) == [Outcome("tests/a.py::test_x", "failed")]
