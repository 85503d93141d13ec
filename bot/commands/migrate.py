"""``python -m bot migrate``: bring the database to the newest form of its tables."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.database import make_engine
from bot.settings import ROOT, Settings

HELP = "Bring the database to the newest form of its tables"
SCRIPTS = ROOT / "migrations"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare ``--check``, and ``--new`` for developers."""
    parser.add_argument("--check", action="store_true", help="only say whether tables and migrations agree (exit 1)")
    parser.add_argument("--new", metavar="WHY", help="for developers: write a migration for what changed in the tables")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Migrate; 0 when the database is up to date afterwards."""
    _make_folder(settings)
    asyncio.run(_run(arguments, make_engine(settings.database)))
    return 0


async def migrate(engine: AsyncEngine) -> None:
    """Bring a database up to date."""
    await _with_connection(engine, lambda config: command.upgrade(config, "head"))


async def _run(arguments: argparse.Namespace, engine: AsyncEngine) -> None:
    try:
        if arguments.new:
            await _with_connection(engine, lambda config: _write(config, arguments.new))
        elif arguments.check:
            await _with_connection(engine, command.check)
        else:
            await migrate(engine)
            print("The database is up to date.")
    finally:
        await engine.dispose()


def _write(config: Config, why: str) -> None:
    number = len(list((SCRIPTS / "versions").glob("*.py"))) + 1
    command.revision(config, why, autogenerate=True, rev_id=f"{number:04}")


async def _with_connection(engine: AsyncEngine, act: Callable[[Config], None]) -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))

    def on(connection: Connection) -> None:
        config.attributes["connection"] = connection
        act(config)

    async with engine.begin() as connection:
        await connection.run_sync(on)


def _make_folder(settings: Settings) -> None:
    """SQLite makes its file, but not the folder that it lies in."""
    url = make_url(settings.database)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
