"""``python -m bot import practices FILE.csv``: loads the GP practices of the NHS, all of them or nothing."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.commands import say
from bot.commands._importing import open_places, read_file, say_refused
from bot.database import make_engine
from bot.directory.practice_import import PracticesRead, load_practices, read_practices
from bot.places.authorities import read_authorities
from bot.settings import Settings

HELP = "GP practices: the file epraccur.csv of the NHS Organisation Data Service, as it is published, with no header"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("file", type=Path, help="the file epraccur.csv")
    parser.add_argument(
        "--checked-on", type=date.fromisoformat, help="the day it was fetched, 2026-11-01 (default: its file date)"
    )
    parser.add_argument("--dry-run", action="store_true", help="check the file and write nothing")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Check the whole file, then load it; the exit status is 1 where any row is refused, and nothing is loaded."""
    raw = read_file(arguments.file)
    places = None if raw is None else open_places(settings)
    if raw is None or places is None:
        return 1
    today = datetime.now(UTC).date()
    day = arguments.checked_on or datetime.fromtimestamp(arguments.file.stat().st_mtime, UTC).date()
    if day > today:
        places.close()
        say("import: the day on which the file was fetched lies ahead of today")
        return 1
    try:
        read = read_practices(raw, read_authorities(), places, day)
    finally:
        places.close()
    if read.refused:
        say_refused(read.refused)
        return 1
    _say_found(read)
    if arguments.dry_run:
        say("import: nothing was written")
        return 0
    asyncio.run(_load(settings, read.rows))
    say(f"import: {len(read.rows)} GP practices are loaded, in the place of those that were there")
    return 0


def _say_found(read: PracticesRead) -> None:
    say(f"import: {len(read.rows)} active GP practices of England; {read.passed_over} other rows are passed over")
    if read.unplaced:
        say(
            f"import: {read.unplaced} have a postcode that our postcode file does not hold: they have no place on a map"
        )


async def _load(settings: Settings, rows: Sequence[Mapping[str, Any]]) -> None:
    engine = make_engine(settings.database)
    try:
        async with engine.begin() as connection:
            await load_practices(connection, rows)
    finally:
        await engine.dispose()
