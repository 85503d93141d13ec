"""``make safety-case``: exit status 1 when a control has no passing test, or a link in the log does not hold."""

from __future__ import annotations

import argparse
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from scripts.safety_case.figures import BENCHMARKS, evaluate, read_figures
from scripts.safety_case.links import check_links
from scripts.safety_case.log import ROOT, HazardLog, LogError, read_log
from scripts.safety_case.proof import ProofError, judge, run_tests
from scripts.safety_case.report import Case, summarise, write_report

FOLDER = ROOT / "var" / "safety-case"


def main() -> int:
    """Check the links; run the tests, measure and write the report unless ``--quick``."""
    parser = argparse.ArgumentParser(prog="python -m scripts.safety_case", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="check the links only: run no test, write no report")
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder of the report (default: var/safety-case)")
    parser.add_argument("--no-robustness", action="store_true", help="leave out the variations, which take minutes")
    arguments = parser.parse_args()
    try:
        log = read_log()
        wrong = check_links(log, ROOT)
        if wrong:
            return _fail(wrong)
        if arguments.quick:
            print(f"{len(log.hazards)} hazards, {len(log.controls)} controls: every link holds.")
            return 0
        return _prove(log, arguments)
    except (LogError, ProofError) as error:
        return _fail([str(error)])


def _prove(log: HazardLog, arguments: argparse.Namespace) -> int:
    folder = arguments.out.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    verdicts = judge(log, run_tests(log, ROOT, folder / "tests.jsonl"))
    measured = evaluate(ROOT, folder / "evaluation.json", robustness=not arguments.no_robustness)
    page = (ROOT / BENCHMARKS).read_text(encoding="utf-8")
    figures = read_figures(page, measured, {name for hazard in log.hazards for name in hazard.figures})
    case = Case(log, verdicts, figures, datetime.now(UTC), _commit())
    written = write_report(case, folder)
    print("\n".join(summarise(case)))
    print(f"Written to {' and '.join(file.name for file in written)} in {arguments.out.name}.")
    return 1 if case.unproven else 0


def _commit() -> str:
    """Which state of the code this is; one that differs from its commit is said to."""
    said = [
        subprocess.run(["git", *command], cwd=ROOT, check=False, capture_output=True, text=True).stdout.strip()  # noqa: S603, S607  # git, on our own folder
        for command in (["rev-parse", "--short=12", "HEAD"], ["status", "--porcelain", "--untracked-files=no"])
    ]
    return (f"commit {said[0]}" if said[0] else "no commit") + (", with changes on top" if said[1] else "")


def _fail(wrong: list[str]) -> int:
    for line in wrong:
        print(f"safety case: {line}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
