"""The way in from the command line: ``python -m bot <command>``; each command is a file of ``bot/commands``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from bot.commands import invoke, list_commands
from bot.settings import Settings, SettingsError

_USAGE_ERROR = 2


def main(argv: Sequence[str]) -> int:
    """Run one command; 2 when the command line or a setting is wrong."""
    name = _parser(list_commands()).parse_args(argv[:1]).command
    try:
        settings = Settings.from_env()
    except SettingsError as error:
        print(f"First Port: {error}", file=sys.stderr)
        return _USAGE_ERROR
    return invoke(name, argv[1:], settings)


def _parser(commands: dict[str, str]) -> argparse.ArgumentParser:
    width = max(map(len, commands))
    lines = "\n".join(f"  {name:<{width}}  {text[:1].upper()}{text[1:]}" for name, text in commands.items())
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description="First Port: the first place to turn to for help with mental health in England.",
        epilog=f"commands:\n{lines}\n\n'python -m bot <command> --help' tells more; settings: docs/settings.md",
        usage="%(prog)s [-h] command ...",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=list(commands), metavar="command", help="one of the commands below")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
