"""The door to Rasa against a server that answers well, badly, late or not at all."""

import asyncio
from datetime import date

import aiohttp
import pytest
from aiohttp import web

from bot.dialogue.port import DialogueError
from bot.dialogue.rasa import LONGEST_TEXT, RasaDialogue
from bot.words import Assessment, Button, Said, ServiceCard, Signal, Subject, Support, Theme

GOOD = {
    "messages": [
        {
            "text": "Here it is.",
            "buttons": [{"title": "More", "payload": "/more"}],
            "custom": {"cards": [{"name": "A place", "checked_on": "2026-03-01", "unheard_of": 1}]},
            "metadata": {"topic": "gp", "response": "utter_gp"},
        },
        {"text": "", "buttons": [], "custom": {"hand_over": "person_asked"}, "metadata": {}},
    ],
    "topic": "gp",
    "form": None,
}


class Engine:
    """What stands in for the engine's channel: it keeps what it was sent, and answers as it is told."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, dict, str]] = []
        self.answer = lambda: web.json_response(GOOD)
        self.delay_s = 0.0

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.seen.append((request.path, await request.json(), request.headers.get("Authorization", "")))
        await asyncio.sleep(self.delay_s)
        return self.answer()


@pytest.fixture
def engine() -> Engine:
    return Engine()


async def hello(_request: web.Request) -> web.Response:
    return web.Response(text="Hello from Rasa: 3.6.21")


@pytest.fixture
async def rasa(engine, aiohttp_server):
    app = web.Application()
    app.router.add_post("/webhooks/firstport/{what}", engine.handle)
    app.router.add_get("/", hello)
    server = await aiohttp_server(app)
    async with aiohttp.ClientSession() as session:
        yield RasaDialogue(session, str(server.make_url("")).rstrip("/"), "token", patience_s=0.3)


async def test_a_turn_is_read_whole(rasa):
    turn = await rasa.turn("c", Said(text="hello"))
    (reply,) = turn.replies
    assert (reply.text, reply.buttons) == ("Here it is.", (Button("More", "/more"),))
    assert reply.cards == (ServiceCard("A place", checked_on=date(2026, 3, 1)),)
    assert (turn.topic, turn.form, turn.hand_over, turn.responses) == ("gp", None, "person_asked", ("utter_gp",))


async def test_typed_text_is_sent_as_text_and_a_button_as_its_payload(rasa, engine):
    await rasa.turn("c", Said(text="/restart"))
    await rasa.turn("c", Said(payload="/gp"))
    (_, typed, token), (_, pressed, _) = engine.seen
    assert (typed["text"], "payload" in typed) == ("/restart", False)
    assert (pressed["payload"], "text" in pressed) == ("/gp", False)
    assert token == "Bearer token"


@pytest.mark.hazard("HAZ-034")
async def test_what_the_screen_found_goes_along_without_the_words(rasa, engine):
    found = Assessment(Support.OFFER, (Signal(Theme.SUICIDE, Subject.SELF, "very private"),))
    await rasa.turn("c", Said(text="hello", assessment=found))
    assert engine.seen[0][1]["metadata"] == {"support": "offer"}


@pytest.mark.hazard("HAZ-007")
async def test_long_text_reaches_rasa_shortened(rasa, engine):
    await rasa.turn("c", Said(text="a" * 50_000))
    assert len(engine.seen[0][1]["text"]) == LONGEST_TEXT


@pytest.mark.hazard("HAZ-020")
@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (lambda: web.json_response({"error": "ValueError"}, status=500), "an error in the engine"),
        (lambda: web.json_response([]), "what Rasa's own channel answers on an error"),
        (lambda: web.json_response({"messages": [], "topic": None, "form": None}), "nothing said"),
        (lambda: web.json_response({"messages": [{"text": " \n"}]}), "blank"),
        (lambda: web.json_response({}), "another shape"),
        (lambda: web.json_response({"messages": "text"}), "another shape"),
        (lambda: web.json_response({"messages": [{"text": "a", "buttons": [{"title": "b"}]}]}), "half a button"),
        (lambda: web.json_response({"messages": [{"custom": {"cards": [{"why": "no name"}]}}]}), "half a card"),
        (lambda: web.Response(text="<html>"), "no JSON"),
        (lambda: web.Response(body=b'{"messages', content_type="application/json"), "cut off"),
    ],
)
async def test_any_failure_is_one_error_without_words(rasa, engine, answer, why):
    engine.answer = answer
    with pytest.raises(DialogueError) as caught:
        await rasa.turn("c", Said(text="very private"))
    assert "private" not in str(caught.value), why


async def test_an_engine_that_hangs_is_given_up(rasa, engine):
    engine.delay_s = 5
    with pytest.raises(DialogueError):
        await rasa.turn("c", Said(text="hello"))


async def test_an_engine_that_is_not_there_is_said():
    async with aiohttp.ClientSession() as session:
        rasa = RasaDialogue(session, "http://127.0.0.1:9", "token")
        assert await rasa.ready() is False
        for call in (rasa.turn("c", Said(text="a")), rasa.tell("c", "/crisis"), rasa.forget("c")):
            with pytest.raises(DialogueError):
                await call


async def test_it_is_told_in_silence_and_forgets(rasa, engine):
    engine.answer = lambda: web.json_response({"messages": [], "topic": None, "form": None})
    await rasa.tell("c", "/crisis")
    await rasa.forget("c")
    assert [(path, body["sender"]) for path, body, _ in engine.seen] == [
        ("/webhooks/firstport/turn", "c"),
        ("/webhooks/firstport/forget", "c"),
    ]
    assert await rasa.ready() is True
