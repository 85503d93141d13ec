import logging

import pytest
from aiohttp.test_utils import TestClient, TestServer
from rasa_sdk.executor import ActionExecutor

from actions.server import create_app
from actions.wiring import make_executor
from tests.unit.actions.builders import SECRET

TRACKER = {"sender_id": "conversation-1", "slots": {}, "latest_message": {"text": SECRET}, "events": []}


@pytest.fixture
async def client(stage):
    async with TestClient(TestServer(create_app(make_executor(tuple(stage.actions.values()))))) as client:
        yield client


async def test_an_action_is_run_as_rasa_asks(client):
    call = {"next_action": "action_talk_to_person", "sender_id": "conversation-1", "tracker": TRACKER}

    answer = await client.post("/webhook", json=call)

    body = await answer.json()
    assert answer.status == 200
    assert body["events"] == []
    assert body["responses"][0]["response"] == "utter_talk_to_person"
    assert body["responses"][0]["custom"] == {"hand_over": "person_asked"}


async def test_health_says_how_many_actions_there_are(client, stage):
    answer = await client.get("/health")

    assert await answer.json() == {"status": "ok", "actions": len(stage.actions)}


BAD_CALLS = [
    (b"not json", 422, "no JSON"),
    (b"\xff\xfe", 422, "no text at all"),
    (b"[1]", 422, "no object"),
    (b'{"next_action": "action_talk_to_person"}', 422, "no tracker"),
    (b'{"next_action": "action_nobody_wrote", "tracker": {"sender_id": "x", "latest_message": {}}}', 404, "unknown"),
]


@pytest.mark.parametrize(("body", "status", "why"), BAD_CALLS)
async def test_a_bad_call_is_refused(client, body, status, why):
    assert (await client.post("/webhook", data=body)).status == status, why


@pytest.mark.hazard("HAZ-034")
async def test_an_error_holds_neither_the_words_nor_the_tracker(caplog):
    caplog.set_level(logging.DEBUG)
    executor = ActionExecutor()

    async def breaks(dispatcher, tracker, domain):
        raise RuntimeError(tracker.latest_message["text"])

    executor.register_function("action_breaks", breaks)
    async with TestClient(TestServer(create_app(executor))) as client:
        answer = await client.post("/webhook", json={"next_action": "action_breaks", "tracker": TRACKER})

        assert answer.status == 500
        assert await answer.json() == {"error": "RuntimeError"}
    assert "Ada" not in caplog.text
