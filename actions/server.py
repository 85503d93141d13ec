"""The action server: rasa-sdk's executor behind two small routes on loopback.

rasa-sdk's own server answers an error with the exception and the whole conversation in it, and brings tracing along;
here an error is its type's name.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from aiohttp import web
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionNotFoundException

_LARGEST_CALL = 16 * 1024 * 1024  # bytes; a call carries the whole conversation
_log = logging.getLogger(__name__)
_EXECUTOR = web.AppKey("executor", ActionExecutor)


def create_app(executor: ActionExecutor) -> web.Application:
    """``POST /webhook`` runs one action; ``GET /health`` says that the server is up."""
    app = web.Application(client_max_size=_LARGEST_CALL)
    app[_EXECUTOR] = executor
    app.router.add_get("/health", _health)
    app.router.add_post("/webhook", _webhook)
    return app


async def _health(request: web.Request) -> web.Response:
    return web.json_response({"status": "ok", "actions": len(request.app[_EXECUTOR].actions)})


async def _webhook(request: web.Request) -> web.Response:
    try:
        call = await _read(request)
        result = await request.app[_EXECUTOR].run(call)
    except web.HTTPException:
        raise
    except ActionNotFoundException as missing:
        return _failed(404, missing)
    except Exception as failure:  # noqa: BLE001  # whatever broke, neither log nor answer may hold the conversation
        return _failed(500, failure)
    return web.json_response(None if result is None else result.model_dump())


async def _read(request: web.Request) -> dict[str, Any]:
    """The call as rasa-sdk takes it. Rasa leaves the domain out, and no action of ours reads it.

    Never 400: Rasa takes that for an action that declined to run.
    """
    try:
        call = json.loads(await request.read())
    except ValueError:
        raise web.HTTPUnprocessableEntity(text="an action call is a JSON object") from None
    if not isinstance(call, dict) or not isinstance(call.get("tracker"), dict):
        raise web.HTTPUnprocessableEntity(text="an action call is a JSON object with a tracker")
    return {**call, "domain": call.get("domain") or {}}


def _failed(status: int, failure: Exception) -> web.Response:
    _log.error("an action call failed: %s", type(failure).__name__)
    return web.json_response({"error": type(failure).__name__}, status=status)
