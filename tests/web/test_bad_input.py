"""Bad input: each a clear answer."""

import io
import json

import pytest

from tests.application import new_person

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("body", "status", "why"),
    [
        (b"", 400, "nothing"),
        (b"hello", 400, "not JSON"),
        (b'{"text": "\xff\xfe"}', 400, "broken UTF-8"),
        (b"[1]", 400, "no object"),
        (b'"text"', 400, "no object"),
        (b"null", 400, "no object"),
        (b"[" * 100_000, 400, "nested too deep"),
        (b"{}", 422, "neither text nor button"),
        (b'{"text": 5}', 422, "a number"),
        (b'{"text": null}', 422, "null"),
        (b'{"text": ["a"]}', 422, "a list"),
        (b'{"text": "a", "button": "b"}', 422, "both"),
        (b'{"text": "a", "sender": "b"}', 422, "more than we take"),
        (b'{"button": 1}', 422, "a number"),
        (b'{"button": "made-up"}', 422, "a button that was never issued"),
        (b'{"button": "/restart"}', 422, "a payload is no button"),
    ],
)
async def test_what_cannot_be_read_is_said_clearly(person, body, status, why):
    response = await person.client.post(f"{person.path}/messages", data=body, headers=person.headers | JSON)
    problem = await response.json()
    assert response.status == status, why
    assert response.content_type == "application/problem+json"
    assert problem["detail"].strip()
    assert problem["status"] == status


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("🙂🙂🙂", "emoji only"),
        ("@everyone", "a mention"),
        ("/restart", "a command of Rasa's"),
        ('/talking_therapies{"postcode": "LS6 3BR"}', "an intent with an entity"),
        ("<script>alert(1)</script><b>bold</b>", "HTML"),
        ("a\x00b", "a NUL character"),
        ("half a character \ud83d", "a lone surrogate"),
        ("{slot} ${name}", "template words"),
        ("'; DROP TABLE messages; --", "SQL"),
    ],
)
async def test_odd_text_is_plain_text(person, dialogue, text, why):
    answer = await person.say(text)
    assert answer["messages"], why
    heard = dialogue.heard[-1][1]
    assert heard.payload is None, why
    export = await person.export()
    (kept,) = [m["body"]["text"] for m in export["messages"] if m["author"] == "person"]
    assert kept == text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@pytest.mark.hazard("HAZ-007")
async def test_200_kb_are_answered_and_kept_whole(person):
    text = "I feel low today. " * 11_000
    assert (await person.say(text))["messages"]
    assert text in str(await person.export())


@pytest.mark.hazard("HAZ-007")
@pytest.mark.parametrize(
    ("body", "why"),
    [
        (json.dumps({"text": "a" * (256 * 1024 + 1)}), "over 256 kB of text"),
        (json.dumps({"text": "é" * (130 * 1024)}), "over 256 kB once encoded"),
        ('{"text": "' + "a" * (3 * 1024 * 1024) + '"}', "a body that no message can have"),
    ],
)
async def test_over_256_kb_is_refused_with_the_urgent_lines_in_it(person, body, why):
    response = await person.client.post(
        f"{person.path}/messages", data=io.BytesIO(body.encode()), headers=person.headers | JSON
    )
    problem = await response.json()
    assert response.status == 413, why
    for line in ("999", "111", "116 123", "85258"):
        assert line in problem["detail"]


@pytest.mark.hazard("HAZ-035")
@pytest.mark.parametrize(
    ("token", "why"),
    [
        (None, "none"),
        ("", "empty"),
        ("made-up", "made up"),
        ("{conversation}", "an id without its digest"),
        ("{conversation}.AAAA", "a wrong digest"),
        ("{conversation}.é", "not even ASCII"),
    ],
)
async def test_a_conversation_opens_with_its_own_token_only(person, token, why):
    value = (token or "").format(conversation=person.conversation)
    headers = {} if token is None else {"Authorization": f"Bearer {value}".encode().decode("latin-1")}
    routes = [
        ("POST", "/messages"),
        ("GET", "/export"),
        ("GET", "/events"),
        ("DELETE", ""),
    ]
    for method, tail in routes:
        response = await person.client.request(method, person.path + tail, json={"text": "x"}, headers=headers)
        assert response.status == 401, (why, method, tail)


@pytest.mark.hazard("HAZ-035")
async def test_another_conversations_token_does_not_open_this_one(person, client):
    other = await new_person(client)
    for tail in ("/export", "/events"):
        assert (await client.get(person.path + tail, headers=other.headers)).status == 401


@pytest.mark.parametrize("last", ["-1", "x", "1.5", "9" * 30, "0" * 20 + "9" * 30, "１"])
async def test_an_event_id_that_is_none_is_refused(person, client, last):
    headers = person.headers | {"Last-Event-ID": last.encode().decode("latin-1")}
    assert (await client.get(f"{person.path}/events", headers=headers)).status == 400


async def test_an_unknown_address_and_a_wrong_method_are_said_in_words(client):
    missing = await client.get("/api/v1/nothing")
    wrong = await client.get("/api/v1/conversations")
    assert (missing.status, wrong.status) == (404, 405)
    assert wrong.headers["Allow"] == "POST"
    assert "address" in (await missing.json())["detail"]
