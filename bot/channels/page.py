"""The page's way in: the chat at ``/`` as a plain HTML form. Where there is JavaScript, the script takes it over.

The token of a conversation travels in the form's body, never in an address. Every answer is a whole page.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from bot.channels.page_form import Form, read_form
from bot.channels.page_view import entry_view, message_views, said_view, urgent_doors, welcome
from bot.channels.parts import GATEWAY, RECORD, SPEAKER, TOKENS, WORDING
from bot.channels.problems import Problem
from bot.conversation.transcript import ConversationErasedError
from bot.gateway.answer import Answer
from bot.gateway.incoming import DATABASE_ERRORS, UnknownButtonError
from bot.words import IncomingMessage

CHANNEL = "page"
DOORS: web.AppKey[dict[str, dict[str, Any]]] = web.AppKey("urgent_doors")

EMPTY = "Write a message first, or choose one of the buttons."
UNKNOWN_BUTTON = "That choice does not belong to this conversation. Choose one of the buttons, or write instead."
NEW_ONE = "The conversation from before could not be opened, so this is a new one."
DELETED = "Your conversation has been deleted. If you write again, a new one begins."
NOT_DELETED = "Your conversation could not be deleted just now. Please try again in a moment."

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shown:
    """What one page shows. ``latest`` counts the lines at the end that are new; ``draft`` is what was typed so far."""

    lines: list[dict[str, Any]]
    token: str = ""
    latest: int = 0
    notice: str | None = None
    error: str | None = None
    draft: str = ""


def add_routes(app: web.Application) -> None:
    """Serve the page; ``parts.WORDING`` must be there already."""
    app[DOORS] = urgent_doors(app[WORDING])
    app.router.add_get("/", show)
    app.router.add_post("/", said)


async def show(request: web.Request) -> web.Response:
    """The page before anything was said. Nothing is kept for it."""
    return _page(request, Shown(welcome(request.app[WORDING])))


async def said(request: web.Request) -> web.Response:
    """What the form sent. Whatever goes wrong, the page that comes back carries the urgent lines."""
    try:
        return await _answer(request, await read_form(request))
    except Problem as problem:
        messages = problem.extra.get("messages", ())
        lines = message_views(messages)
        error = None if messages else problem.detail
        return _page(request, Shown(lines, latest=len(lines), error=error), problem.status)
    except Exception as error:  # noqa: BLE001  # the last stop of a form: a browser must get a page, never bare JSON
        log.error("the page failed: %s", type(error).__name__)  # noqa: TRY400  # a traceback may quote
        lines = message_views(request.app[SPEAKER].sorry())
        return _page(request, Shown(lines, latest=len(lines)), HTTPStatus.INTERNAL_SERVER_ERROR)


async def _answer(request: web.Request, form: Form) -> web.Response:
    conversation = request.app[TOKENS].conversation(form.token)
    if conversation is None:
        return await _begin(request, form)
    if form.delete:
        return await _delete(request, conversation, form)
    if not form.text.strip() and not form.button:
        return _page(request, Shown(await _history(request, conversation), form.token, error=EMPTY))
    try:
        return _page(request, await _hear(request, conversation, form))
    except ConversationErasedError:
        return await _begin(request, form)


async def _begin(request: web.Request, form: Form) -> web.Response:
    """A new conversation, and the answer to what came with it: words are never lost to a token that is gone."""
    if form.delete:
        return _page(request, Shown(welcome(request.app[WORDING]), notice=NEW_ONE))
    conversation, token = request.app[TOKENS].mint()
    first = await request.app[SPEAKER].welcome(conversation, CHANNEL)
    notice = NEW_ONE if form.token else None
    button = _door(first, form.door)
    if not form.text.strip() and button is None:
        lines = message_views(first.messages)
        return _page(request, Shown(lines, token, latest=len(lines), notice=notice))
    begun = Form(token=token, text=form.text, button=button or "")
    return _page(request, replace(await _hear(request, conversation, begun), notice=notice))


async def _hear(request: web.Request, conversation: str, form: Form) -> Shown:
    """Hand what was said to the gateway; a pressed button goes before typed text, which stays as a draft."""
    what = {"button": form.button} if form.button else {"text": form.text}
    draft = form.text if form.button else ""
    message = IncomingMessage(conversation, CHANNEL, datetime.now(UTC), **what)
    try:
        answer = await request.app[GATEWAY].receive(message)
    except UnknownButtonError:
        return Shown(await _history(request, conversation), form.token, error=UNKNOWN_BUTTON, draft=draft)
    answered = message_views(answer.messages)
    lines = await _history(request, conversation) if answer.kept else []
    if not lines:
        lines = ([said_view(form.text)] if not form.button else []) + answered
    return Shown(lines, form.token, latest=len(answered), draft=draft)


async def _delete(request: web.Request, conversation: str, form: Form) -> web.Response:
    try:
        await request.app[RECORD].erase(conversation)
    except DATABASE_ERRORS as error:
        log.error("an erasure failed: %s", type(error).__name__)  # noqa: TRY400  # a traceback may quote
        return _page(request, Shown(await _history(request, conversation), form.token, error=NOT_DELETED))
    return _page(request, Shown(welcome(request.app[WORDING]), notice=DELETED))


async def _history(request: web.Request, conversation: str) -> list[dict[str, Any]]:
    """The conversation so far; empty when the database is gone."""
    try:
        entries = await request.app[RECORD].history(conversation)
    except DATABASE_ERRORS as error:
        log.error("a history could not be read: %s", type(error).__name__)  # noqa: TRY400  # a traceback may quote
        return []
    return [entry_view(entry) for entry in entries]


def _door(first: Answer, door: str) -> str | None:
    """The button that stands at a place of the welcome; the page before a conversation knows places only."""
    buttons = [button["button"] for message in first.messages for button in message["buttons"]]
    return buttons[int(door)] if door.isdecimal() and len(door) < len("100") and int(door) < len(buttons) else None


def _page(request: web.Request, shown: Shown, status: int = HTTPStatus.OK) -> web.Response:
    context = {"shown": shown, "doors": request.app[DOORS]}
    return aiohttp_jinja2.render_template("page.html", request, context, status=status)
