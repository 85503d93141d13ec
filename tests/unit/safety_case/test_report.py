"""The report: measured figures with their day and data, what is not measured, what is not proven, what is open."""

from datetime import UTC, datetime

import pytest

from scripts.safety_case.figures import Figure, read_figures
from scripts.safety_case.proof import Verdict
from scripts.safety_case.report import Case, render, summarise, write_report
from tests.unit.safety_case.builders import control, hazard, log

PAGE = """# Benchmarks

Made by `make bench`. AMD, 2 cores. 22 November 2026.

## A turn over HTTP

|  | median | p95 | median, ratio |
| --- | --- | --- | --- |
| First Port, crisis | 7.5 ms | 10.4 ms | 0.19 |

## Memory
"""
MEASURED = {
    "measures": {
        "danger_noticed": {
            "title": "in danger: noticed",
            "count": 97,
            "of": 100,
            "share": 0.97,
            "low": 0.915,
            "high": 0.99,
            "goal": {"at_least": 0.97, "reached": True},
        },
        "pathway_abuse": {"title": "right pathway", "count": 0, "of": 0, "share": None, "low": None, "high": None},
    },
    "robustness": {
        "may_fall_by_points": 2.0,
        "variations": {
            "plain": {"danger_noticed": {"points": 0.0, "fell": False}},
            "all caps": {"danger_noticed": {"points": -3.1, "fell": True}},
        },
    },
}
NAMES = {"bench:crisis_turn", "bench:screen", "evaluate:danger_noticed", "evaluate:pathway_abuse", "evaluate:gone"}


def case(*verdict_wrong, reviewed_by=None, figures=None):
    one = hazard(control("tests/a.py"), figures=("bench:crisis_turn", "evaluate:danger_noticed"))
    verdict = Verdict(one, one.controls[0], 3, verdict_wrong)
    known = read_figures(PAGE, (MEASURED, "held_apart.jsonl, 100 rows"), set(one.figures))
    made = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)
    return Case(log(one, reviewed_by=reviewed_by), [verdict], figures or known, made, "commit abc")


FIGURES = [
    ("bench:crisis_turn", "10.4 ms", "make bench", "from its row and column"),
    ("bench:screen", None, "", "a section that is not there"),
    ("evaluate:danger_noticed", "97.0%, 97 of 100, 95% interval 91.5 to 99.0", "held_apart.jsonl", "a share"),
    ("evaluate:pathway_abuse", None, "", "no row to measure it on"),
    ("evaluate:gone", None, "", "a measure that is not taken"),
    ("evaluate:robustness", "1 of 2: all caps (danger_noticed -3.1)", "held_apart.jsonl", "what fell"),
]


@pytest.mark.parametrize(("name", "value", "data", "why"), FIGURES, ids=[row[3] for row in FIGURES])
def test_a_figure_is_read_with_its_data_and_day_or_not_measured(name, value, data, why):
    figure = read_figures(PAGE, (MEASURED, "held_apart.jsonl"), {name})[name]
    assert (figure.value, figure.data) == (value, data), why
    assert bool(figure.day) is (value is not None)
    assert "not measured" in str(figure) or figure.day in str(figure)


def test_a_goal_is_said_to_be_reached_or_missed():
    figures = read_figures(PAGE, (MEASURED, "x"), {"evaluate:danger_noticed", "evaluate:robustness"})
    assert figures["evaluate:danger_noticed"].goal == "goal at least 97%, reached"
    assert figures["evaluate:robustness"].goal == "allowed: 2 points, MISSED"


def test_without_an_evaluation_nothing_is_made_up():
    figures = read_figures(PAGE, None, NAMES)
    assert {name for name, figure in figures.items() if figure.value} == {"bench:crisis_turn"}


@pytest.mark.parametrize("template", ["report.md.jinja", "report.html.jinja"])
def test_the_report_holds_figures_controls_open_points_and_who_reviewed_it(template):
    said = render(case(), template)
    for part in ("10.4 ms", "22 November 2026", "97.0%", "100 rows", "CTL-001-1", "proven by 3 passing tests"):
        assert part in said, part
    for part in ("tests/a.py", "nobody yet", "Nobody looks.", "the console", "commit abc", "never put on a person"):
        assert part in said, part
    assert "NOT PROVEN" not in said


@pytest.mark.parametrize("template", ["report.md.jinja", "report.html.jinja"])
def test_what_is_not_proven_or_not_measured_is_plain_to_see(template):
    nothing = {name: Figure(name) for name in ("bench:crisis_turn", "evaluate:danger_noticed")}
    said = render(case("tests/a.py did not run", figures=nothing), template)
    for part in ("NOT PROVEN", "tests/a.py did not run", "not measured"):
        assert part in said, part


def test_what_tests_say_is_shown_as_text_in_the_page():
    assert "<b>" not in render(case("tests/a.py[<b>] failed"), "report.html.jinja")


def test_the_terminal_is_told_what_is_not_proven_and_by_what():
    lines = summarise(case("tests/a.py skipped"))
    assert "NOT PROVEN CTL-001-1 (HAZ-001): It answers." in lines
    assert "    tests/a.py skipped" in lines
    assert any("no, not yet" in line for line in lines)
    assert not any("NOT PROVEN" in line for line in summarise(case(reviewed_by="Dr A, clinical safety officer")))


def test_the_terminal_names_a_few_tests_and_the_report_all():
    many = case(*(f"tests/a.py::test_{number} failed" for number in range(8)))
    assert summarise(many)[-1] == "    and 3 more, in the report"
    assert "test_7 failed" in render(many, "report.md.jinja")


def test_a_goal_that_is_missed_is_told_and_is_no_failure():
    figures = read_figures(PAGE, (MEASURED, "x"), NAMES | {"evaluate:robustness"})
    lines = summarise(case(figures=figures))
    assert [line for line in lines if line.startswith("Goal missed: results that fall")]
    assert not any("in danger: noticed" in line for line in lines), "it is reached"
    assert "1 miss their goal, 3 not measured" in render(case(figures=figures), "report.md.jinja")


def test_both_forms_are_written(tmp_path):
    written = write_report(case(), tmp_path / "new")
    assert [file.name for file in written] == ["report.md", "report.html"]
    assert all(file.read_text().strip() for file in written)
