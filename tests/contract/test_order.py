"""Both orders keep one law: turns of one conversation run one at a time, first come first served."""

import asyncio

import pytest

from bot.conversation.transcript import Transcript
from bot.gateway.order import AdvisoryLockOrder, InProcessOrder
from bot.words import Assessment
from tests.application import KEYS, NOW

pytestmark = pytest.mark.hazard("HAZ-025")


@pytest.fixture
async def order(engine):
    async with engine.begin() as connection:
        for conversation in ("a", "b"):
            await Transcript(KEYS).open(connection, conversation, "web", NOW)
    return InProcessOrder() if engine.dialect.name == "sqlite" else AdvisoryLockOrder(engine)


async def test_one_turn_at_a_time_first_come_first_served(order):
    log: list[str] = []

    async def turn(name: str) -> None:
        async with order.turn("a"):
            log.append(f"{name} begins")
            await asyncio.sleep(0.01)
            log.append(f"{name} ends")

    await asyncio.gather(*(turn(str(n)) for n in range(5)))

    assert log == [f"{n} {what}" for n in range(5) for what in ("begins", "ends")]


async def test_another_conversation_does_not_wait(order):
    async with order.turn("a"), asyncio.timeout(1), order.turn("b"):
        pass


async def test_a_turn_that_fails_leaves_the_line(order):
    with pytest.raises(ZeroDivisionError):
        async with order.turn("a"):
            1 / 0  # noqa: B018  # any error will do

    async with asyncio.timeout(1), order.turn("a"):
        pass


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)  # on SQLite there is one process
async def test_two_replicas_share_one_line(engine):
    async with engine.begin() as connection:
        await Transcript(KEYS).open(connection, "a", "web", NOW)
    here, there = AdvisoryLockOrder(engine), AdvisoryLockOrder(engine)
    async with here.turn("a"):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2), there.turn("a"):
                pass


async def test_a_turn_in_flight_does_not_keep_a_message_from_the_transcript(order, engine):
    async with order.turn("a"), asyncio.timeout(1), engine.begin() as connection:
        await Transcript(KEYS).add_incoming(connection, "a", NOW, {"text": "still here"}, Assessment())
