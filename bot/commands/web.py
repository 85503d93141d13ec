"""``python -m bot web``: the web process alone. ``python -m bot run`` starts all three."""

from __future__ import annotations

import argparse
import logging
import sys

from aiohttp import web

from bot.settings import Settings

_LAST_WORDS_S = 2.0  # what is being answered when the process is told to stop may end
_CANNOT_START = 2

HELP = "Start the web process alone (chat page, API, webhooks)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: address and port are settings."""
    del parser


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serve until told to stop."""
    del arguments
    try:
        set_up_logs(settings.log_level)
        web.run_app(
            _app(settings),
            host=settings.host,
            port=settings.port,
            access_log=None,
            print=None,
            shutdown_timeout=_LAST_WORDS_S,
        )
    except ValueError as error:  # a setting, the key ring, the wording or a pattern that cannot be used
        print(f"First Port: {error}", file=sys.stderr)
        return _CANNOT_START
    return 0


def set_up_logs(level: str) -> None:
    """Log from ``level`` up. aiohttp quotes a request that it cannot read, and names the sender: not heard."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)


async def _app(settings: Settings) -> web.Application:
    from bot.web.app import create_app
    from bot.web.outside import open_outside
    from bot.web.settled import settle

    app = create_app(open_outside(settings))
    settle()
    return app
