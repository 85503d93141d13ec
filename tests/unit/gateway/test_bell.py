"""Open streams are woken at once: in this process, and across replicas on PostgreSQL."""

import asyncio

import pytest

from bot.conversation.outbox import Outbox
from bot.conversation.transcript import Transcript
from bot.gateway.bell import Bell
from bot.gateway.carrier import Carrier
from bot.gateway.stream import Stream
from tests.application import KEYS, NOW


async def test_a_ring_wakes_those_who_listen_for_that_conversation_only():
    bell = Bell()
    with bell.listen("a") as first, bell.listen("a") as second, bell.listen("b") as other:
        bell.ring("a")
        assert (first.is_set(), second.is_set(), other.is_set()) == (True, True, False)
    bell.ring("a")
    bell.ring("nobody listens")


async def test_a_stream_gives_what_came_before_and_what_comes_after(engine):
    bell, outbox = Bell(), Outbox(KEYS)
    async with engine.begin() as connection:
        await Transcript(KEYS).open(connection, "a", "web", NOW)
        await outbox.put(connection, "a", "web", NOW, [{"n": 1}], pulled=True)
    stream = Stream(engine, outbox, bell, poll_s=60).follow("a", 0)
    assert [message["n"] for message in await anext(stream)] == [1]
    waiting = asyncio.ensure_future(anext(stream))
    await asyncio.sleep(0.05)
    async with engine.begin() as connection:
        await outbox.put(connection, "a", "web", NOW, [{"n": 2}], pulled=True)
    bell.ring("a")
    async with asyncio.timeout(1):
        assert [message["n"] for message in await waiting] == [2]
    await stream.aclose()


async def test_a_stream_says_that_it_lives_when_nothing_comes(engine):
    async with engine.begin() as connection:
        await Transcript(KEYS).open(connection, "a", "web", NOW)
    stream = Stream(engine, Outbox(KEYS), Bell(), poll_s=0.05).follow("a", 0)
    async with asyncio.timeout(1):
        assert [await anext(stream), await anext(stream)] == [[], []]
    await stream.aclose()


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)  # on SQLite there is one process
async def test_a_ring_is_heard_in_another_replica_also_after_the_connection_was_lost(engine, postgres):
    here, there = Bell(), Bell()
    carriers = [Carrier(engine, here, retry_s=0.1), Carrier(engine, there, retry_s=0.1)]
    for carrier in carriers:
        carrier.start()
    try:
        await _heard(here, there)
        await postgres.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test_%'")
        await _heard(here, there)
    finally:
        for carrier in carriers:
            await carrier.stop()


async def _heard(here: Bell, there: Bell) -> None:
    """Ring until it is heard; a ring while the connection is made anew is lost, as the stream's poll allows."""
    with there.listen("a") as rung:
        async with asyncio.timeout(5):
            while not rung.is_set():
                here.ring("a")
                await asyncio.sleep(0.05)
