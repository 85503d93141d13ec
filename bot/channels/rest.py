"""Rasa's own REST shape, for server-side clients that hold a key: ``POST /webhooks/rest/webhook``.

A client's ``sender`` becomes a conversation of ours; payloads of buttons are the ids that we issued, and a
message equal to one issued in that conversation presses it. Nothing typed can name an intent.
"""

from __future__ import annotations

import contextlib
import hmac
import re
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from bot.channels.parts import GATEWAY, REST_KEYS, TOKENS
from bot.channels.problems import Problem, not_yours, unreadable
from bot.channels.reading import bearer, read_object, read_text
from bot.channels.web_api import receive
from bot.gateway.answer import Answer
from bot.words import IncomingMessage

CHANNEL = "rest"
_SHORTEST_KEY = 16
_BUTTON = re.compile(r"[A-Za-z0-9_-]{16}")
_LONGEST_SENDER = 200


def add_routes(app: web.Application) -> None:
    """Serve the webhook."""
    app.router.add_post("/webhooks/rest/webhook", webhook)


def parse_keys(text: str) -> dict[str, str]:
    """Read ``FIRSTPORT_REST_KEYS``: ``name:key`` pairs separated by commas.

    Raises:
        ValueError: a pair without a name or with a key under 16 characters.
    """
    pairs = [part.strip().partition(":") for part in text.split(",") if part.strip()]
    if any(not name or len(key) < _SHORTEST_KEY for name, _, key in pairs):
        raise ValueError("FIRSTPORT_REST_KEYS takes name:key pairs, each key of 16 characters or more")
    return {name: key for name, _, key in pairs}


async def webhook(request: web.Request) -> web.Response:
    """Answer one message in Rasa's shape: a list of ``{recipient_id, text, buttons, custom}``."""
    client = _client(request)
    body = await read_object(request)
    sender = read_text(request, body.get("sender"), "sender")
    if not 0 < len(sender) <= _LONGEST_SENDER:
        raise unreadable("“sender” must have between 1 and 200 characters.")
    text = read_text(request, body.get("message"), "message")
    conversation = request.app[TOKENS].for_sender(client, sender)
    answer = await _answer(request, conversation, text)
    return web.json_response([_message(sender, message) for message in answer.messages])


async def _answer(request: web.Request, conversation: str, text: str) -> Answer:
    now = datetime.now(UTC)
    if _BUTTON.fullmatch(text) and not await request.app[GATEWAY].is_urgent(text):
        with contextlib.suppress(Problem):  # then it is a word of sixteen letters
            return await receive(request, IncomingMessage(conversation, CHANNEL, now, button=text))
    return await receive(request, IncomingMessage(conversation, CHANNEL, now, text=text))


def _client(request: web.Request) -> str:
    offered = bearer(request)
    for name, key in request.app[REST_KEYS].items():
        if hmac.compare_digest(key.encode(), offered.encode(errors="replace")):
            return name
    raise not_yours()


def _message(sender: str, message: dict[str, Any]) -> dict[str, Any]:
    shaped: dict[str, Any] = {"recipient_id": sender, "text": message["text"]}
    if message["buttons"]:
        shaped["buttons"] = [{"title": b["title"], "payload": b["button"]} for b in message["buttons"]]
    if message["cards"]:
        shaped["custom"] = {"cards": message["cards"]}
    return shaped
