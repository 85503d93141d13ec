"""The path of a message through the web API: what is answered, what is kept, and what the engine hears."""

import asyncio
import re

import pytest
from sqlalchemy import select

from bot.conversation.tables import messages
from bot.escalation.tables import audit, case_reasons, cases
from bot.words import Button, Reply, Turn
from tests.application import new_person

DISCLOSURE = "I want to end it all"


async def rows(outside, table):
    async with outside.engine.connect() as connection:
        return (await connection.execute(select(table).order_by(table.c.id))).all()


@pytest.mark.hazard("HAZ-031")
async def test_a_conversation_begins_with_what_this_is_and_ways_on(person):
    text = " ".join(message["text"] for message in person.welcome)
    assert "bot" in text
    assert any(message["buttons"] for message in person.welcome)


async def test_an_ordinary_message_is_answered_by_the_engine(person, dialogue):
    answer = await person.say("thank you so much")
    assert answer["messages"][0]["text"] == "You are heard."
    assert (answer["topic"], answer["support"], answer["kept"]) == ("thanks", "none", True)
    assert [said.text for _, said in dialogue.heard] == ["thank you so much"]


@pytest.mark.hazard("HAZ-001", "HAZ-029")
async def test_crisis_is_answered_by_the_gateway_alone(person, dialogue, outside):
    answer = await person.say(DISCLOSURE)
    text = " ".join(message["text"] for message in answer["messages"])

    assert (answer["topic"], answer["support"]) == ("crisis", "urgent")
    for line in ("999", "111", "116 123", "85258"):
        assert line in text
    assert not answer["messages"][-1]["text"].rstrip().endswith("?"), "no question on its heels"
    await asyncio.sleep(0.05)
    assert dialogue.heard == []
    assert dialogue.told == [(person.conversation, "/crisis")]
    (case,) = await rows(outside, cases)
    (step,) = await rows(outside, audit)
    assert (case.conversation, case.state, case.reply_support) == (person.conversation, "new", "urgent")
    assert (step.action, step.case_id) == ("case_opened", case.id)


@pytest.mark.hazard("HAZ-011", "HAZ-037")
async def test_crisis_said_twice_has_other_words_and_one_case(person, outside):
    first, second = await person.say(DISCLOSURE), await person.say(DISCLOSURE)
    said = [[message["text"] for message in answer["messages"]] for answer in (first, second)]
    assert not set(said[0]) & set(said[1])
    assert len(await rows(outside, cases)) == 1
    assert len(await rows(outside, case_reasons)) == 2


@pytest.mark.hazard("HAZ-026")
async def test_crisis_does_not_wait_for_a_slow_engine(person, dialogue):
    dialogue.delay_s = 2
    slow = asyncio.create_task(person.say("what is talking therapy"))
    await asyncio.sleep(0.05)
    async with asyncio.timeout(0.25):
        answer = await person.say(DISCLOSURE)
    assert answer["topic"] == "crisis"
    await slow


@pytest.mark.hazard("HAZ-001", "HAZ-040")
async def test_what_the_engine_recognises_as_a_crisis_is_answered_by_the_gateway(person, dialogue, outside):
    dialogue.answer = lambda said: Turn((Reply("thrown away"),), "crisis", responses=("utter_crisis",))
    answer = await person.say("words that the screen does not know")
    assert (answer["topic"], answer["support"]) == ("crisis", "urgent")
    assert "thrown away" not in str(answer)
    assert len(await rows(outside, cases)) == 1


@pytest.mark.hazard("HAZ-001")
@pytest.mark.parametrize(
    ("text", "support", "why"),
    [
        ("im not safe", "urgent", "the engine was surer of safe than of anything else"),
        ("im not ok for now", "urgent", "not ok"),
        ("no I'm really not safe", "urgent", "a word between"),
        ("i dont feel safe", "urgent", "without an apostrophe"),
        ("i'm safe for now", "offer", "safe is safe"),
        ("i'm not in danger right now", "offer", "a denial of danger"),
    ],
)
async def test_nobody_who_is_not_safe_is_told_that_we_are_glad_they_are(person, dialogue, text, support, why):
    dialogue.answer = lambda said: Turn((Reply("glad"),), "crisis", responses=("utter_crisis_safe_for_now",))
    assert (await person.say(text))["support"] == support, why


@pytest.mark.hazard("HAZ-010")
async def test_a_button_under_the_crisis_reply_leads_on(person, dialogue):
    crisis = await person.say(DISCLOSURE)
    await asyncio.sleep(0.05)
    buttons = crisis["messages"][-1]["buttons"]
    await person.press(buttons[0]["button"])
    assert dialogue.heard[-1][1].payload == "/crisis_units"


async def test_a_pressed_button_reaches_the_engine_as_its_payload(person, dialogue):
    answer = await person.say("hello")
    await person.press(answer["messages"][0]["buttons"][0]["button"])
    said = dialogue.heard[-1][1]
    assert (said.text, said.payload) == (None, "/more")


async def test_payloads_never_leave_the_service(person):
    answer = await person.say("hello")
    crisis = await person.say(DISCLOSURE)
    for text in (str(person.welcome), str(answer), str(crisis), str(await person.export())):
        assert not re.search(r"['\"]/[a-z_]+", text)


@pytest.mark.hazard("HAZ-035")
async def test_a_button_of_another_conversation_is_refused(person, client):
    other = await new_person(client)
    button = (await other.say("hello"))["messages"][0]["buttons"][0]["button"]
    response = await person.send({"button": button})
    assert response.status == 422
    assert "choose" in (await response.json())["detail"]


@pytest.mark.hazard("HAZ-002", "HAZ-010")
async def test_an_offer_adds_a_gentle_line_to_the_ordinary_answer(person):
    answer = await person.say("I used to self harm years ago")
    assert answer["support"] == "offer"
    assert answer["messages"][0]["text"] == "You are heard."
    assert "116 123" in answer["messages"][-1]["text"]


@pytest.mark.hazard("HAZ-037")
async def test_two_offers_are_not_said_in_the_same_words(person):
    lines = [
        (await person.say(text))["messages"][-1]["text"] for text in ("I used to self harm", "I self harmed years ago")
    ]
    assert lines[0] != lines[1]


@pytest.mark.hazard("HAZ-006")
async def test_thanks_after_a_crisis_carry_the_lines(person, dialogue):
    dialogue.answer = lambda said: Turn((Reply("Thank you."),), "thanks", responses=("utter_thanks_after_crisis",))
    assert (await person.say("thanks"))["support"] == "offer"


@pytest.mark.hazard("HAZ-027")
async def test_an_empty_message_is_answered_without_the_engine(person, dialogue):
    for text in ("", " \n\t "):
        answer = await person.say(text)
        assert answer["messages"][0]["text"].strip()
    assert dialogue.heard == []


@pytest.mark.hazard("HAZ-032")
async def test_a_person_asked_for_opens_a_case(person, dialogue, outside):
    dialogue.answer = lambda said: Turn((Reply("Here is how."),), "talk_to_person", hand_over="person_asked")
    await person.say("can i speak to a human")
    (reason,) = await rows(outside, case_reasons)
    assert reason.reason == "person_asked"


@pytest.mark.hazard("HAZ-007")
async def test_the_whole_text_is_kept_also_what_the_engine_does_not_get(person):
    text = "I feel low. " * 2000
    await person.say(text)
    export = await person.export()
    assert [m["body"].get("text") for m in export["messages"] if m["author"] == "person"] == [text]


@pytest.mark.hazard("HAZ-007")
async def test_a_disclosure_deep_in_a_long_text_is_seen(person):
    answer = await person.say("we talked about the weather. " * 700 + DISCLOSURE + ". then we had tea. " * 700)
    assert answer["topic"] == "crisis"


@pytest.mark.hazard("HAZ-030")
async def test_the_export_holds_everything_and_erasing_leaves_nothing(person, client, dialogue, outside):
    await person.say("some private words")
    await person.say(DISCLOSURE)
    export = await person.export()
    assert [m["body"]["text"] for m in export["messages"] if m["author"] == "person"] == [
        "some private words",
        DISCLOSURE,
    ]
    assert export["cases"]

    assert (await client.delete(person.path, headers=person.headers)).status == 204

    assert dialogue.forgotten == [person.conversation]
    assert await rows(outside, messages) == []
    response = await person.send({"text": "hello again"})
    assert response.status == 410
    assert (await person.export())["messages"] == []


async def test_buttons_that_changed_between_turns_keep_their_meaning(person, dialogue):
    dialogue.answer = lambda said: Turn((Reply("First", (Button("Yes", "/first"),)),), None)
    first = await person.say("one")
    dialogue.answer = lambda said: Turn((Reply("Second", (Button("Yes", "/second"),)),), None)
    second = await person.say("two")
    old, new = (answer["messages"][0]["buttons"][0]["button"] for answer in (first, second))
    assert old != new
    await person.press(old)
    assert dialogue.heard[-1][1].payload == "/first"


@pytest.mark.hazard("HAZ-009", "HAZ-012")
async def test_a_new_theme_gets_its_own_words_also_the_second_time(person):
    await person.say(DISCLOSURE)
    answer = await person.say("my husband beats me")
    assert "domestic" in str(answer).lower()


@pytest.mark.hazard("HAZ-037")
async def test_what_the_engine_recognised_twice_has_other_words(person, dialogue):
    dialogue.answer = lambda said: Turn((Reply("thrown away"),), "crisis", responses=("utter_crisis",))
    first, second = await person.say("words one"), await person.say("words two")
    said = [{message["text"] for message in answer["messages"]} for answer in (first, second)]
    assert not said[0] & said[1]


async def test_an_open_stream_ends_when_the_process_stops(person, client):
    async with client.get(f"{person.path}/events", headers=person.headers) as stream:
        await stream.content.readline()
        async with asyncio.timeout(3):
            await client.server.app.shutdown()
            while await stream.content.readline():
                pass
