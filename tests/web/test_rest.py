"""Rasa's own REST shape: keys, senders, buttons."""

import pytest

from bot.channels.rest import parse_keys
from tests.application import REST_KEY

KEY = {"Authorization": f"Bearer {REST_KEY}"}


async def post(client, body, headers=KEY):
    return await client.post("/webhooks/rest/webhook", json=body, headers=headers)


async def test_a_client_with_a_key_gets_rasas_shape(client, dialogue):
    answer = await (await post(client, {"sender": "ann", "message": "hello"})).json()
    assert answer[0]["recipient_id"] == "ann"
    assert answer[0]["text"] == "You are heard."
    assert answer[0]["buttons"][0]["title"] == "More"
    assert dialogue.heard[0][0] != "ann", "nobody chooses an id"


async def test_a_message_equal_to_an_issued_payload_presses_it(client, dialogue):
    answer = await (await post(client, {"sender": "ann", "message": "hello"})).json()
    await post(client, {"sender": "ann", "message": answer[0]["buttons"][0]["payload"]})
    assert dialogue.heard[-1][1].payload == "/more"


async def test_another_senders_button_is_plain_text(client, dialogue):
    answer = await (await post(client, {"sender": "ann", "message": "hello"})).json()
    await post(client, {"sender": "bob", "message": answer[0]["buttons"][0]["payload"]})
    assert dialogue.heard[-1][1].payload is None
    assert dialogue.heard[0][0] != dialogue.heard[-1][0]


@pytest.mark.parametrize("message", ["/restart", "sixteen letters!", "/abcdefghijklmno"])
async def test_typed_text_names_no_intent(client, dialogue, message):
    await post(client, {"sender": "ann", "message": message})
    assert (dialogue.heard[-1][1].text, dialogue.heard[-1][1].payload) == (message, None)


async def test_sixteen_characters_of_despair_are_no_button(client, dialogue, outside):
    await outside.engine.dispose()
    answer = await (await post(client, {"sender": "ann", "message": "I'll kill myself"})).json()
    assert "116 123" in str(answer)
    assert dialogue.heard == []


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": REST_KEY}])
async def test_without_a_key_nothing_is_said(client, dialogue, headers):
    assert (await post(client, {"sender": "ann", "message": "hello"}, headers)).status == 401
    assert dialogue.heard == []


@pytest.mark.parametrize(
    "body", [{}, {"sender": "", "message": "a"}, {"sender": "a" * 201, "message": "a"}, {"sender": "a"}, {"sender": 1}]
)
async def test_a_body_that_is_not_rasas_is_refused(client, body):
    assert (await post(client, body)).status in {400, 422}


def test_keys_are_read_and_weak_ones_refused():
    assert parse_keys("") == {}
    assert parse_keys("a:0123456789abcdef, b:fedcba9876543210") == {"a": "0123456789abcdef", "b": "fedcba9876543210"}
    for bad in ("0123456789abcdef", "a:short", ":0123456789abcdef"):
        with pytest.raises(ValueError, match="FIRSTPORT_REST_KEYS"):
            parse_keys(bad)
