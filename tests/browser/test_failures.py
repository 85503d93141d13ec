"""The chat page when something is broken: the urgent lines stay on the screen, and no words are lost."""

import asyncio

import pytest
from playwright.async_api import Route, expect

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.slow, pytest.mark.timeout(60)]
DISCLOSURE = "I want to end it all"
URGENT_LINES = ("999", "111", "116 123", "85258")


@pytest.mark.hazard("HAZ-024")
async def test_a_line_cut_in_the_middle_of_a_disclosure(visitor, dialogue):
    await visitor.say("hello")
    await visitor.hears("You are heard.")
    await visitor.context.set_offline(True)
    await visitor.say(DISCLOSURE)
    alert = visitor.page.get_by_role("alert")
    for line in URGENT_LINES:
        await expect(alert).to_contain_text(line)
    assert DISCLOSURE in await visitor.lines(), "what was written stays"
    await visitor.page.get_by_role("button", name="Get help now").click()
    await expect(visitor.page.locator("#get-help")).to_be_visible()
    await visitor.page.keyboard.press("Escape")
    await visitor.context.set_offline(False)
    await visitor.page.get_by_role("button", name="Try again").click()
    await expect(visitor.page.locator(".nhsuk-card--care--emergency")).to_be_visible()
    await expect(alert).to_have_count(0)
    assert (await visitor.lines()).count(DISCLOSURE) == 1


@pytest.mark.hazard("HAZ-024")
async def test_a_service_that_cannot_be_reached_at_all(browser, client):
    context = await browser.new_context()
    page = await context.new_page()
    await page.route("**/api/**", lambda route: route.abort())
    await page.goto(str(client.make_url("/")))
    for line in URGENT_LINES:
        await expect(page.get_by_role("alert")).to_contain_text(line)
    await page.unroute_all()
    await page.get_by_role("button", name="Try again").click()
    await expect(page.get_by_text("Delete this conversation")).to_be_visible()
    await expect(page.get_by_role("alert")).to_have_count(0)
    await context.close()


@pytest.mark.hazard("HAZ-027")
async def test_an_answer_that_is_no_answer(visitor):
    await visitor.page.route("**/messages", lambda route: route.fulfill(status=502, body="<html>Bad gateway</html>"))
    await visitor.say("hello")
    for line in URGENT_LINES:
        await expect(visitor.page.get_by_role("alert")).to_contain_text(line)


@pytest.mark.hazard("HAZ-007")
async def test_words_that_are_too_long_get_the_urgent_lines(visitor):
    await visitor.say("a" * 300_000)
    await expect(visitor.last.locator(".nhsuk-card--care--emergency")).to_be_visible()
    for line in URGENT_LINES:
        assert line in " ".join((await visitor.lines())[-2:])


@pytest.mark.hazard("HAZ-033")
async def test_a_conversation_deleted_elsewhere_begins_anew_and_the_words_are_answered(visitor, client):
    kept = await visitor.stored()
    headers = {"Authorization": f"Bearer {kept['token']}"}
    await client.delete(f"/api/v1/conversations/{kept['conversation']}", headers=headers)
    await visitor.say(DISCLOSURE)
    await expect(visitor.page.locator(".nhsuk-card--care--emergency")).to_be_visible()
    await expect(visitor.page.get_by_text("this is a new one")).to_be_visible()
    assert (await visitor.lines()).count(DISCLOSURE) == 1


@pytest.mark.parametrize(
    ("stored", "why"),
    [
        ('{"conversation": "made-up", "token": "made-up.x"}', "a token that opens nothing"),
        ("no JSON", "not what we stored"),
        ("null", "nothing at all"),
    ],
)
async def test_a_memory_that_is_worth_nothing_begins_anew(visitor, stored, why):
    await visitor.page.evaluate("stored => sessionStorage.setItem('first-port', stored)", stored)
    await visitor.page.reload()
    await visitor.ready()
    await visitor.say("hello")
    await visitor.hears("You are heard.")


async def delete(visitor: Visitor) -> None:
    await visitor.page.get_by_text("Delete this conversation").click()
    await visitor.page.get_by_role("button", name="Yes, delete it").click()
    await expect(visitor.page.get_by_text("has been deleted")).to_be_visible()


@pytest.mark.hazard("HAZ-035")
async def test_an_answer_on_its_way_does_not_come_after_deleting(visitor: Visitor):
    answered, deleted = asyncio.Event(), asyncio.Event()

    async def hold_back(route: Route) -> None:
        answer = await route.fetch()
        answered.set()
        await deleted.wait()
        await route.fulfill(response=answer)

    await visitor.page.route("**/messages", hold_back)
    await visitor.say("something private")
    await answered.wait()
    await delete(visitor)
    deleted.set()
    await expect(visitor.page.locator("[data-typing]")).to_be_hidden()
    assert await visitor.lines() == []


async def test_words_on_their_way_are_not_sent_anew_after_deleting(visitor: Visitor, dialogue):
    deleted = asyncio.Event()

    async def hold_back(route: Route) -> None:
        await deleted.wait()
        await route.continue_()

    await visitor.page.route("**/messages", hold_back)
    await visitor.say("something private")
    await delete(visitor)
    deleted.set()
    await expect(visitor.page.locator("[data-typing]")).to_be_hidden()
    assert await visitor.lines() == []
    assert await visitor.stored() == {}
    assert dialogue.heard == [], "the words were deleted before they arrived: nobody hears them"
