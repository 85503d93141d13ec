"""``python -m bot import KIND FILE.csv``: loads a file of the operator; each kind of file is a module of its own."""

from __future__ import annotations

import argparse

from bot.commands import Command, _import_practices, _import_schools, _import_services
from bot.settings import Settings

HELP = "load a CSV file of the operator into the directory, all of it or nothing"
_KINDS: dict[str, Command] = {"practices": _import_practices, "schools": _import_schools, "services": _import_services}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the kinds of file, each with its own arguments."""
    kinds = parser.add_subparsers(dest="what", metavar="KIND", required=True)
    for name, kind in _KINDS.items():
        kind.add_arguments(kinds.add_parser(name, help=kind.HELP, description=kind.HELP))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Load the file; the exit status is 1 where any row is refused, and nothing is loaded."""
    return _KINDS[arguments.what].run(arguments, settings)
