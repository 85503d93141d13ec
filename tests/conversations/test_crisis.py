"""Crisis, whatever else goes on: in the middle of a question, with the engine killed or hung, and what stays behind."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import time

import aiohttp
import pytest

from tests.stack import Talk, start, stop, words

DISCLOSURE = "I want to end it all"
LINES = ("999", "111", "116 123", "85258")

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


def has_lines(answer) -> bool:
    return all(line in words(answer) for line in LINES)


@pytest.mark.hazard("HAZ-008", "HAZ-029")
@pytest.mark.parametrize(
    "opening",
    [
        "how do I get counselling without seeing my gp",
        "where can I go right now, not A&E",
        "my daughter is struggling at school, what help is there",
    ],
)
async def test_a_crisis_in_the_middle_of_a_question_ends_the_question(talk, opening):
    asked = await talk.say(opening)
    assert asked["topic"] != "crisis"

    crisis = await talk.say(DISCLOSURE)

    assert (crisis["topic"], crisis["support"]) == ("crisis", "urgent")
    assert has_lines(crisis)
    assert not any(message["text"].rstrip().endswith("?") for message in crisis["messages"])
    await asyncio.sleep(0.5)  # the engine is told in silence
    after = await talk.say("thank you")
    assert after["topic"] == "thanks", "the form is gone"
    asked_again = await talk.say(opening)
    assert asked_again["topic"] == asked["topic"], "the conversation goes on"
    assert "end it all" not in words(asked_again), "the form was not filled with the disclosure"


@pytest.mark.hazard("HAZ-032")
async def test_a_case_with_its_audit_row_stands_in_the_database(talk, stack):
    conversation = talk.answer["conversation"]
    await talk.say(DISCLOSURE)
    with sqlite3.connect(stack.var / "firstport.db") as database:
        (case,) = database.execute("SELECT id, state FROM cases WHERE conversation = ?", (conversation,)).fetchall()
        trail = database.execute("SELECT action FROM audit WHERE case_id = ?", (case[0],)).fetchall()
    database.close()
    assert case[1] == "new"
    assert trail == [("case_opened",)]


@pytest.mark.hazard("HAZ-034")
async def test_no_word_of_a_person_lies_readable_on_the_disk_or_in_the_logs(talk, stack):
    await talk.say("how do I get counselling, my unmistakable word is xylophone")
    await talk.say("NE1 4ST")
    await talk.say(DISCLOSURE + " xylophone")
    await asyncio.sleep(0.5)
    for file in stack.var.rglob("*"):
        if file.is_file():
            assert b"xylophone" not in file.read_bytes(), file.name
    for word in ("xylophone", "NE1 4ST", "end it all"):
        assert word not in stack.logs()


@pytest.mark.hazard("HAZ-020", "HAZ-022")
async def test_with_the_engine_and_the_actions_hurt_everybody_is_answered(tmp_path):
    """Killed, hung and started again, in one stack of its own, for each start costs ten seconds."""
    stack = start(tmp_path)
    try:
        await stack.ready()
        async with aiohttp.ClientSession() as session:
            talk = Talk(session, stack.url)
            await talk.begin()
            await _hung_engine(stack, talk)
            await _killed_engine(stack, talk)
            await _killed_actions(stack, talk)
    finally:
        stop(stack)


async def _hung_engine(stack, talk) -> None:
    engine = stack.part("engine")
    engine.send_signal(signal.SIGSTOP)
    began = time.monotonic()
    assert has_lines(await talk.say(DISCLOSURE))
    assert time.monotonic() - began < 1
    began = time.monotonic()
    assert has_lines(await talk.say("how do I get counselling"))
    assert time.monotonic() - began < 4.5
    engine.send_signal(signal.SIGCONT)
    await stack.ready()
    assert "how do I get counselling" in str(await talk.export())


async def _killed_engine(stack, talk) -> None:
    stack.part("engine").kill()
    began = time.monotonic()
    assert has_lines(await talk.say(DISCLOSURE))
    assert time.monotonic() - began < 1
    assert has_lines(await talk.say("how do I get counselling"))
    await stack.ready()
    assert (await talk.say("thanks"))["topic"] == "thanks", "supervision started it again"


async def _killed_actions(stack, talk) -> None:
    await talk.say("how do I get counselling")
    stack.part("actions").kill()
    began = time.monotonic()
    answer = await talk.say("NE1 4ST")
    assert time.monotonic() - began < 4.5
    assert words(answer).strip()
    await stack.ready()
