"""What a channel may use of the application, by typed key. ``bot.web`` puts the parts there."""

from aiohttp import web

from bot.channels.tokens import Tokens
from bot.gateway.receive import Gateway
from bot.gateway.record import Record
from bot.gateway.speak import Speaker
from bot.gateway.stream import Stream
from bot.wording import Wording

GATEWAY = web.AppKey("gateway", Gateway)
SPEAKER = web.AppKey("speaker", Speaker)
RECORD = web.AppKey("record", Record)
STREAM = web.AppKey("stream", Stream)
TOKENS = web.AppKey("tokens", Tokens)
REST_KEYS: web.AppKey[dict[str, str]] = web.AppKey("rest_keys")
WORDING = web.AppKey("wording", Wording)
