"""Running exactly the tests that the log names, each on its own Python, and what they prove of each control."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts.safety_case.links import split_reference
from scripts.safety_case.log import Control, Hazard, HazardLog

PASSED = "passed"
ENGINE_TESTS = "tests/engine/"
_PLUGIN = ("-p", "scripts.safety_case.plugin")
_RAN = {0, 1}  # pytest's exit status when the tests were run: all passed, or some did not


class ProofError(Exception):
    """The tests could not be run at all."""


@dataclass(frozen=True)
class Outcome:
    """What became of one test: ``passed``, ``failed`` or ``skipped``; and the hazards that it carries."""

    test: str
    outcome: str
    hazards: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Verdict:
    """Whether a control holds: every test that it names ran, carried the hazard's id, and passed."""

    hazard: Hazard
    control: Control
    passed: int
    wrong: tuple[str, ...] = field(default=())

    @property
    def holds(self) -> bool:
        """A control that nothing speaks against, and that at least one test speaks for."""
        return not self.wrong and self.passed > 0


def run_tests(log: HazardLog, root: Path, results: Path) -> list[Outcome]:
    """Run the tests that the log names, those of the engine on the engine's Python; ``results`` is made anew.

    Raises:
        ProofError: pytest could not run them.
    """
    results.unlink(missing_ok=True)
    for command in commands(log, root, results):
        done = subprocess.run(command, cwd=root, check=False)  # noqa: S603  # our own tests, named in our own log
        if done.returncode not in _RAN:
            raise ProofError(f"pytest ended with {done.returncode}")
    return read_outcomes(results.read_text(encoding="utf-8").splitlines() if results.exists() else [], root)


def commands(log: HazardLog, root: Path, results: Path) -> list[list[str]]:
    """The runs of pytest that are needed: the engine's tests first, as they start the fewest things."""
    asked = _asked(log)
    engine = [name for name in asked if name.startswith(ENGINE_TESTS)]
    service = [name for name in asked if not name.startswith(ENGINE_TESTS)]
    shared = ["-m", "pytest", "-q", *_PLUGIN, f"--safety-case={results}"]
    runs = []
    if engine:
        config = ["-c", f"{ENGINE_TESTS}pytest.ini"]
        runs.append([str(root / ".venv-engine/bin/python"), *shared, *config, *engine])
    if service:
        runs.append([str(root / ".venv/bin/python"), *shared, *service])
    return runs


def read_outcomes(lines: Iterable[str], root: Path) -> list[Outcome]:
    """One outcome a test, from a line for each of its phases: the worst counts."""
    phases: dict[str, list[str]] = {}
    hazards: dict[str, frozenset[str]] = {}
    for line in lines:
        row = json.loads(line)
        test = f"{Path(row['file']).relative_to(root).as_posix()}::{row['name']}"
        phases.setdefault(test, []).append(row["outcome"])
        hazards[test] = frozenset(row["hazards"])
    return [Outcome(test, _worst(found), hazards[test]) for test, found in phases.items()]


def judge(log: HazardLog, outcomes: Sequence[Outcome]) -> list[Verdict]:
    """A verdict on every control of the log."""
    return [_verdict(hazard, control, outcomes) for hazard, control in log.controls]


def is_meant(test: str, reference: str) -> bool:
    """Whether a reference names a test: itself, the function whose case it is, or the file that it stands in."""
    return test == reference or test.startswith((f"{reference}[", f"{reference}::")) or _is_case(test, reference)


def _is_case(test: str, reference: str) -> bool:
    return "[" in reference and test.startswith(reference)


def _verdict(hazard: Hazard, control: Control, outcomes: Sequence[Outcome]) -> Verdict:
    wrong: list[str] = []
    passed: set[str] = set()
    for reference in control.tests:
        meant = [outcome for outcome in outcomes if is_meant(outcome.test, reference)]
        if not meant:
            wrong.append(f"{reference} did not run")
        for outcome in meant:
            if outcome.outcome != PASSED:
                wrong.append(f"{outcome.test} {outcome.outcome}")
            elif hazard.id not in outcome.hazards:
                wrong.append(f"{outcome.test} does not carry {hazard.id}")
            else:
                passed.add(outcome.test)
    return Verdict(hazard, control, len(passed), tuple(wrong))


def _worst(outcomes: Sequence[str]) -> str:
    return next((outcome for outcome in ("failed", "skipped") if outcome in outcomes), PASSED)


def _asked(log: HazardLog) -> list[str]:
    """What pytest is asked to run: whole files, and functions of other files, each once."""
    references = sorted({split_reference(reference) for _, control in log.controls for reference in control.tests})
    whole = {file for file, function in references if not function}
    return sorted(whole) + [f"{file}::{function}" for file, function in references if function and file not in whole]
