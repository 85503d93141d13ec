"""A probe answers with what it got, and with nothing where nothing comes: it never raises."""

import asyncio

import pytest

from bot.supervisor.probe import NOTHING, Answer, ask


async def serve(respond):
    server = await asyncio.start_server(respond, "127.0.0.1", 0)
    return server, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/readyz"


@pytest.mark.parametrize(
    ("sent", "expected", "why"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\nfine", Answer(200, "fine"), "an ordinary answer"),
        (b"HTTP/1.1 503 Busy\r\n\r\n{}", Answer(503, "{}"), "not ready is an answer too"),
        (b"HTTP/1.1 200 OK\r\n\r\n\xff", Answer(200, "\ufffd"), "broken UTF-8 is shown, not raised"),
        (b"", NOTHING, "the connection closed without a word"),
        (b"SSH-2.0\r\n", NOTHING, "another program sits on the port"),
    ],
)
async def test_what_comes_back(sent, expected, why):
    async def respond(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(sent)
        writer.close()

    server, url = await serve(respond)
    async with server:
        assert await ask(url, 1) == expected, why


async def test_silence_is_nothing_after_the_time_given():
    hung_up = asyncio.Event()

    async def respond(reader, writer):
        await reader.read()
        writer.close()
        await writer.wait_closed()
        hung_up.set()

    server, url = await serve(respond)
    async with server:
        assert await ask(url, 0.1) == NOTHING
        await hung_up.wait()


async def test_a_closed_port_is_nothing():
    server, url = await serve(lambda *_: None)
    server.close()
    await server.wait_closed()
    assert await ask(url, 1) == NOTHING
