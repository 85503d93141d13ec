"""``python -m actions``: the composition root of the action server."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from urllib.parse import urlsplit

from aiohttp import web

from actions.server import create_app
from actions.wiring import make_actions, make_executor, make_live
from actions.world import NoPlaceBook, PlaceBook, World
from bot.database import make_engine
from bot.directory.days import is_bank_holiday
from bot.directory.practices import PracticeBook
from bot.places import Places, PlacesError, Towns
from bot.places.authorities import read_authorities
from bot.settings import Settings, SettingsError

_log = logging.getLogger("actions")


def main() -> int:
    """Serve until the process is ended; 2 when a setting cannot be used."""
    try:
        settings = Settings.from_env()
        host, port = _address(settings)
        live = make_live(settings)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for chatty in ("aiohttp.access", "rasa_sdk", "sqlalchemy"):
        logging.getLogger(chatty).setLevel(logging.ERROR)
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # it quotes a request that it cannot read
    is_bank_holiday(datetime.now(UTC).date())  # reads the calendar now, not while the first person waits
    authorities = read_authorities()
    world = World(
        _places(settings),
        make_engine(settings.database),
        clock=lambda: datetime.now(UTC),
        live=live,
        towns=Towns.read(authorities),
        practice_book=PracticeBook(authorities),
    )
    app = create_app(make_executor(make_actions(world, settings.action_budget_s)))
    app.on_cleanup.append(lambda _app: world.close())
    web.run_app(app, host=host, port=port, print=None, access_log=None)
    return 0


def _address(settings: Settings) -> tuple[str, int]:
    """Host and port of ``FIRSTPORT_ACTIONS_URL``."""
    try:
        url = urlsplit(settings.actions_url)
        host, port = url.hostname, url.port
    except ValueError:
        host, port = None, None
    if not host or not port:
        raise SettingsError("FIRSTPORT_ACTIONS_URL takes an address with a port, as http://127.0.0.1:5055")
    return host, port


def _places(settings: Settings) -> PlaceBook:
    """The postcode file. Without it everything but the search near a place still works."""
    try:
        return Places.open(settings.postcodes)
    except (OSError, PlacesError) as error:
        _log.error("no postcode can be looked up (%s): run python -m bot postcodes", type(error).__name__)
        return NoPlaceBook()


if __name__ == "__main__":
    sys.exit(main())
