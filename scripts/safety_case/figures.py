"""The measured figures that hazards rest on: from the benchmarks page, and from the evaluation of the safety screen.

A figure that was not measured says so. Nothing is reckoned here, and nothing is made up.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

BENCHMARKS = Path("docs/benchmarks.md")
EXAMPLES = Path("bot/safety/examples/held_apart.jsonl")
_BENCH = "make bench"
_DATE = re.compile(r"\b(\d{1,2} [A-Z][a-z]+ \d{4})\b")
# Name in the log: section of the benchmarks page, beginning of the row, column, what it is.
_ROWS = {
    "bench:crisis_turn": ("A turn over HTTP", "First Port, crisis", "p95", "a crisis reply over HTTP, 95th percentile"),
    "bench:ordinary_turn": ("A turn over HTTP", "First Port, ordinary", "p95", "an ordinary reply, 95th percentile"),
    "bench:crowd_turn": ("Many people at once", "32", "First Port", "turns with 32 people at once"),
    "bench:screen": ("The screen", "whole screen, 300", "p99", "the whole screen, 300 characters, 99th percentile"),
    "bench:screen_long": ("The screen", "whole screen, 2,000", "p99", "the same, 2,000 characters"),
}
ROBUSTNESS = "evaluate:robustness"
_FELL = "results that fall by more than the allowed points when the examples are written otherwise"


@dataclass(frozen=True)
class Figure:
    """One measured figure. ``value`` is ``None`` where it was not measured; ``goal`` is empty where none is set.

    ``missed``: it is measured, has a goal, and does not reach it.
    """

    what: str
    value: str | None = None
    data: str = ""
    day: str = ""
    goal: str = ""
    missed: bool = False

    def __str__(self) -> str:
        """The figure in a sentence."""
        if self.value is None:
            return f"{self.what}: not measured"
        goal = f"; {self.goal}" if self.goal else ""
        return f"{self.what}: {self.value} ({self.data}, {self.day}{goal})"


def evaluate(root: Path, out: Path, *, robustness: bool) -> tuple[dict[str, Any], str] | None:
    """What ``python -m bot evaluate --safety`` measures on the held-apart examples now, and what they are.

    ``None`` where the command or the examples are not there, or it wrote nothing; what it said is on the terminal.
    """
    if not (root / "bot/commands/evaluate.py").exists() or not (root / EXAMPLES).exists():
        return None
    more = ["--robustness"] if robustness else []
    command = [sys.executable, "-m", "bot", "evaluate", "--safety", str(EXAMPLES), "--json", str(out), *more]
    out.unlink(missing_ok=True)
    subprocess.run([*command, "--misses", "0"], cwd=root, check=False)  # noqa: S603  # our own command on our own file
    if not out.exists():
        return None
    measured = json.loads(out.read_text(encoding="utf-8"))
    digest = hashlib.sha256((root / EXAMPLES).read_bytes()).hexdigest()[:12]
    return measured, f"{EXAMPLES.name}, {measured['rows']} rows, SHA-256 {digest}"


def read_figures(page: str, measured: tuple[dict[str, Any], str] | None, names: set[str]) -> dict[str, Figure]:
    """The figures of these names; ``page`` is the benchmarks page, ``measured`` what ``evaluate`` gave."""
    figures = {name: _benchmark(page, name) for name in names if name in _ROWS}
    for name in names - figures.keys():
        figures[name] = Figure(name) if measured is None else _evaluated(*measured, name)
    return figures


def known_names() -> set[str]:
    """Every name that the log may use."""
    from bot.evaluation.measures import MEASURES

    return {ROBUSTNESS, *_ROWS, *(f"evaluate:{measure.name}" for measure in MEASURES)}


def _benchmark(page: str, name: str) -> Figure:
    section, row, column, what = _ROWS[name]
    head, _, rest = page.partition(f"## {section}\n")
    lines = [_cells(line) for line in rest.partition("\n## ")[0].splitlines() if line.startswith("|")]
    day = _DATE.search(head)
    for cells in lines[2:]:
        if cells[0].startswith(row) and column in lines[0] and day:
            return Figure(what, cells[lines[0].index(column)], _BENCH, day.group(1))
    return Figure(what)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _evaluated(measured: dict[str, Any], data: str, name: str) -> Figure:
    day = f"{datetime.now(UTC):%-d %B %Y}"
    if name == ROBUSTNESS:
        return _robustness(measured, data, day)
    measure = measured["measures"].get(name.removeprefix("evaluate:"))
    if measure is None or not measure["of"]:
        return Figure(name if measure is None else measure["title"])
    value = (
        f"{100 * measure['share']:.1f}%, {measure['count']} of {measure['of']}, "
        f"95% interval {100 * measure['low']:.1f} to {100 * measure['high']:.1f}"
    )
    goal = measure.get("goal")
    return Figure(measure["title"], value, data, day, _goal(goal), missed=goal is not None and not goal["reached"])


def _goal(goal: dict[str, Any] | None) -> str:
    if goal is None:
        return ""
    bound = next(key for key in ("at_least", "at_most") if key in goal)
    said = "reached" if goal["reached"] else "MISSED"
    return f"goal {bound.replace('_', ' ')} {100 * goal[bound]:g}%, {said}"


def _robustness(measured: dict[str, Any], data: str, day: str) -> Figure:
    if "robustness" not in measured:
        return Figure(_FELL)
    variations = measured["robustness"]["variations"]
    results = [(name, title, cell) for name, row in variations.items() for title, cell in row.items()]
    fell = [f"{name} ({title} {cell['points']:+.1f})" for name, title, cell in results if cell["fell"]]
    allowed = f"allowed: {measured['robustness']['may_fall_by_points']:g} points"
    value = f"{len(fell)} of {len(results)}" + (f": {', '.join(fell)}" if fell else "")
    return Figure(_FELL, value, data, day, f"{allowed}, {'MISSED' if fell else 'reached'}", missed=bool(fell))
