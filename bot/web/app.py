"""The web application, put together from its parts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from aiohttp import web

from bot.channels import events, openapi, page, parts, rest, web_api
from bot.channels.reading import LONGEST_BODY_BYTES
from bot.channels.tokens import Tokens
from bot.conversation.buttons import Buttons
from bot.conversation.outbox import Outbox
from bot.conversation.transcript import Transcript
from bot.escalation.cases import Cases
from bot.gateway import crisis, speak
from bot.gateway.background import Background
from bot.gateway.bell import Bell
from bot.gateway.carrier import Carrier
from bot.gateway.crisis import Crisis
from bot.gateway.incoming import Keeper
from bot.gateway.late import LateReplies
from bot.gateway.look import Look
from bot.gateway.receive import Gateway
from bot.gateway.record import Record
from bot.gateway.send import Sender
from bot.gateway.speak import Speaker
from bot.gateway.stream import Stream
from bot.gateway.turns import Turns
from bot.settings import Settings
from bot.web import health, metrics
from bot.web.middleware import add_headers, middlewares
from bot.web.outside import Outside
from bot.web.templates import set_up_templates

SHARE_OF_ONE_WAIT = 0.4  # a crisis reply waits for the database twice, and is still inside its budget
STATIC = Path(__file__).parent / "static"


def create_app(outside: Outside) -> web.Application:
    """Wire the application on what it stands on; it closes that when it stops.

    Raises:
        WordingError: a sentence that the gateway must be able to say is missing.
    """
    app = web.Application(middlewares=middlewares(), client_max_size=LONGEST_BODY_BYTES)
    _wire(app, outside)
    set_up_templates(app)
    for part in (web_api, events, rest, openapi, page, health, metrics):
        part.add_routes(app)
    app.router.add_static("/static", STATIC)
    return app


def _wire(app: web.Application, outside: Outside) -> None:
    keys, engine, wording, now = outside.keys, outside.engine, outside.wording, outside.now
    spoken = [reply for name in (*crisis.NAMES, *speak.NAMES) for reply in wording.replies(name)]
    standing = [button for reply in spoken for button in reply.buttons]
    background = Background()
    store_budget_s = outside.settings.crisis_budget_s * SHARE_OF_ONE_WAIT
    transcript, outbox, buttons, cases = Transcript(keys), Outbox(keys), Buttons(keys, standing), Cases(keys)
    versions = {"wording": wording.version, "screen": outside.screen.version}
    sender = Sender(transcript, outbox, buttons, versions)
    speaker = Speaker(engine, transcript, sender, cases, wording, now, store_budget_s)
    turns = Turns(outside.dialogue, outside.order, background, _engine_budget_s(outside.settings))
    keeper = Keeper(engine, transcript, buttons, store_budget_s)
    look = Look(outside.screen, keeper, outside.settings.second_opinion_budget_s)
    answers = Crisis(engine, transcript, sender, cases, turns, look, background, wording, now, store_budget_s)
    bell = Bell()
    stream = Stream(engine, outbox, bell)
    turns.when_late(LateReplies(engine, transcript, speaker, answers, bell).deliver)
    app[parts.GATEWAY] = Gateway(look, keeper, answers, turns, speaker)
    app[parts.SPEAKER] = speaker
    app[parts.RECORD] = Record(engine, transcript, cases, turns, background, now)
    app[parts.STREAM] = stream
    app[parts.TOKENS] = Tokens(keys)
    app[parts.REST_KEYS] = rest.parse_keys(outside.settings.rest_keys)
    app[parts.WORDING] = wording
    app[health.OUTSIDE] = outside
    app[metrics.KEY] = outside.settings.metrics_key
    app.on_shutdown.append(_ending(stream))
    app.on_response_prepare.append(add_headers)
    app.cleanup_ctx.append(_living(outside, background, bell, look))


def _engine_budget_s(settings: Settings) -> float:
    """What the engine may take of an ordinary reply's budget: all but two waits for the database, at least half."""
    waits_s = 2 * settings.crisis_budget_s * SHARE_OF_ONE_WAIT
    return max(settings.reply_budget_s / 2, settings.reply_budget_s - waits_s)


def _ending(stream: Stream) -> Callable[[web.Application], Awaitable[None]]:
    async def end(_app: web.Application) -> None:
        stream.end()

    return end


def _living(
    outside: Outside, background: Background, bell: Bell, look: Look
) -> Callable[[web.Application], AsyncIterator[None]]:
    """What runs beside the requests, from start to stop."""

    async def context(_app: web.Application) -> AsyncIterator[None]:
        carrier = Carrier(outside.engine, bell) if outside.lock_engine else None
        if carrier:
            carrier.start()
        try:
            yield
        finally:
            if carrier:
                await carrier.stop()
            await background.close()
            look.close()
            await outside.close()

    return context
