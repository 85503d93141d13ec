"""``python -m bot seed``: loads the services that the project ships into the directory."""

from __future__ import annotations

import argparse
import asyncio
from datetime import UTC, datetime

from bot.commands import say
from bot.database import make_engine
from bot.directory.seed import SeedReport, seed
from bot.directory.seedfile import SeedError
from bot.places import Places, PlacesError
from bot.settings import Settings

HELP = "load the services that the project ships into the directory (again and again gives the same)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes no arguments of its own."""


def run(arguments: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001  # the convention of commands
    """Seed the directory; the exit status is 1 where the postcode file is missing or a seed file is wrong."""
    say("seed: loading the directory")
    try:
        places = Places.open(settings.postcodes)
    except PlacesError as error:
        say(f"seed: {error}")
        return 1
    try:
        report = asyncio.run(_seed(settings, places))
    except SeedError as error:
        say(f"seed: {error}")
        return 1
    finally:
        places.close()
    say(
        f"seed: {report.shown} services are shown, {report.stale} are too old to be shown, "
        f"{report.held} are held until someone checks them, {report.closed} are closed; "
        f"{report.located} have a place on the map"
    )
    return 0


async def _seed(settings: Settings, places: Places) -> SeedReport:
    engine = make_engine(settings.database)
    try:
        async with engine.begin() as connection:
            return await seed(connection, places, datetime.now(UTC).date())
    finally:
        await engine.dispose()
