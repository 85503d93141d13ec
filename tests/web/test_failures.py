"""What a person gets when something of ours is broken: always an answer, always the urgent lines, honestly."""

import asyncio
import json
import sqlite3

import pytest
from sqlalchemy import func, select

from bot.conversation.tables import messages
from bot.escalation.tables import audit, case_reasons, cases
from bot.web.app import create_app
from bot.words import Assessment, Reply, Turn
from tests.application import new_person

LINES = ("999", "111", "116 123", "85258")


def has_urgent_lines(answer) -> bool:
    text = " ".join(message["text"] for message in answer["messages"])
    return all(line in text for line in LINES)


@pytest.mark.hazard("HAZ-020")
async def test_an_engine_that_fails_gets_the_safe_reply_and_the_message_stands(person, dialogue, outside):
    dialogue.broken = True
    answer = await person.say("how do I get counselling")
    assert has_urgent_lines(answer)
    export = await person.export()
    assert "how do I get counselling" in str(export)
    async with outside.engine.connect() as connection:
        assert (await connection.execute(select(case_reasons.c.reason))).scalars().all() == ["no_answer"]


@pytest.mark.hazard("HAZ-020")
async def test_a_crisis_is_answered_while_the_engine_is_broken(person, dialogue):
    dialogue.broken = True
    answer = await person.say("I want to kill myself")
    assert (answer["topic"], answer["support"]) == ("crisis", "urgent")


@pytest.mark.hazard("HAZ-020")
async def test_an_engine_that_hangs_gets_the_safe_reply_within_the_budget(person, dialogue):
    dialogue.delay_s = 60
    async with asyncio.timeout(1):
        answer = await person.say("how do I get counselling")
    assert has_urgent_lines(answer)


@pytest.mark.hazard("HAZ-025")
async def test_a_late_answer_comes_by_the_event_stream(person, dialogue, client):
    dialogue.delay_s = 0.5
    answer = await person.say("hello")
    last = answer["messages"][-1]["id"]
    headers = person.headers | {"Last-Event-ID": last}
    async with asyncio.timeout(5), client.get(f"{person.path}/events", headers=headers) as stream:
        async for line in stream.content:
            if line.startswith(b"data: "):
                message = json.loads(line[6:])
                break
    assert message["text"] == "You are heard."
    assert int(message["id"]) > int(last)


@pytest.mark.hazard("HAZ-025")
async def test_a_late_answer_is_dropped_when_something_newer_was_said(person, dialogue):
    dialogue.delay_s = 0.5
    await person.say("hello")
    dialogue.delay_s = 0.0
    await person.say("I want to end my life")
    await asyncio.sleep(0.6)
    assert "You are heard." not in str(await person.export())
    assert (person.conversation, "/leave_form") in dialogue.told


@pytest.mark.hazard("HAZ-025")
async def test_a_late_answer_never_revives_an_erased_conversation(person, dialogue, client, outside):
    dialogue.delay_s = 0.5
    await person.say("hello")
    await client.delete(person.path, headers=person.headers)
    await asyncio.sleep(0.6)
    async with outside.engine.connect() as connection:
        assert (await connection.execute(select(messages))).first() is None


@pytest.mark.hazard("HAZ-027")
async def test_an_error_that_nobody_foresaw_carries_the_urgent_lines(person, dialogue):
    def fail(said):
        raise ZeroDivisionError(said.text)

    dialogue.answer = fail
    response = await person.send({"text": "hello"})
    problem = await response.json()
    assert response.status == 500
    assert has_urgent_lines(problem)


@pytest.mark.hazard("HAZ-023")
async def test_a_screen_that_breaks_counts_as_a_signal(outside, aiohttp_client):
    class Broken:
        version = "broken"

        def __call__(self, text: str) -> Assessment:
            raise ZeroDivisionError(text)

    from dataclasses import replace

    client = await aiohttp_client(create_app(replace(outside, screen=Broken())))
    person = await new_person(client)
    answer = await person.say("anything at all")
    assert (answer["topic"], answer["support"]) == ("crisis", "urgent")
    async with outside.engine.connect() as connection:
        assert (await connection.execute(select(case_reasons.c.reason))).scalars().all() == ["check_failed"]


@pytest.fixture
async def lost(outside, client):
    """The database is gone: every table of it."""
    async with outside.engine.begin() as connection:
        await connection.run_sync(lambda c: outside_metadata().drop_all(c))
    return client


def outside_metadata():
    from bot.database import metadata

    return metadata


@pytest.mark.hazard("HAZ-021")
async def test_with_the_database_gone_a_conversation_still_begins(lost):
    response = await lost.post("/api/v1/conversations")
    opened = await response.json()
    assert response.status == 201
    assert has_urgent_lines(opened)
    assert opened["kept"] is False
    assert "not keep" in str(opened["messages"])


@pytest.mark.hazard("HAZ-021", "HAZ-031")
@pytest.mark.parametrize(("text", "topic"), [("how do I get counselling", None), ("I want to kill myself", "crisis")])
async def test_with_the_database_gone_every_message_is_answered(lost, text, topic):
    person = await new_person(lost)
    answer = await person.say(text)
    assert has_urgent_lines(answer)
    assert answer["topic"] == topic
    assert "not keep" in str(answer["messages"])


@pytest.mark.hazard("HAZ-021", "HAZ-026")
async def test_with_the_database_slow_a_crisis_is_answered_within_its_second(person, outside, database_kind):
    async with outside.engine.begin() as connection:  # on SQLite the only connection; on PostgreSQL a table lock
        if database_kind == "postgresql":
            await connection.exec_driver_sql("LOCK TABLE messages IN ACCESS EXCLUSIVE MODE")
        async with asyncio.timeout(1):
            answer = await person.say("I want to kill myself")
    assert has_urgent_lines(answer)
    assert answer["kept"] is False


async def test_the_engines_silence_does_not_leak_tasks(person, dialogue):
    dialogue.answer = lambda said: Turn((Reply("ok"),), None)
    await person.say("hello")
    waiting = [task for task in asyncio.all_tasks() if "_turn" in repr(task)]
    assert waiting == []


@pytest.mark.hazard("HAZ-021", "HAZ-032")
async def test_a_crisis_whose_case_could_not_be_opened_gets_it_later(outside, dialogue, aiohttp_client):
    """The table of cases is away for a moment: the person is answered at once, and nobody is forgotten."""
    client = await aiohttp_client(create_app(outside))
    person = await new_person(client)
    async with outside.engine.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE cases RENAME TO cases_away")
    answer = await person.say("I want to kill myself")
    assert has_urgent_lines(answer)
    async with outside.engine.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE cases_away RENAME TO cases")
    async with asyncio.timeout(5):
        while not await _count(outside, cases):
            await asyncio.sleep(0.1)
    assert await _count(outside, audit) == 1


@pytest.mark.hazard("HAZ-008")
async def test_an_answer_that_a_crisis_overtook_asks_no_question(person, dialogue):
    dialogue.delay_s = 0.2
    dialogue.answer = lambda said: Turn(
        (Reply("What is your postcode?"),), "talking_therapies", "talking_therapies_form"
    )
    slow = asyncio.create_task(person.say("how do I get counselling"))
    await asyncio.sleep(0.05)
    await person.say("I want to kill myself")
    answer = await slow
    assert "postcode" not in str(answer)
    assert "116 123" in str(answer)
    assert "postcode" not in str(await person.export())


@pytest.mark.hazard("HAZ-033")
async def test_an_erased_conversation_still_says_where_help_is(person, client):
    await client.delete(person.path, headers=person.headers)
    crisis, ordinary = [await person.send({"text": text}) for text in ("I want to kill myself", "hello")]
    assert (crisis.status, ordinary.status) == (410, 410)
    assert has_urgent_lines(await crisis.json())
    assert "116 123" in str(await ordinary.json())


@pytest.mark.hazard("HAZ-008")
async def test_the_engine_is_told_of_a_crisis_before_the_next_turn_when_it_could_not_be_told_at_once(person, dialogue):
    dialogue.broken = True
    await person.say("I want to kill myself")
    await asyncio.sleep(0.05)
    dialogue.broken, dialogue.told = False, []
    await person.say("hello")
    assert dialogue.told == [(person.conversation, "/crisis")]
    await person.say("hello again")
    assert len(dialogue.told) == 1


@pytest.mark.hazard("HAZ-033")
async def test_an_engine_that_could_not_forget_is_asked_again(person, client, dialogue):
    dialogue.broken = True
    assert (await client.delete(person.path, headers=person.headers)).status == 204
    dialogue.broken, dialogue.forgotten = False, []
    async with asyncio.timeout(5):
        while not dialogue.forgotten:
            await asyncio.sleep(0.1)
    assert dialogue.forgotten == [person.conversation]


@pytest.mark.hazard("HAZ-021")
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)  # PostgreSQL has no lock on the whole database
async def test_while_another_process_writes_a_crisis_is_answered_within_its_second(person, outside):
    other = sqlite3.connect(outside.engine.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        async with asyncio.timeout(1):
            answer = await person.say("I want to kill myself")
    finally:
        other.close()
    assert has_urgent_lines(answer)


async def _count(outside, table) -> int:
    async with outside.engine.connect() as connection:
        return (await connection.execute(select(func.count()).select_from(table))).scalar_one()
