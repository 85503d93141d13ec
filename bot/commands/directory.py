"""``python -m bot directory``: how fresh the directory is, and the list by which a person checks it."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.commands import say
from bot.commands._stock import to_json, to_text
from bot.database import make_engine
from bot.directory.check_rows import read_checks, read_stock, store_checks
from bot.directory.csv_file import Refusal
from bot.directory.hours import LONDON
from bot.directory.recheck import Decisions, read_decisions, write_list
from bot.directory.stock import Stock, take_stock
from bot.settings import ROOT, Settings
from bot.wording.national import read_national

HELP = "say how fresh the directory is (status); list what a person has to check, and take it back (recheck)"

_NATIONAL = ROOT / "bot" / "wording" / "national.yml"
_SHOWN = 50  # refused rows that are printed
Answer = TypeVar("Answer")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the two sub-commands with their options."""
    what = parser.add_subparsers(dest="what", required=True)
    status = what.add_parser("status", help="what is shown, too old, held and closed; what expires soon; alarms")
    status.add_argument("--days", type=int, default=60, help="list what expires within so many days (60)")
    status.add_argument("--json", action="store_true", help="print one JSON object, for machines")
    status.add_argument(
        "--strict", action="store_true", help="exit 1 where a national number is overdue that stays shown"
    )
    recheck = what.add_parser("recheck", help="the list for a person as CSV, the most overdue first")
    way = recheck.add_mutually_exclusive_group()
    way.add_argument("--out", type=Path, metavar="FILE.csv", help="write the list to a new file instead of printing it")
    way.add_argument("--take", type=Path, metavar="FILE.csv", help="take over the decisions of a filled-in list")
    recheck.add_argument("--closed", action="store_true", help="list closed services too")
    recheck.add_argument("--dry-run", action="store_true", help="with --take: check the file and write nothing")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Do it; the exit status is 1 where a row is refused, a file cannot be used, or ``--strict`` finds an alarm."""
    today = datetime.now(LONDON).date()
    if arguments.what == "status":
        return _status(arguments, settings, today)
    if arguments.take is not None:
        return _take(arguments.take, settings, today, dry_run=arguments.dry_run)
    return _list(arguments, settings)


def _status(arguments: argparse.Namespace, settings: Settings, today: date) -> int:
    async def read(connection: AsyncConnection) -> Stock:
        national = read_national(_NATIONAL)
        stocked, checks = await read_stock(connection), await read_checks(connection)
        return take_stock(stocked, checks, national, today, arguments.days)

    stock = _with_database(settings, read)
    say(to_json(stock) if arguments.json else to_text(stock))
    return 1 if arguments.strict and stock.alarms else 0


def _list(arguments: argparse.Namespace, settings: Settings) -> int:
    async def read(connection: AsyncConnection) -> str:
        services = [each.service for each in await read_stock(connection)]
        return write_list(services, with_closed=arguments.closed)

    text = _with_database(settings, read)
    if arguments.out is None:
        sys.stdout.write(text)
        return 0
    try:
        # A new file only: an old one may hold somebody's work. The mark at its head tells a spreadsheet: UTF-8.
        with arguments.out.open("x", encoding="utf-8-sig", newline="") as file:
            file.write(text)
    except OSError as error:
        say(f"recheck: the list was not written: {error.strerror}")
        return 1
    say("recheck: the list is written; fill in seen_on, decision and reason, then --take it")
    return 0


def _take(file: Path, settings: Settings, today: date, *, dry_run: bool) -> int:
    try:
        data = file.read_bytes()
    except OSError as error:
        say(f"recheck: the file was not read: {error.strerror}")
        return 1

    async def take(connection: AsyncConnection) -> Decisions:
        services = {each.service.id: each.service for each in await read_stock(connection)}
        decisions = read_decisions(data, services, today)
        if not decisions.refused and not dry_run:
            await store_checks(connection, decisions.checks)
        return decisions

    decisions = _with_database(settings, take)
    if decisions.refused:
        _say_refused(decisions.refused)
        return 1
    for check in decisions.checks:
        say(f"recheck: {check.decision} {check.service_id}")
    say(f"recheck: {len(decisions.checks)} decisions {'could be' if dry_run else 'are'} taken over")
    return 0


def _say_refused(refused: tuple[Refusal, ...]) -> None:
    for refusal in refused[:_SHOWN]:
        say(f"recheck: line {refusal.line}: {refusal.reason}")
    if len(refused) > _SHOWN:
        say(f"recheck: and {len(refused) - _SHOWN} more")
    say(f"recheck: {len(refused)} rows are refused, so nothing was taken over")


def _with_database(settings: Settings, act: Callable[[AsyncConnection], Awaitable[Answer]]) -> Answer:
    """Run ``act`` in one transaction: all of it is written, or nothing."""

    async def in_transaction() -> Answer:
        engine = make_engine(settings.database)
        try:
            async with engine.begin() as connection:
                return await act(connection)
        finally:
            await engine.dispose()

    return asyncio.run(in_transaction())
