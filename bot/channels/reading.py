"""Reading what a client sent: JSON objects and text, within limits, and never more trusting than that."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.channels.parts import SPEAKER
from bot.channels.problems import Problem, unreadable

LONGEST_TEXT_BYTES = 256 * 1024
LONGEST_BODY_BYTES = 8 * LONGEST_TEXT_BYTES  # JSON may write one character as six bytes or more


def bearer(request: web.Request) -> str:
    """The token of ``Authorization: Bearer ...``; empty when there is none."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if scheme == "Bearer" else ""


async def read_object(request: web.Request) -> dict[str, Any]:
    """The request's body as a JSON object.

    Raises:
        Problem: 400, it is not UTF-8, not JSON, or no object; 413, it is longer than any message can be.
    """
    try:
        value = json.loads(await request.read())
    except web.HTTPRequestEntityTooLarge:
        raise too_long(request) from None
    except (ValueError, RecursionError):
        raise unreadable("We could not read this message. Please send JSON, in UTF-8.") from None
    if not isinstance(value, dict):
        raise unreadable("We could not read this message. Please send a JSON object.")
    return value


def read_text(request: web.Request, value: Any, name: str) -> str:
    """A member that must be text; broken halves of characters are replaced.

    Raises:
        Problem: 422, it is not text; 413, it is over 256 kB, and the urgent lines stand in the answer.
    """
    if not isinstance(value, str):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"“{name}” must be text.")
    text = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if len(text.encode()) > LONGEST_TEXT_BYTES:
        raise too_long(request)
    return text


def too_long(request: web.Request) -> Problem:
    """Too long to read; whoever wrote it may be in danger all the same."""
    messages = request.app[SPEAKER].too_long()
    detail = "\n\n".join(message["text"] for message in messages)
    return Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail, messages=messages)
