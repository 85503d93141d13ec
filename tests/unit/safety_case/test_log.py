"""Reading the hazard log: what is right is read whole, what is wrong is named with its hazard."""

import pytest

from scripts.safety_case.log import LIKELIHOODS, MATRIX, RATINGS, SEVERITIES, LogError, Rating, read_log
from tests.unit.safety_case.builders import log_file, row

CONTROL = row()["controls"][0]


def test_a_log_is_read_whole(tmp_path):
    point = {"text": "Nobody looks at it.", "brought_by": "console"}
    read = read_log(log_file(tmp_path, row(open=[point], figures=["bench:crisis_turn"])))
    (one,) = read.hazards
    assert (read.reviewed_by, one.id, one.controls[0].tests) == (None, "HAZ-001", ("tests/test_a.py",))
    assert (one.open[0].brought_by, one.figures) == ("the console", ("bench:crisis_turn",))
    assert [control.id for _, control in read.controls] == ["CTL-001-1"]


REFUSED = [
    ([row(id="HAZ-1")], r"HAZ-1 id: 'HAZ-1' does not match", "an id has three digits"),
    ([row(controls=[])], "HAZ-001 controls: ", "a hazard without a control"),
    ([row(controls=[CONTROL | {"tests": []}])], "HAZ-001 controls 0 tests: ", "a control without a test"),
    ([row(controls=[CONTROL | {"code": []}])], "HAZ-001 controls 0 code: ", "a control without code"),
    ([row(controls=[CONTROL | {"code": ["/etc/x"]}])], "HAZ-001 controls 0 code 0: ", "a path of one machine"),
    ([row(controls=[CONTROL | {"id": "CTL-002-1"}])], "CTL-002-1 stands under HAZ-001", "another hazard's number"),
    ([row(controls=[CONTROL, CONTROL])], "CTL-001-1 stands twice", "an id used twice"),
    ([row(), row()], "HAZ-001 stands twice", "a hazard used twice"),
    ([row(colour="red")], "HAZ-001: Additional properties", "a key that nobody reads"),
    ([row(initial={"severity": "Bad", "likelihood": "Low"})], "HAZ-001 initial severity: 'Bad'", "no word of ours"),
    ([row(open=[{"text": "Later.", "brought_by": "never"}])], "no plan is called 'never'", "a plan of nobody's"),
    ([{"title": "x"}], "hazard 1: ", "a hazard without an id is still named"),
    (
        [row(initial={"severity": "Minor", "likelihood": "Low"}, residual={**row()["residual"], "severity": "Major"})],
        "HAZ-001: its controls are said to make it worse",
        "controls that add to it",
    ),
]


@pytest.mark.parametrize(("rows", "says", "why"), REFUSED, ids=[row[2] for row in REFUSED])
def test_what_is_wrong_is_named(tmp_path, rows, says, why):
    with pytest.raises(LogError, match=says):
        read_log(log_file(tmp_path, *rows))


def test_a_file_that_is_no_yaml_is_named(tmp_path):
    (tmp_path / "hazards.yml").write_text("a: [")
    with pytest.raises(LogError, match=r"hazards.yml is no YAML"):
        read_log(tmp_path / "hazards.yml")


def test_graver_or_likelier_is_never_rated_less():
    assert {number for row in MATRIX for number in row} == set(RATINGS)
    for at, likelihood in enumerate(LIKELIHOODS):
        for to, severity in enumerate(SEVERITIES):
            number = Rating(severity, likelihood).number
            assert all(number <= Rating(severity, more).number for more in LIKELIHOODS[at:])
            assert all(number <= Rating(more, likelihood).number for more in SEVERITIES[to:])
