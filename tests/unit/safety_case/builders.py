"""A small hazard log, and a small project that it speaks of."""

import yaml

from scripts.safety_case.log import Control, Hazard, HazardLog, OpenPoint, Rating


def row(**changes):
    """One hazard as it stands in the file."""
    known = {
        "id": "HAZ-001",
        "title": "Somebody is not heard",
        "description": "Words meet no answer.",
        "causes": ["No phrase for them."],
        "effect": "Silence.",
        "harm": "The person gives up.",
        "initial": {"severity": "Major", "likelihood": "High"},
        "controls": [
            {"id": "CTL-001-1", "text": "It answers.", "code": ["bot/one.py::answer"], "tests": ["tests/test_a.py"]}
        ],
        "residual": {"severity": "Minor", "likelihood": "Low", "text": "Little is left."},
        "acceptance": "Proposed as acceptable.",
    }
    return {**known, **changes}


def log_file(folder, *rows, **changes):
    """A log in a file."""
    whole = {"reviewed_by": None, "drafted_on": "2026-11-22", "plans": {"console": "the console"}}
    file = folder / "hazards.yml"
    file.write_text(yaml.safe_dump({**whole, "hazards": list(rows) or [row()], **changes}), encoding="utf-8")
    return file


def control(*tests, code=("bot/one.py::answer",), number=1):
    return Control(f"CTL-001-{number}", "It answers.", code, tests)


def hazard(*controls, **changes):
    known = {
        "id": "HAZ-001",
        "title": "Somebody is not heard",
        "description": "Words meet no answer.",
        "causes": ("No phrase.",),
        "effect": "Silence.",
        "harm": "The person gives up.",
        "initial": Rating("Major", "High"),
        "controls": controls,
        "residual": Rating("Minor", "Low"),
        "residual_text": "Little is left.",
        "acceptance": "Proposed as acceptable.",
        "open": (OpenPoint("Nobody looks.", "the console"),),
    }
    return Hazard(**{**known, **changes})


def log(*hazards, reviewed_by=None):
    return HazardLog(reviewed_by, "2026-11-22", hazards)


TEST_FILE = """
import pytest

@pytest.mark.hazard("HAZ-001")
def test_passes(): pass

@pytest.mark.hazard("HAZ-001")
def test_fails(): assert False

@pytest.mark.hazard("HAZ-001")
def test_is_skipped(): pytest.skip("not here")

@pytest.mark.hazard("HAZ-001")
@pytest.mark.parametrize("number", [1, 2])
def test_cases(number): assert number == 1

@pytest.fixture
def untidy():
    yield
    raise RuntimeError

@pytest.mark.hazard("HAZ-001")
def test_is_left_untidy(untidy): pass

def test_carries_nothing(): pass
"""


def project(folder):
    """A project with one test of every kind, and the code that they are about."""
    (folder / "bot").mkdir()
    (folder / "bot" / "one.py").write_text("ANSWER = 1\nclass Way:\n    def go(self): ...\ndef answer(): ...\n")
    (folder / "tests").mkdir()
    (folder / "tests" / "test_a.py").write_text(TEST_FILE)
    (folder / "tests" / "test_whole.py").write_text(
        'import pytest\npytestmark = [pytest.mark.slow, pytest.mark.hazard("HAZ-001", "HAZ-002")]\n'
        "def test_one(): pass\nasync def test_two(): pass\ndef helper(): pass\n"
    )
    return folder
