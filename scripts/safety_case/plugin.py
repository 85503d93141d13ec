"""A plugin of pytest's: one JSON line for each phase of each test. Runs in both runtimes, so on Python 3.10 too."""

from __future__ import annotations

import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--safety-case FILE``: where the lines go."""
    parser.addoption("--safety-case", metavar="FILE", required=True, help="write what became of each test")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, None]:
    """``{file, name, when, outcome, hazards}``: the name without its file, for the file's root differs by runtime."""
    report = (yield).get_result()
    line = {
        "file": str(item.path),
        "name": item.nodeid.partition("::")[2],
        "when": report.when,
        "outcome": report.outcome,
        "hazards": [hazard for mark in item.iter_markers("hazard") for hazard in mark.args],
    }
    with Path(item.config.getoption("--safety-case")).open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(line) + "\n")
