"""The command line: one file a subcommand, ``python -m bot <name>``.

A command module holds ``HELP``, ``add_arguments(parser)`` and ``run(arguments, settings) -> int``; ``import_.py`` is
the command ``import``. A module is imported only when its own command runs: ``--help`` reads ``HELP`` from the source,
so that a list of the commands costs no heavy import.
"""

from __future__ import annotations

import argparse
import ast
import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, cast

from bot.settings import Settings

_FOLDER = Path(__file__).parent


class Command(Protocol):
    """What a command module offers."""

    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's own arguments."""

    def run(self, arguments: argparse.Namespace, settings: Settings) -> int:
        """Do it; the answer is the exit status."""
        ...


def list_commands(folder: Path = _FOLDER) -> dict[str, str]:
    """Every command's name with its one line of help, in alphabetical order, read without importing any."""
    found = {_command_name(file): _read_help(file) for file in folder.glob("[a-z]*.py")}
    return dict(sorted(found.items()))


def load(name: str) -> Command:
    """The module of the command ``name`` (one of ``list_commands()``)."""
    file = next(file for file in _FOLDER.glob("[a-z]*.py") if _command_name(file) == name)
    return cast(Command, importlib.import_module(f"{__name__}.{file.stem}"))


def invoke(name: str, argv: Sequence[str], settings: Settings) -> int:
    """Run the command ``name`` with its own arguments ``argv``; its exit status.

    Raises:
        SystemExit: the arguments are wrong, or help was asked for (argparse has said so).
    """
    command = load(name)
    parser = argparse.ArgumentParser(prog=f"python -m bot {name}", description=command.HELP)
    command.add_arguments(parser)
    return command.run(parser.parse_args(argv), settings)


def say(line: str) -> None:
    """Print a line of progress at once."""
    print(line, flush=True)


def _command_name(file: Path) -> str:
    return file.stem.rstrip("_").replace("_", "-")


def _read_help(file: Path) -> str:
    """The value of ``HELP = "..."`` in ``file``; ValueError where a command says nothing of itself."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        match node:
            case ast.Assign(targets=[ast.Name(id="HELP")], value=value):
                return str(ast.literal_eval(value))
            case ast.AnnAssign(target=ast.Name(id="HELP"), value=ast.expr() as value):
                return str(ast.literal_eval(value))
            case _:
                continue
    raise ValueError(f"{file.name} is a command without HELP")
