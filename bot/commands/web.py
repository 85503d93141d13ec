"""``python -m bot web``: the web process alone. ``python -m bot run`` starts all three."""

from __future__ import annotations

import argparse
import logging

from aiohttp import web

from bot.settings import Settings

HELP = "Start the web process alone (chat page, API, webhooks)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: address and port are settings."""
    del parser


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serve until told to stop."""
    del arguments
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    web.run_app(_app(settings), host=settings.host, port=settings.port, access_log=None, print=None)
    return 0


async def _app(settings: Settings) -> web.Application:
    from bot.web.app import create_app
    from bot.web.outside import open_outside

    return create_app(open_outside(settings))
