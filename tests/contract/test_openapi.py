"""Every answer of the web API keeps to its OpenAPI document, and every route is in it."""

import json

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from bot.channels.openapi import load_document
from bot.web.app import create_app
from tests.application import REST_KEY

DOCUMENT = load_document()
PAGES = {"/", "/static/{filename}"}  # for people, not for programs


def check(path: str, method: str, status: int, value) -> None:
    """Hold a JSON value against the schema of an answer."""
    responses = DOCUMENT["paths"][path][method]["responses"]
    response = responses.get(str(status), responses.get("default"))
    assert response, f"{method} {path} does not say that it answers {status}"
    if "$ref" in response:
        response = DOCUMENT["components"]["responses"][response["$ref"].rpartition("/")[2]]
    (media,) = response["content"].values()
    schema = media["schema"] | {"components": DOCUMENT["components"]}
    Draft202012Validator(schema).validate(value)


def test_the_document_is_valid():
    OpenAPIV31SpecValidator(DOCUMENT).validate()


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_every_route_is_described_and_every_description_has_its_route(outside):
    app = create_app(outside)
    served = {
        (route.resource.canonical.removesuffix("/{filename}"), route.method)
        for route in app.router.routes()
        if route.resource and route.method != "HEAD"
    }
    described = {
        (path, method.upper())
        for path, item in DOCUMENT["paths"].items()
        for method in item
        if method in {"get", "post", "delete"}
    }
    assert {(path, method) for path, method in served if path not in PAGES | {"/static"}} == described
    await outside.close()


async def test_conversations_keep_to_the_document(person, client):
    base = "/api/v1/conversations"
    opened = await client.post(base)
    check(base, "post", opened.status, await opened.json())
    for body in ({"text": "hello"}, {"text": "I want to kill myself"}, {"text": ""}, {"button": "none"}, {}):
        response = await person.send(body)
        check(f"{base}/{{conversation}}/messages", "post", response.status, await response.json())
    check(f"{base}/{{conversation}}/export", "get", 200, await person.export())
    refused = await client.get(f"{person.path}/export")
    check(f"{base}/{{conversation}}/export", "get", refused.status, await refused.json())


async def test_the_rest_keep_to_the_document(client):
    for path in ("/healthz", "/readyz", "/api/v1/openapi.json"):
        response = await client.get(path)
        check(path, "get", response.status, await response.json())
    for headers in ({}, {"Authorization": f"Bearer {REST_KEY}"}):
        response = await client.post(
            "/webhooks/rest/webhook", json={"sender": "a", "message": "I want to kill myself"}, headers=headers
        )
        check("/webhooks/rest/webhook", "post", response.status, await response.json())


async def test_the_event_stream_sends_messages_of_the_document(person, client):
    await person.say("hello")
    headers = person.headers | {"Last-Event-ID": "0"}
    async with client.get(f"{person.path}/events", headers=headers) as stream:
        assert stream.content_type == "text/event-stream"
        lines = [line async for line in _first_lines(stream, 4)]
    assert lines[0].startswith("id: ")
    assert lines[1] == "event: message"
    schema = {"$ref": "#/components/schemas/Message", "components": DOCUMENT["components"]}
    Draft202012Validator(schema).validate(json.loads(lines[2].removeprefix("data: ")))


async def _first_lines(stream, count: int):
    async for line in stream.content:
        yield line.decode().rstrip("\n")
        count -= 1
        if not count:
            return
