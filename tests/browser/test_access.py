"""The chat page for everybody: axe on each state, narrow and zoomed windows, focus, forced colours, no motion."""

import pytest
from playwright.async_api import expect

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.slow, pytest.mark.timeout(60), pytest.mark.hazard("HAZ-036")]
DISCLOSURE = "I want to end it all"
PHONE = {"width": 320, "height": 640}
ZOOMED = {"width": 320, "height": 256}  # a window of 1280 by 1024 at 400%
LONG_WORD = "a" * 400


async def test_axe_finds_nothing_while_talking(visitor, with_cards):
    assert await visitor.violations() == "", "at the start"
    await visitor.say("LS6 3BR")
    await visitor.hears("These are near you:")
    assert await visitor.violations() == "", "with cards and choices"
    await visitor.say(DISCLOSURE)
    await expect(visitor.page.locator(".nhsuk-card--care--emergency")).to_be_visible()
    assert await visitor.violations() == "", "in a crisis"
    await visitor.page.get_by_role("button", name="Get help now").click()
    assert await visitor.violations() == "", "with the help panel open"


async def test_axe_finds_nothing_when_things_go_wrong(visitor):
    await visitor.say(" ")
    assert await visitor.violations() == "", "with an error at the box"
    await visitor.context.set_offline(True)
    await visitor.say("hello")
    await expect(visitor.page.get_by_role("button", name="Try again")).to_be_visible()
    assert await visitor.violations() == "", "with the line cut"
    await visitor.context.set_offline(False)
    await visitor.page.get_by_text("Delete this conversation").click()
    assert await visitor.violations() == "", "asked whether to delete"
    await visitor.page.get_by_role("button", name="Yes, delete it").click()
    await expect(visitor.page.get_by_text("has been deleted")).to_be_visible()
    assert await visitor.violations() == "", "after deleting"


@pytest.mark.parametrize("window", [PHONE, ZOOMED], ids=["phone", "zoomed to 400%"])
async def test_nothing_scrolls_sideways_and_help_is_in_sight(visitor, with_cards, window):
    await visitor.page.set_viewport_size(window)
    for text in ("LS6 3BR", LONG_WORD, DISCLOSURE):
        await visitor.say(text)
        await expect(visitor.page.locator(".fp-message--bot").last).to_be_visible()
        assert await visitor.overflow() <= 0
        await expect(visitor.page.get_by_role("button", name="Get help now")).to_be_in_viewport(ratio=1)
    await visitor.page.get_by_role("button", name="Get help now").click()
    assert await visitor.overflow() <= 0
    await visitor.page.get_by_role("button", name="Close").click()
    await expect(visitor.page.locator("#get-help")).to_be_hidden()


IN_SIGHT = """() => {
  const { left, right, top, bottom } = document.activeElement.getBoundingClientRect();
  const middle = [(left + right) / 2, (top + bottom) / 2];
  const there = document.elementFromPoint(...middle);
  return document.activeElement.contains(there) || document.activeElement.outerHTML.slice(0, 200);
}"""


@pytest.mark.parametrize("window", [PHONE, ZOOMED], ids=["phone", "zoomed to 400%"])
async def test_what_has_the_focus_is_never_hidden(visitor, with_cards, window):
    await visitor.page.set_viewport_size(window)
    await visitor.say("LS6 3BR")
    await visitor.hears("These are near you:")
    await visitor.page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    steps = 0
    for key in ["Tab"] * 20 + ["Shift+Tab"] * 18:
        await visitor.page.keyboard.press(key)
        if await visitor.page.evaluate("document.activeElement === document.body"):
            continue
        assert await visitor.page.evaluate(IN_SIGHT) is True
        steps += 1
    assert steps > 20


SMALL = """() => [...document.querySelectorAll("a, button, summary, textarea")]
  .filter((one) => one.checkVisibility() && !one.matches(".nhsuk-skip-link"))
  .map((one) => [one.textContent, one.getBoundingClientRect()])
  .filter(([, { width, height }]) => width < 24 || height < 24)
  .map(([name]) => name)"""


async def test_everything_to_press_is_large_enough(visitor, with_cards):
    await visitor.say("LS6 3BR")
    await visitor.hears("These are near you:")
    await visitor.page.get_by_role("button", name="Get help now").click()
    assert await visitor.page.evaluate(SMALL) == []


async def test_nothing_moves_for_those_who_asked_for_it(browser, client, dialogue):
    moving = {}
    for wish in ("reduce", "no-preference"):
        async with Visitor.at(browser, client, reduced_motion=wish) as visitor:
            await visitor.ready()
            dialogue.gate.clear()
            await visitor.say("hello")
            await expect(visitor.page.locator("[data-typing]")).to_be_visible()
            moving[wish] = await visitor.page.evaluate("document.getAnimations().length")
            dialogue.gate.set()
            await visitor.hears("You are heard.")
            await expect(visitor.page.locator("[data-typing]")).to_be_hidden()
    assert moving["reduce"] == 0
    assert moving["no-preference"] > 0, "else this test could not fail"


async def test_forced_colours_keep_an_edge_around_every_message(browser, client):
    async with Visitor.at(browser, client, forced_colors="active") as visitor:
        await visitor.ready()
        await visitor.say("hello")
        await visitor.hears("You are heard.")
        edges = "all => all.map((one) => getComputedStyle(one).borderTopColor)"
        colours = await visitor.page.locator(".fp-message__text").evaluate_all(edges)
        assert not {"rgba(0, 0, 0, 0)", "transparent"} & set(colours)
        assert await visitor.violations() == ""
