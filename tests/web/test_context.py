"""What was said before counts, from the web API down to the database; the second opinion is hand-written here."""

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from bot.conversation.tables import messages
from bot.conversation.transcript import Transcript
from bot.gateway.incoming import BURST
from bot.safety.phrases import load_phrases
from bot.safety.screen import Screen
from bot.web.app import create_app
from bot.words import Assessment, Reply, Turn
from tests.application import KEYS, NOW, new_person


def second(text, places):
    """Hears "unmistakable" as veiled, and nothing else."""
    return Assessment(veiled="unmistakable" in text)


@pytest.fixture
def screen() -> Screen:
    return Screen(load_phrases(), second, "test")


def supports(answers) -> list[str]:
    return [answer["support"] for answer in answers]


@pytest.mark.hazard("HAZ-006")
async def test_a_disclosure_cut_in_two_is_answered_at_its_second_half(person):
    answers = [await person.say(text) for text in ("i am going to kill", "myself")]
    assert supports(answers) == ["none", "urgent"]
    assert "116 123" in str(answers[1]["messages"])


@pytest.mark.hazard("HAZ-006")
async def test_what_was_said_minutes_ago_is_no_part_of_a_burst(person, outside):
    await person.say("i am going to kill")
    async with outside.engine.begin() as connection:
        await connection.execute(update(messages).values(at=datetime.now(UTC) - 2 * BURST))
    assert (await person.say("myself"))["support"] == "none"


@pytest.mark.hazard("HAZ-002", "HAZ-006")
async def test_veiled_messages_add_up_to_an_offer_and_then_to_urgent(person):
    answers = [await person.say(f"so unmistakable, {n}") for n in range(4)]
    assert supports(answers) == ["none", "none", "offer", "urgent"]
    assert "116 123" in str(answers[2]["messages"])


@pytest.mark.hazard("HAZ-006", "HAZ-011")
async def test_after_the_crisis_reply_it_is_counted_anew(person):
    for n in range(4):
        await person.say(f"so unmistakable, {n}")
    assert (await person.say("one more unmistakable thing"))["support"] == "offer"


@pytest.mark.hazard("HAZ-006")
async def test_a_no_to_a_question_of_ours_about_safety_is_urgent(person, dialogue):
    dialogue.answer = lambda said: Turn((Reply("Thank you for telling me."), Reply("Are you safe right now?")), None)
    assert supports([await person.say("hello"), await person.say("no")]) == ["none", "urgent"]


@pytest.mark.hazard("HAZ-006")
@pytest.mark.parametrize(
    ("asked", "said", "support"),
    [
        ("Are you safe right now?", "no", "urgent"),
        ("Are you thinking about ending your life?", "yes", "urgent"),
        ("Are you safe right now?", "yes", "offer"),
        ("Is there anything else?", "no", "none"),
    ],
)
async def test_an_answer_to_a_clinician_is_read_with_the_question(person, outside, asked, said, support):
    await person.say("hello")
    row = {"at": NOW, "body": {"text": asked}, "support": "none", "topic": None, "versions": {}}
    async with outside.engine.begin() as connection:
        await Transcript(KEYS).add_outgoing(connection, person.conversation, "clinician", [row])
    assert (await person.say(said))["support"] == support


@pytest.mark.hazard("HAZ-011")
async def test_after_a_crisis_reply_thanks_are_not_answered_as_a_crisis(person):
    answers = [await person.say(text) for text in ("I want to kill myself", "ok thanks")]
    assert supports(answers) == ["urgent", "offer"]
    assert answers[1]["messages"][0]["text"] == "You are heard."


@pytest.mark.hazard("HAZ-006")
async def test_the_lines_stay_in_sight_for_three_messages_after_a_crisis(person):
    answers = [await person.say(text) for text in ("I want to kill myself", "can you", "find a", "gp", "surgery")]
    assert supports(answers) == ["urgent", "offer", "offer", "offer", "none"]
    assert all("116 123" in str(answer["messages"]) for answer in answers[:4])


@pytest.mark.hazard("HAZ-006", "HAZ-009")
@pytest.mark.parametrize("response", ["utter_not_understood", "utter_not_understood_again"])
async def test_what_is_not_understood_after_an_emergency_belongs_to_it(person, dialogue, outside, response):
    first = await person.say("ive taken all my tablets")
    dialogue.answer = lambda said: Turn((Reply("Pardon?"),), "out_of_scope", responses=(response,))
    answer = await person.say("about ten minutes ago")
    assert (answer["support"], answer["topic"]) == ("emergency", "crisis")
    assert "999" in answer["messages"][0]["text"]
    assert answer["messages"][0]["text"] != first["messages"][0]["text"]
    kept = [m["support"] for m in (await person.export())["messages"] if m["author"] == "person"]
    assert kept == ["emergency", "emergency"]


@pytest.mark.hazard("HAZ-006")
async def test_what_is_not_understood_where_nothing_was_told_is_the_engines(person, dialogue):
    dialogue.answer = lambda said: Turn((Reply("Pardon?"),), "out_of_scope", responses=("utter_not_understood",))
    assert (await person.say("about ten minutes ago"))["messages"][0]["text"] == "Pardon?"


@pytest.mark.hazard("HAZ-006")
async def test_another_conversation_is_another(person, client):
    other = await new_person(client)
    await person.say("i am going to kill")
    assert (await other.say("myself"))["support"] == "none"


@pytest.mark.hazard("HAZ-034")
async def test_nothing_of_it_is_logged(person, dialogue, caplog):
    caplog.set_level(logging.DEBUG)
    dialogue.answer = lambda said: Turn((Reply("Are you safe right now?"),), None)
    for text in ("I'm 14, unmistakable", "i am going to kill", "myself", "no", "so unmistakable"):
        await person.say(text)
    for word in ("unmistakable", "going to kill", "myself", "14", "safe right now"):
        assert word not in " ".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))
    assert "unmistakable" not in caplog.text
    assert "going to kill" not in caplog.text


def words(answer) -> str:
    return " ".join(message["text"] for message in answer["messages"])


@pytest.mark.hazard("HAZ-014")
async def test_an_age_said_earlier_counts_when_the_crisis_comes(person):
    for text in ("hi, I'm 14", "school is boring", "what do you do?"):
        assert (await person.say(text))["support"] == "none"
    first, second_time = [await person.say("I want to die") for _ in range(2)]
    assert words(first) != words(second_time)
    for answer in (first, second_time):
        assert "Childline" in words(answer), "the words for young people, each time"


@pytest.mark.hazard("HAZ-037")
async def test_a_line_for_what_was_told_earlier_is_said_once(person):
    await person.say("I'm trans and my family does not speak to me")
    answers = [await person.say("I want to die") for _ in range(3)]
    assert ["Switchboard" in words(answer) for answer in answers] == [True, False, False]
    assert "Switchboard" in words(await person.say("I want to die and I'm trans")), "said again: heard again"


@pytest.mark.hazard("HAZ-017")
async def test_a_place_said_earlier_decides_which_doors_are_shown(person, wording):
    await person.say("I live in Belfast")
    for _ in range(2):
        cards = str((await person.say("I want to die"))["messages"][-1]["cards"])
        assert wording.national["nhs_111"].name not in cards


@pytest.mark.hazard("HAZ-001", "HAZ-014")
async def test_an_age_said_earlier_counts_also_where_the_engine_recognised_the_crisis(person, dialogue):
    await person.say("I'm 14")
    dialogue.answer = lambda said: Turn((Reply("thrown away"),), "crisis", responses=("utter_crisis",))
    assert "Childline" in words(await person.say("words that the screen does not know"))


async def test_what_was_erased_is_not_remembered(person, client):
    await person.say("I'm trans")
    await client.delete(person.path, headers=person.headers)
    response = await person.send({"text": "I want to die"})
    assert response.status == 410
    assert "Switchboard" not in await response.text()


@pytest.mark.hazard("HAZ-026")
async def test_a_slow_second_opinion_keeps_nobody_waiting(outside, aiohttp_client):
    release = asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow(text, places):
        asyncio.run_coroutine_threadsafe(release.wait(), loop).result(5)
        return Assessment()

    settings = replace(outside.settings, second_opinion_budget_s=0.05)
    app = create_app(replace(outside, screen=Screen(load_phrases(), slow, "test"), settings=settings))
    person = await new_person(await aiohttp_client(app))
    async with asyncio.timeout(2):
        slow_answer, crisis = await person.say("hello"), await person.say("I want to kill myself")
    release.set()
    assert supports([slow_answer, crisis]) == ["offer", "urgent"]
    assert "116 123" in words(slow_answer)
