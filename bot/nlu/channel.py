"""The gateway's door into the engine: one message in, every answer out, an error as an error.

Rasa's own REST channel drops what a response says about itself, answers an error with 200 and an empty list, and
logs it with the person's words. The contract stands in ``docs/architecture.md``.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import re
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.core.domain import Domain
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.keys import load_keys
from bot.nlu.answers import AnswerCollector, answer_json
from bot.nlu.quiet import hush
from bot.nlu.settled import settle
from bot.nlu.tracker_store import SealedTrackerStore
from bot.settings import Settings

MOST_CHARACTERS = 2000
MOST_SENDER_CHARACTERS = 200
LONGEST_TURN_S = 15.0
_BUTTON = "/"
_PAYLOAD = re.compile(r"/([a-z][a-z0-9_]*)(?:\{.*\})?")
_log = logging.getLogger(__name__)
_Handler = Callable[[Request], Coroutine[Any, Any, HTTPResponse]]


class RequestError(ValueError):
    """A request that does not keep the contract; the message says what it takes, without repeating it."""


class FirstPortChannel(InputChannel):
    """``POST turn`` and ``POST forget`` under ``/webhooks/firstport``, for whoever holds the gateway's token."""

    def __init__(self, token: str) -> None:
        self._authorization = f"Bearer {token}".encode()

    @classmethod
    def name(cls) -> str:
        """The last part of the address."""
        return "firstport"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> FirstPortChannel:  # noqa: ARG003  # Rasa's signature
        """Made by Rasa when it starts; from here on no log line holds a person's words."""
        hush()
        settings = Settings.from_env()
        return cls(load_keys(settings.keys, settings.var_dir).digest("engine", "channel"))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:  # noqa: ARG002  # the agent itself is asked
        """Both routes."""
        routes = Blueprint("firstport", "firstport")
        routes.add_route(self._guarded(_turn), "/turn", methods=["POST"], name="turn")
        routes.add_route(self._guarded(_forget), "/forget", methods=["POST"], name="forget")
        routes.listener("after_server_start")(settle)
        return routes

    def _guarded(self, handler: _Handler) -> _Handler:
        """Ask for the token; turn every failure into its status and the type's name, and nothing more."""

        async def guarded(request: Request) -> HTTPResponse:
            given = str(request.headers.get("authorization", "")).encode("utf-8", "replace")
            if not hmac.compare_digest(given, self._authorization):
                return json_response({"error": "Unauthorized"}, status=401)
            try:
                return await handler(request)
            except RequestError as error:
                return json_response({"error": str(error)}, status=400)
            except Exception as error:  # noqa: BLE001  # the one place where a failure becomes an answer
                _log.error("%s failed: %s", request.path, type(error).__name__)  # a traceback holds text
                return json_response({"error": type(error).__name__}, status=500)

        return guarded


async def _turn(request: Request) -> HTTPResponse:
    """One message of one conversation, and what Rasa answers to it."""
    body = _body(request)
    agent = _agent(request)
    sender, answers, store = _sender(body), AnswerCollector(), _store(agent)
    support = (body.get("metadata") or {}).get("support") if isinstance(body.get("metadata") or {}, dict) else None
    # Of what the screen found only the support goes on: the person's own words stay out of Rasa's events.
    told = {"support": support} if isinstance(support, str) else None
    message = UserMessage(
        _said(body, agent.domain), answers, sender, input_channel=FirstPortChannel.name(), metadata=told
    )
    await asyncio.wait_for(agent.handle_message(message), LONGEST_TURN_S)
    return json_response(answer_json(answers.messages, await store.open_form(sender)))


async def _forget(request: Request) -> HTTPResponse:
    """Delete what the engine keeps of one conversation."""
    agent, sender = _agent(request), _sender(_body(request))
    async with agent.lock_store.lock(sender):
        await _store(agent).forget(sender)
    return json_response({"forgotten": True})


def _agent(request: Request) -> Agent:
    """Rasa's agent.

    Raises:
        RuntimeError: it has no model (yet).
    """
    agent: Agent | None = getattr(request.app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        raise RuntimeError("no model")
    return agent


def _store(agent: Agent) -> SealedTrackerStore:
    """Our tracker store, which Rasa wraps into one that hides all but its own methods."""
    store = getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)
    if not isinstance(store, SealedTrackerStore):
        raise TypeError("endpoints.yml names another tracker store")
    return store


def _body(request: Request) -> dict[str, Any]:
    try:
        body = request.json
    except Exception:  # noqa: BLE001  # Sanic's own error repeats the body
        raise RequestError("the body is JSON") from None
    if not isinstance(body, dict):
        raise RequestError("the body is a JSON object")
    return body


def _sender(body: dict[str, Any]) -> str:
    sender = body.get("sender")
    if not isinstance(sender, str) or not 0 < len(sender) <= MOST_SENDER_CHARACTERS:
        raise RequestError(f"sender is a conversation's id of at most {MOST_SENDER_CHARACTERS} characters")
    return sender


def _said(body: dict[str, Any], domain: Domain) -> str:
    """What Rasa hears: a payload as it is; typed text never as a command, never longer than we promise."""
    text, payload = body.get("text"), body.get("payload")
    if payload is not None:
        intent = _PAYLOAD.fullmatch(payload) if text is None and isinstance(payload, str) else None
        if intent is None or intent[1] not in domain.intents:
            raise RequestError("payload names an intent, as /intent, and stands without text")
        return str(payload)
    if not isinstance(text, str):
        raise RequestError("text or payload is needed")
    plain = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()[:MOST_CHARACTERS]
    return plain.lstrip(_BUTTON + " \t\r\n") or "?"
