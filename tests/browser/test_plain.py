"""The chat page with JavaScript switched off: the same journey, the same answers, the same markup."""

import pytest
from playwright.async_api import expect

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.slow, pytest.mark.timeout(60), pytest.mark.hazard("HAZ-036")]
DISCLOSURE = "I want to end it all"


async def send(plain: Visitor, text: str) -> None:
    await plain.box.fill(text)
    await plain.page.get_by_role("button", name="Send").click()


async def test_a_whole_journey(plain, dialogue):
    assert "bot" in " ".join(await plain.lines())
    await send(plain, "thank you")
    await plain.hears("You are heard.")
    await plain.page.get_by_role("button", name="More").click()
    await expect(plain.page.locator(".fp-message--person")).to_have_count(2)
    await send(plain, DISCLOSURE)
    await expect(plain.page.locator(".nhsuk-card--care--emergency")).to_be_visible()
    await plain.page.get_by_role("button", name="Get help now").click()
    await expect(plain.page.locator("#get-help")).to_be_visible()
    await plain.page.keyboard.press("Escape")
    assert plain.page.url == f"{plain.address}#latest", "the token is in no address"
    await plain.page.get_by_text("Delete this conversation").click()
    await plain.page.get_by_role("button", name="Yes, delete it").click()
    await expect(plain.page.get_by_text("has been deleted")).to_be_visible()
    assert DISCLOSURE not in await plain.page.content()
    assert [said.text or said.payload for _, said in dialogue.heard] == ["thank you", "/more"]


async def test_a_door_of_the_welcome_is_one_press(plain, dialogue):
    await plain.page.get_by_role("button", name="Someone to talk to").click()
    await plain.hears("You are heard.")
    assert dialogue.heard[0][1].payload == "/helplines"


async def test_what_is_new_is_in_sight(plain, with_cards):
    for text in ("one", "two", "three"):
        await send(plain, text)
    await expect(plain.page.locator("#latest")).to_be_in_viewport()


async def test_axe_finds_nothing(browser, client, with_cards):
    async with Visitor.at(browser, client, scripts=False) as plain:  # axe itself is a script
        assert await plain.violations() == "", "at the start"
        await send(plain, "LS6 3BR")
        assert await plain.violations() == "", "with cards"
        await send(plain, " ")
        assert await plain.violations() == "", "with an error"


async def test_both_ways_make_the_same_markup(browser, client, visitor, plain, with_cards):
    for text in ("LS6 3BR", DISCLOSURE):
        await visitor.say(text)
        await expect(visitor.page.locator("[data-typing]")).to_be_hidden()
        await send(plain, text)
    assert await visitor.markup() == await plain.markup()


async def test_a_conversation_begun_in_the_plain_form_goes_on_with_the_script(browser, client, dialogue):
    async with Visitor.at(browser, client) as both:
        await both.ready()
        await both.page.evaluate("sessionStorage.clear()")
        form = "document.querySelector('#composer')"
        await both.box.fill("from the form")
        async with both.page.expect_navigation():
            await both.page.evaluate(f"HTMLFormElement.prototype.submit.call({form})")
        await both.hears("You are heard.")
        await both.say("from the script")
        await expect(both.page.locator(".fp-message--person")).to_have_count(2)
        await both.hears("You are heard.")
        assert len({conversation for conversation, _ in dialogue.heard}) == 1
