"""What the operator sees, and what nobody sees: health, figures, headers, and logs without words."""

import logging

import pytest
from sqlalchemy import insert

from bot.directory.tables import service
from tests.application import NOW, new_person


async def test_health(client):
    assert (await client.get("/healthz")).status == 200


@pytest.mark.hazard("HAZ-020")
async def test_ready_names_the_parts_that_are_not(client, outside, dialogue):
    response = await client.get("/readyz")
    ready = await response.json()
    assert (response.status, ready["ready"]) == (503, False)
    assert ready["parts"] == {
        "engine": True,
        "actions": False,
        "database": True,
        "safety": True,
        "directory": False,
    }
    dialogue.broken = True
    assert (await (await client.get("/readyz")).json())["parts"]["engine"] is False


async def test_the_directory_is_ready_with_a_service_to_show_and_the_postcodes(client, outside):
    row = {"id": "a", "kind": "crisis_place", "name": "A", "status": "active", "access": "walk_in"}
    row |= {"area_basis": "anyone", "origin": "seed", "checked_on": NOW.date()}
    async with outside.engine.begin() as connection:
        await connection.execute(insert(service).values(row))
    outside.settings.postcodes.parent.mkdir(parents=True, exist_ok=True)
    outside.settings.postcodes.write_bytes(b"x")
    assert (await (await client.get("/readyz")).json())["parts"]["directory"] is True


async def test_figures_are_for_loopback_or_the_key(client):
    response = await client.get("/metrics")
    assert response.status == 200
    assert "firstport_requests_total" in await response.text()
    proxied = await client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"})
    assert proxied.status == 403


@pytest.mark.hazard("HAZ-034")
async def test_figures_hold_patterns_of_addresses_never_an_id(client):
    person = await new_person(client)
    await person.say("hello")
    text = await (await client.get("/metrics")).text()
    assert person.conversation not in text
    assert "{conversation}" in text


@pytest.mark.hazard("HAZ-035")
async def test_every_answer_has_its_security_headers_and_is_not_cached(client):
    for path in ("/healthz", "/api/v1/openapi.json", "/nothing", "/"):
        headers = (await client.get(path)).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"


@pytest.mark.hazard("HAZ-034")
@pytest.mark.parametrize("broken", [False, True])
async def test_no_word_and_no_postcode_is_ever_logged(client, dialogue, caplog, broken):
    caplog.set_level(logging.DEBUG)
    dialogue.broken = broken
    person = await new_person(client)
    for text in (
        "unmistakable words about LS6 3BR",
        "I want to kill myself unmistakable",
        "x" * 300_000,
        "/unmistakable",
    ):
        await person.send({"text": text})
    await person.send({"button": "unmistakable"})
    logged = caplog.text
    for word in ("unmistakable", "LS6", "kill myself", "xxxx"):
        assert word not in logged
