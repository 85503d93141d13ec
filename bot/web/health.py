"""Is it alive, and is every part of it ready?"""

from __future__ import annotations

import asyncio
import logging
from http import HTTPStatus

import aiohttp
from aiohttp import web
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from bot.directory.tables import service
from bot.web.outside import Outside

OUTSIDE = web.AppKey("outside", Outside)
_PATIENCE_S = 1.0
_ANY_SHOWN = select(service.c.id).where(service.c.status == "active").limit(1)
log = logging.getLogger(__name__)


def add_routes(app: web.Application) -> None:
    """Serve ``/healthz`` and ``/readyz``."""
    app.router.add_get("/healthz", alive)
    app.router.add_get("/readyz", ready)


async def alive(_request: web.Request) -> web.Response:
    """The process answers."""
    return web.json_response({"alive": True})


async def ready(request: web.Request) -> web.Response:
    """200 when every part is ready, else 503; which is which stands in ``parts``."""
    outside = request.app[OUTSIDE]
    engine, actions, (database, directory), safety = await asyncio.gather(
        outside.dialogue.ready(), _actions_ready(outside), _database_ready(outside), _safety_ready(outside)
    )
    parts = {"engine": engine, "actions": actions, "database": database, "safety": safety, "directory": directory}
    status = HTTPStatus.OK if all(parts.values()) else HTTPStatus.SERVICE_UNAVAILABLE
    return web.json_response({"ready": all(parts.values()), "parts": parts}, status=status)


async def _safety_ready(outside: Outside) -> bool:
    fault = await asyncio.to_thread(outside.screen.probe)
    if fault is not None:
        log.error("the safety screen is not whole: %s", fault)
    return fault is None


async def _actions_ready(outside: Outside) -> bool:
    try:
        timeout = aiohttp.ClientTimeout(total=_PATIENCE_S)
        async with outside.session.get(f"{outside.settings.actions_url}/health", timeout=timeout) as response:
            return response.status == HTTPStatus.OK
    except (aiohttp.ClientError, TimeoutError):
        return False


async def _database_ready(outside: Outside) -> tuple[bool, bool]:
    """Whether the database answers, and whether the directory in it and the postcode file are there to be used."""
    try:
        async with asyncio.timeout(_PATIENCE_S), outside.engine.connect() as connection:
            shown = (await connection.execute(_ANY_SHOWN)).first()
    except (SQLAlchemyError, OSError, TimeoutError):
        return False, False
    return True, shown is not None and outside.settings.postcodes.is_file()
