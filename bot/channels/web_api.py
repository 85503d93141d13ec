"""The web's way in: conversations over JSON, for the chat page and the widget (``openapi.yml`` describes it)."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.channels.parts import GATEWAY, RECORD, SPEAKER, TOKENS
from bot.channels.problems import Problem, gone, not_yours, unknown_button
from bot.channels.reading import bearer, read_object, read_text
from bot.conversation.transcript import ConversationErasedError
from bot.gateway.answer import Answer
from bot.gateway.incoming import UnknownButtonError
from bot.words import IncomingMessage

CHANNEL = "web"
_PATH = "/api/v1/conversations"


def add_routes(app: web.Application) -> None:
    """Serve the conversations under ``/api/v1``."""
    app.router.add_post(_PATH, create)
    app.router.add_post(f"{_PATH}/{{conversation}}/messages", say)
    app.router.add_get(f"{_PATH}/{{conversation}}/export", export)
    app.router.add_delete(f"{_PATH}/{{conversation}}", erase)


async def create(request: web.Request) -> web.Response:
    """Begin a conversation."""
    conversation, token = request.app[TOKENS].mint()
    answer = await request.app[SPEAKER].welcome(conversation, CHANNEL)
    body = {"conversation": conversation, "token": token, **answer_json(answer)}
    return web.json_response(body, status=HTTPStatus.CREATED)


async def say(request: web.Request) -> web.Response:
    """Answer one message: typed text, or a pressed button."""
    conversation = authorised(request)
    message = _incoming(request, conversation, await read_object(request))
    return web.json_response(answer_json(await receive(request, message)))


async def export(request: web.Request) -> web.Response:
    """Everything held about the conversation."""
    return web.json_response(await request.app[RECORD].export(authorised(request)))


async def erase(request: web.Request) -> web.Response:
    """Erase the conversation."""
    await request.app[RECORD].erase(authorised(request))
    return web.Response(status=HTTPStatus.NO_CONTENT)


def authorised(request: web.Request) -> str:
    """The conversation in the path, if the bearer token opens it.

    Raises:
        Problem: 401, whatever is wrong.
    """
    conversation = request.app[TOKENS].conversation(bearer(request))
    if conversation is None or conversation != request.match_info["conversation"]:
        raise not_yours()
    return conversation


async def receive(request: web.Request, message: IncomingMessage) -> Answer:
    """Hand a message to the gateway; what it refuses becomes a problem."""
    try:
        return await request.app[GATEWAY].receive(message)
    except UnknownButtonError:
        raise unknown_button(request.app[SPEAKER].button_gone()) from None
    except ConversationErasedError:
        raise gone(list((await request.app[GATEWAY].answer_erased(message)).messages)) from None


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer as the contract has it."""
    return {
        "messages": list(answer.messages),
        "topic": answer.topic,
        "support": answer.support.value,
        "kept": answer.kept,
    }


def _incoming(request: web.Request, conversation: str, body: dict[str, Any]) -> IncomingMessage:
    if (("text" in body) == ("button" in body)) or len(body) > 1:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "A message has either “text” or “button”, and nothing else.")
    said = {name: read_text(request, value, name) for name, value in body.items()}
    return IncomingMessage(conversation, CHANNEL, datetime.now(UTC), **said)
