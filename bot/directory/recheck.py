"""The list by which a person checks the directory: CSV out, the most overdue first, and their decisions in. Pure.

A cell that a spreadsheet would take for a formula goes out behind an apostrophe, which is taken off on the way in.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from bot.directory.checks import Check, Decision, facts_digest, facts_to_check, why_not
from bot.directory.csv_cells import CellError, check_cell, check_words, read_seen_day
from bot.directory.csv_file import Refusal, read_table
from bot.directory.freshness import expires_on
from bot.directory.values import Service, Status

COLUMNS = (
    *("id", "kind", "name", "what_to_check", "source_url", "checked_on", "expires_on", "status", "held_reason"),
    *("seen_on", "decision", "reason"),
)
_LONGEST_REASON = 500  # characters: the column's own width
_FORMULA = re.compile(r"['\s]*[=+\-@]")
Read = TypeVar("Read")


@dataclass(frozen=True)
class Decisions:
    """What a filled-in list says: decisions, and refused rows. Where there is one of these, none is taken over."""

    checks: tuple[Check, ...]
    refused: tuple[Refusal, ...]


def write_list(services: Iterable[Service], *, with_closed: bool = False) -> str:
    """The list as CSV, the most overdue first and what was never dated before everything."""
    listed = [each for each in services if with_closed or each.status is not Status.CLOSED]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for each in sorted(listed, key=lambda each: (expires_on(each) or date.min, each.id)):
        writer.writerow([quote(cell) for cell in _cells(each)])
    return text.getvalue()


def read_decisions(raw: bytes, services: Mapping[str, Service], today: date) -> Decisions:
    """Read and check a filled-in list against the directory as it is; rows without a decision are passed over."""
    table = read_table(raw, COLUMNS)
    checks: dict[str, Check] = {}
    refused = list(table.refused)
    for line, cells in table.rows:
        try:
            check = _check({name: unquote(cell).strip() for name, cell in cells.items()}, services, today)
        except CellError as error:
            refused.append(Refusal(line, str(error)))
            continue
        if check is not None and check.service_id in checks:
            refused.append(Refusal(line, "this service is decided in an earlier line already"))
        elif check is not None:
            checks[check.service_id] = check
    if not checks and not refused:
        refused.append(Refusal(1, "the file holds no decision"))
    return Decisions(tuple(checks.values()), tuple(sorted(refused, key=lambda refusal: refusal.line)))


def quote(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; ``unquote`` gives every text back as it was."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unquote(cell: str) -> str:
    """A cell as it was before ``quote``."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _cells(each: Service) -> tuple[str, ...]:
    expires = expires_on(each)
    return (
        each.id,
        each.kind.value,
        each.name,
        facts_to_check(each),
        each.source_url or "",
        each.checked_on.isoformat() if each.checked_on else "",
        expires.isoformat() if expires else "",
        each.status.value,
        each.held_reason or "",
        *("", "", ""),
    )


def _check(cell: Mapping[str, str], services: Mapping[str, Service], today: date) -> Check | None:
    """The decision of a row, ``None`` where it holds none; CellError says why it is refused, never repeating it."""
    if not cell["decision"]:
        if cell["seen_on"] or cell["reason"]:
            raise CellError("it has a day or a reason and no decision")
        return None
    service = services.get(cell["id"])
    if service is None:
        raise CellError("there is no service of this id in the directory")
    if _plain(cell["what_to_check"]) != _plain(facts_to_check(service)):
        raise CellError("what_to_check is not what the directory holds now: make a new list")
    seen_on = _named("seen_on", lambda: read_seen_day(cell["seen_on"], today))
    reason = _named("reason", lambda: _reason(cell["reason"]))
    check = Check(service.id, seen_on, _decision(cell["decision"]), facts_digest(service), reason)
    problem = why_not(service, check, today)
    if problem is not None:
        raise CellError(problem)
    return check


def _named(column: str, read: Callable[[], Read]) -> Read:
    try:
        return read()
    except CellError as error:
        raise CellError(f"{column} {error}") from None


def _decision(text: str) -> Decision:
    try:
        return Decision(text.lower())
    except ValueError:
        raise CellError("decision must be keep, hold, close or empty") from None


def _reason(text: str) -> str | None:
    check_cell(text, _LONGEST_REASON)
    check_words(text)
    return text or None


def _plain(text: str) -> str:
    return " ".join(text.split())
