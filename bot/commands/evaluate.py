"""``python -m bot evaluate --safety FILE ...``: how well danger is noticed, and how seldom anybody else is alarmed.

What is measured, of which rows, and what is to be reached: ``bot/evaluation/measures.py``, ``docs/evaluation.md``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TextIO

from bot.commands._progress import note, watch
from bot.evaluation import (
    Outcome,
    Product,
    Robustness,
    RowError,
    Tally,
    Turn,
    choose_padding,
    figures,
    led_to,
    list_files,
    missed_goals,
    read_rows,
    report,
)
from bot.safety import assess_turns, load_screen
from bot.settings import Settings
from bot.words import Assessment

HELP = "measure on labelled messages how well danger is noticed, and how seldom anybody else is alarmed"
_MISSES = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what is measured, and what of it is shown."""
    parser.add_argument(
        "--safety",
        metavar="FILE",
        type=Path,
        nargs="+",
        required=True,
        help="labelled rows, JSON lines, or a folder of such files (docs/evaluation.md)",
    )
    parser.add_argument("--robustness", action="store_true", help="also read every row in ten variations, and compare")
    parser.add_argument("--json", metavar="OUT", type=Path, help="write all figures into a file")
    parser.add_argument(
        "--misses", metavar="N", type=int, default=_MISSES, help="list N misses of a kind (%(default)s)"
    )
    parser.add_argument("--show-text", action="store_true", help="show what was written in a miss; else never")
    parser.add_argument("--goals", action="store_true", help="exit with 1 when a goal is missed")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Measure and report; 1 when a row was bad or a file is not there, and with ``--goals`` when one is missed."""
    del settings
    try:
        files = list_files(arguments.safety)
    except FileNotFoundError as error:
        print(f"evaluate: there are no rows in {error}", file=sys.stderr)
        return 1
    return evaluate(arguments, files, _product(), sys.stdout, sys.stderr, datetime.now(UTC).date())


def evaluate(
    arguments: argparse.Namespace, files: Sequence[Path], product: Product, out: TextIO, err: TextIO, today: date
) -> int:
    """Measure ``product`` on the rows of ``files``; the exit status."""
    bad: list[str] = []

    def refuse(where: str, error: RowError) -> None:
        bad.append(where)
        note(f"{where}: {error}", err)

    total = sum(1 for _ in read_rows(files, refuse))
    talk = choose_padding(read_rows(files, _pass_over), product) if arguments.robustness else ()
    robustness = Robustness(product, talk) if arguments.robustness else None
    tally = Tally(keep=arguments.misses, keep_text=arguments.show_text)
    for row in watch(read_rows(files, _pass_over), err, "rows", total):
        found = product.read(row.turns)
        outcome = Outcome(row, found, product.pathways(found))
        tally.add(outcome)
        if robustness is not None:
            robustness.add(outcome)
    if arguments.json:
        about = {"measured_on": today.isoformat(), "files": [file.name for file in files], "rows_refused": len(bad)}
        _write(arguments.json, {**about, **figures(tally, robustness)})
    out.writelines(f"{line}\n" for line in report(tally, robustness))
    missed = bool(missed_goals(tally)) or (robustness is not None and bool(robustness.fell()))
    return 1 if bad or (arguments.goals and missed) else 0


def _pass_over(where: str, error: RowError) -> None:
    """Say nothing of a bad row: the first reading named it."""


def _write(file: Path, said: dict[str, Any]) -> None:
    file.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")


def _product() -> Product:
    """What the gateway uses."""
    screen = load_screen()

    def conversation(turns: Sequence[Turn]) -> Assessment:
        return assess_turns(screen, ((turn.ours, turn.text) for turn in turns))

    return Product(screen, conversation, led_to)
