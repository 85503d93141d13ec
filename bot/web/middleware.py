"""What happens around every request: errors become words, pages get their security headers."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.channels.parts import SPEAKER
from bot.channels.problems import Problem
from bot.web.metrics import measure

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

log = logging.getLogger(__name__)


def middlewares() -> list[Any]:
    """All of them, the outermost first."""
    return [measure, errors]


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Security headers on everything; nothing is stored, but for static files, which are asked for anew each time."""
    response.headers.update(HEADERS)
    response.headers["Cache-Control"] = "no-cache" if request.path.startswith("/static/") else "no-store"


@web.middleware
async def errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn errors into problem details; one that nobody foresaw still carries the urgent lines."""
    try:
        return await handler(request)
    except Problem as problem:
        return problem.response()
    except web.HTTPException as error:
        if error.status < HTTPStatus.BAD_REQUEST:
            raise
        return _http_problem(error)
    except Exception as error:  # noqa: BLE001  # the last stop: a person must get an answer whatever happened
        log.error("%s %s failed: %s", request.method, _route(request), type(error).__name__)  # noqa: TRY400  # no quoting
        return _unforeseen(request)


def _http_problem(error: web.HTTPException) -> web.Response:
    status = HTTPStatus(error.status)
    response = Problem(status, _WORDS.get(status, error.reason)).response()
    if "Allow" in error.headers:
        response.headers["Allow"] = error.headers["Allow"]
    return response


def _unforeseen(request: web.Request) -> web.Response:
    messages = request.app[SPEAKER].sorry()
    detail = "\n\n".join(message["text"] for message in messages)
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail, messages=messages).response()


def _route(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return resource.canonical if resource else "an unknown address"


_WORDS = {
    HTTPStatus.NOT_FOUND: "There is nothing at this address.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not take that kind of request.",
}
