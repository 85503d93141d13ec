"""``python -m bot import schools FILE.csv``: loads the operator's own coverage, all of it or nothing."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.commands import say
from bot.commands._importing import open_places, read_file, say_refused
from bot.database import make_engine
from bot.directory.school_import import COLUMNS, load_schools, read_schools
from bot.places.authorities import read_authorities
from bot.settings import Settings

HELP = f"schools with their mental health support team; columns: {','.join(COLUMNS)}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("file", type=Path, help="the CSV file, UTF-8, with a header line")
    parser.add_argument("--dry-run", action="store_true", help="check the file and write nothing")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Check the whole file, then load it; the exit status is 1 where any row is refused, and nothing is loaded."""
    raw = read_file(arguments.file)
    places = None if raw is None else open_places(settings)
    if raw is None or places is None:
        return 1
    try:
        read = read_schools(raw, read_authorities(), places, datetime.now(UTC).date())
    finally:
        places.close()
    if read.refused:
        say_refused(read.refused)
        return 1
    if arguments.dry_run:
        say(f"import: {len(read.rows)} schools could be loaded; nothing was written")
        return 0
    say(f"import: loading {len(read.rows)} schools")
    asyncio.run(_load(settings, read.rows))
    say(f"import: {len(read.rows)} schools are loaded")
    return 0


async def _load(settings: Settings, rows: Sequence[Mapping[str, Any]]) -> None:
    engine = make_engine(settings.database)
    try:
        async with engine.begin() as connection:
            await load_schools(connection, rows)
    finally:
        await engine.dispose()
