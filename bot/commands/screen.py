"""``python -m bot screen < in.jsonl > out.jsonl``: what the safety screen finds in each row, in order, as it reads.

A row is ``{"id", "text"}`` or, for a conversation, ``{"id", "turns": [...]}``; a turn is a text or
``{"text", "role"}``; the person's turns are read, each after what was said before it. The answer is
``{"id", "support", "signals": [{"theme", "subject", "quote"}]}``, with ``"check_failed": true`` where the check broke.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from typing import Any, BinaryIO, TextIO

from bot.commands._progress import note, watch_lines
from bot.safety import Screen, assess_turns, load_screen
from bot.settings import Settings

HELP = "Screen messages for danger: JSON lines in on standard input, JSON lines out"
_OURS = frozenset({"assistant", "bot", "system", "agent", "clinician"})


class RowError(ValueError):
    """A row that cannot be screened; the message says why and never carries the row's text."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command reads; it takes no arguments of its own."""
    parser.epilog = (
        'Rows: {"id", "text"} or {"id", "turns": [...]}. A bad row is named on standard error and left out, and '
        "the exit code is then 1."
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Screen standard input to standard output; 0 when every row was good, 1 when one was not."""
    del arguments, settings
    return screen_rows(load_screen(), sys.stdin.buffer, sys.stdout, sys.stderr)


def screen_rows(screen: Screen, rows: BinaryIO, out: TextIO, complaints: TextIO) -> int:
    """Screen JSON lines; the exit code. Rows are answered one by one, so that a pipe of any length streams."""
    bad = 0
    for number, line in enumerate(_watched(rows, out, complaints), 1):
        if not line.strip():
            continue
        try:
            answer = _answer(screen, line)
        except RowError as error:
            bad += 1
            note(f"line {number}: {error}", complaints)
            continue
        out.write(json.dumps(answer) + "\n")
        out.flush()
    return 1 if bad else 0


def _watched(rows: BinaryIO, out: TextIO, complaints: TextIO) -> Iterable[bytes]:
    """The rows, with a bar on the terminal; none where the answers themselves show on it."""
    return rows if out.isatty() else watch_lines(rows, complaints)


def _answer(screen: Screen, line: bytes) -> dict[str, Any]:
    row = _row(line)
    assessment = screen(_text(row["text"])) if "text" in row else assess_turns(screen, _turns(row))
    signals = [
        {"theme": signal.theme.value, "subject": signal.subject.value, "quote": signal.quote}
        for signal in assessment.signals
    ]
    answer: dict[str, Any] = {"id": row["id"], "support": assessment.support.value, "signals": signals}
    return {**answer, "check_failed": True} if assessment.check_failed else answer


def _row(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise RowError("is no JSON in UTF-8") from None
    if not isinstance(row, dict) or "id" not in row:
        raise RowError('is no object with an "id"')
    if ("text" in row) == ("turns" in row):
        raise RowError('takes either "text" or "turns"')
    return row


def _turns(row: dict[str, Any]) -> list[tuple[bool, str]]:
    """Whether each turn is ours, and its text."""
    if not isinstance(row["turns"], list):
        raise RowError('"turns" takes a list')
    turns = []
    for turn in row["turns"]:
        if isinstance(turn, dict):
            turns.append((str(turn.get("role", "")).lower() in _OURS, _text(turn.get("text"))))
        else:
            turns.append((False, _text(turn)))
    return turns


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise RowError("has a text that is no string")
    return value
