"""``python -m bot web``: what its logs may hold."""

import asyncio
import logging

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.commands.web import set_up_logs

SECRET = "I live at LS6 3BR and I want to die"


@pytest.fixture
def logs(caplog):
    server = logging.getLogger("aiohttp.server")
    before = server.level
    set_up_logs("DEBUG")
    caplog.set_level(logging.DEBUG)
    yield caplog
    server.setLevel(before)


async def _health(_request: web.Request) -> web.Response:
    return web.Response()


@pytest.mark.hazard("HAZ-034")
async def test_a_request_that_cannot_be_read_is_not_quoted(logs):
    """A wrong Content-Length makes the rest of a message the next request's first line."""
    app = web.Application()
    app.router.add_get("/", _health)
    async with TestServer(app) as server:
        reader, writer = await asyncio.open_connection(server.host, server.port)
        writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        await reader.readuntil(b"\r\n\r\n")
        writer.write(f"{SECRET}\r\n\r\n".encode())
        assert b"400" in await reader.readline()
        writer.close()
    assert SECRET not in logs.text
