"""Ready or not: a second opinion that is broken, seen by whoever runs it, while everybody is still answered."""

from dataclasses import replace

import pytest
from aiohttp import web
from sqlalchemy import insert

from bot.directory.tables import service
from bot.safety.phrases import load_phrases
from bot.safety.screen import Screen
from bot.words import Assessment, Support
from tests.application import NOW, new_person


class Mendable:
    """A second reader that is whole or broken, as it is told."""

    broken = True

    def __call__(self, text, places):
        if self.broken:
            raise ZeroDivisionError(text)
        return Assessment(Support.URGENT if "kill" in text else Support.NONE)


@pytest.fixture
def second() -> Mendable:
    return Mendable()


@pytest.fixture
def screen(second) -> Screen:
    return Screen(load_phrases(), second, "test")


@pytest.fixture
async def settings(settings, aiohttp_server):
    """With an action server that answers, and a postcode file."""

    async def healthy(_request):
        return web.json_response({"status": "ok"})

    actions = web.Application()
    actions.router.add_get("/health", healthy)
    server = await aiohttp_server(actions)
    settings.postcodes.write_bytes(b"x")
    return replace(settings, actions_url=str(server.make_url("")).rstrip("/"))


@pytest.fixture
async def all_else_ready(outside):
    row = {"id": "a", "kind": "crisis_place", "name": "A", "status": "active", "access": "walk_in"}
    row |= {"area_basis": "anyone", "origin": "seed", "checked_on": NOW.date()}
    async with outside.engine.begin() as connection:
        await connection.execute(insert(service).values(row))


async def ready(client) -> tuple[int, dict]:
    response = await client.get("/readyz")
    return response.status, (await response.json())["parts"]


@pytest.mark.hazard("HAZ-023")
async def test_a_broken_second_opinion_is_not_ready_and_ready_when_it_is_whole_again(client, second, all_else_ready):
    status, parts = await ready(client)
    assert (status, parts["safety"]) == (503, False)
    assert [name for name, is_ready in parts.items() if not is_ready] == ["safety"]
    second.broken = False
    assert await ready(client) == (200, dict.fromkeys(parts, True))
    second.broken = True
    assert (await ready(client))[0] == 503


@pytest.mark.hazard("HAZ-023")
async def test_while_it_is_broken_every_answer_carries_the_urgent_lines(client, second):
    person = await new_person(client)
    ordinary, crisis = await person.say("how do I get counselling"), await person.say("I want to kill myself")
    assert (ordinary["support"], crisis["support"]) == ("offer", "urgent")
    assert ordinary["messages"][0]["text"] == "You are heard."
    for answer in (ordinary, crisis):
        assert "116 123" in str(answer["messages"])
    page = await client.get("/")
    assert page.status == 200
    text = await page.text()
    assert all(line in text for line in ("999", "111", "116 123", "85258"))
    second.broken = False
    assert (await (await new_person(client)).say("how do I get counselling"))["support"] == "none"


@pytest.mark.hazard("HAZ-023", "HAZ-034")
async def test_what_is_wrong_is_logged_without_words(client, caplog):
    person = await new_person(client)
    await person.say("unmistakable")
    await ready(client)
    assert "the safety screen is not whole" in caplog.text
    assert "unmistakable" not in caplog.text
    assert "kill myself" not in caplog.text
