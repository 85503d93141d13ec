"""The web's way out for what comes later: server-sent events, read by fetch streaming with ``Last-Event-ID``."""

from __future__ import annotations

import contextlib
import json
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.channels.parts import STREAM
from bot.channels.problems import Problem
from bot.channels.web_api import authorised
from bot.gateway.incoming import DATABASE_ERRORS

_LARGEST_ID = 2**63 - 1
_MOST_DIGITS = 19


def add_routes(app: web.Application) -> None:
    """Serve the event stream of a conversation."""
    app.router.add_get("/api/v1/conversations/{conversation}/events", events)


async def events(request: web.Request) -> web.StreamResponse:
    """Stream messages as they go out: all after ``Last-Event-ID``, or from now on."""
    conversation = authorised(request)
    stream = request.app[STREAM]
    last = _last_seen(request)
    if last is None:
        last = await stream.newest(conversation)
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await response.prepare(request)
    # The page was closed, or the database is gone: the stream ends, and the page opens it anew.
    with contextlib.suppress(ConnectionResetError, *DATABASE_ERRORS):
        async for messages in stream.follow(conversation, last):
            lines = "".join(map(_event, messages)) or ": still here\n\n"
            await response.write(lines.encode())
    return response


def _event(message: dict[str, Any]) -> str:
    return f"id: {message['id']}\nevent: message\ndata: {json.dumps(message)}\n\n"


def _last_seen(request: web.Request) -> int | None:
    header = request.headers.get("Last-Event-ID", "")
    if not header:
        return None
    if not (header.isascii() and header.isdigit() and len(header) <= _MOST_DIGITS and int(header) <= _LARGEST_ID):
        raise Problem(HTTPStatus.BAD_REQUEST, "“Last-Event-ID” must be the id of a message.")
    return int(header)
