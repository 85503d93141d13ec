"""``python -m bot import services FILE.csv``: loads the operator's own list of services, all of it or nothing."""

from __future__ import annotations

import argparse
import asyncio
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from bot.commands import say
from bot.commands._importing import open_places, read_file, say_refused
from bot.database import make_engine
from bot.directory.freshness import is_fresh
from bot.directory.service_csv import COLUMNS, Known, ServiceRow, read_services_file
from bot.directory.service_import import MOST_REMOVED, ImportReport, import_services, origin_of
from bot.directory.values import Status
from bot.places.authorities import read_authorities
from bot.settings import Settings

HELP = "services of every kind; docs/directory.md tells the columns"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,15}")
_SHARE = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?%?")
_ALL = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("file", type=Path, nargs="?", help="the CSV file, UTF-8, with a header line")
    parser.add_argument("--template", action="store_true", help="print the header line and do nothing else")
    parser.add_argument("--dry-run", action="store_true", help="say what the file would do and write nothing")
    parser.add_argument(
        "--name", type=_name, help="which of your lists this is; services of lists with other names stay as they are"
    )
    parser.add_argument(
        "--max-removed",
        type=_share,
        default=MOST_REMOVED,
        metavar="SHARE",
        help=f"stop where the file would close more of the list's services than this (default {MOST_REMOVED:.0%}%)",
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Check the whole file, then load it; the exit status is 1 where nothing may be loaded."""
    if arguments.template:
        say(",".join(COLUMNS))
        return 0
    if arguments.file is None:
        say("import: which file? --template prints an empty one")
        return 1
    today = datetime.now(UTC).date()
    rows = _read(arguments.file, settings, today)
    if rows is None:
        return 1
    report = asyncio.run(_import(arguments, settings, rows))
    if report.refused:
        say_refused(report.refused)
        return 1
    _say_changes(report)
    stale = sum(row.service.status is Status.ACTIVE and not is_fresh(row.service, today) for row in rows)
    if stale:
        say(f"import: {stale} were seen too long ago and are not shown until somebody has seen their source again")
    return _say_end(report, dry_run=arguments.dry_run)


def _read(file: Path, settings: Settings, today: date) -> tuple[ServiceRow, ...] | None:
    """The file's services; ``None`` where there are none to load, which has been said then."""
    raw = read_file(file)
    places = None if raw is None else open_places(settings)
    if raw is None or places is None:
        return None
    try:
        read = read_services_file(raw, Known(read_authorities(), places, today))
    finally:
        places.close()
    if read.refused:
        say_refused(read.refused)
        return None
    return read.rows


async def _import(arguments: argparse.Namespace, settings: Settings, rows: Sequence[ServiceRow]) -> ImportReport:
    engine = make_engine(settings.database)
    try:
        async with engine.begin() as connection:
            return await import_services(
                connection,
                rows,
                origin_of(arguments.name),
                most_removed=arguments.max_removed,
                dry_run=arguments.dry_run,
            )
    finally:
        await engine.dispose()


def _say_changes(report: ImportReport) -> None:
    for each in report.added:
        say(f"import: added: {each}")
    for change in report.changed:
        say(f"import: changed: {change.id}: {', '.join(change.columns)}")
    for each in report.closed:
        say(f"import: closed: {each}")
    say(
        f"import: {len(report.added)} added, {len(report.changed)} changed, {len(report.closed)} closed, "
        f"{report.same} as they were"
    )


def _say_end(report: ImportReport, *, dry_run: bool) -> int:
    if report.is_stopped:
        say("import: so many would be closed that the file looks wrong: nothing was written (see --max-removed)")
        return 1
    say("import: this was a dry run: nothing was written" if dry_run else "import: the list is loaded")
    return 0


def _name(text: str) -> str:
    """The name of a list; it becomes a part of its services' origin, which holds 20 characters."""
    if not _NAME.fullmatch(text):
        raise argparse.ArgumentTypeError("a name is 1 to 16 small letters, digits and dashes")
    return text


def _share(text: str) -> float:
    """``20%`` or ``20`` as 0.2."""
    if not _SHARE.fullmatch(text) or float(text.rstrip("%")) > _ALL:
        raise argparse.ArgumentTypeError("a share is written 20%, and 100% at most")
    return float(text.rstrip("%")) / _ALL
