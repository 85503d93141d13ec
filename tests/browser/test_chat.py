"""Journeys through the chat page with JavaScript: talking, pressing, crisis, reloading, deleting."""

import asyncio
import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import CARD
from tests.browser.visitor import Visitor
from tests.unit.channels.link_rows import CALL, DAYS, TEXT, WEB

pytestmark = [pytest.mark.slow, pytest.mark.timeout(60)]
DISCLOSURE = "I want to end it all"
URGENT_LINES = ("999", "111", "116 123", "85258")
SAFE_REPLY = "tell someone you trust"


async def export(client, kept):
    headers = {"Authorization": f"Bearer {kept['token']}"}
    response = await client.get(f"/api/v1/conversations/{kept['conversation']}/export", headers=headers)
    return await response.text()


async def test_it_begins_with_the_welcome_once_and_talks(visitor, dialogue):
    welcome = await visitor.lines()
    assert len(set(welcome)) == len(welcome), "the page's own first words gave way to the conversation's"
    await visitor.say("thank you")
    await visitor.hears("You are heard.")
    assert (await visitor.lines())[len(welcome) :] == ["thank you", "You are heard."]
    assert [said.text for _, said in dialogue.heard] == ["thank you"]


@pytest.mark.hazard("HAZ-036")
async def test_keyboard_alone(visitor, dialogue):
    keys = visitor.page.keyboard
    await keys.press("Tab")
    await expect(visitor.page.get_by_role("link", name="Skip to your message")).to_be_focused()
    await keys.press("Enter")
    await keys.press("Tab") if not await visitor.box.evaluate("e => e === document.activeElement") else None
    await expect(visitor.box).to_be_focused()
    await keys.type("first line")
    await keys.press("Shift+Enter")
    await keys.type("second line")
    await keys.press("Enter")
    await visitor.hears("You are heard.")
    await expect(visitor.box).to_be_focused()
    await keys.press("Shift+Tab")
    choice = visitor.page.get_by_role("button", name="More")
    await expect(choice).to_be_focused()
    await keys.press("Enter")
    await expect(visitor.page.locator(".fp-message--person")).to_have_count(2)
    await expect(choice.first).to_be_focused()
    await visitor.hears("You are heard.")
    assert dialogue.heard[0][1].text == "first line\nsecond line"
    assert dialogue.heard[1][1].payload == "/more"


@pytest.mark.hazard("HAZ-001")
async def test_help_now_opens_by_keyboard_and_closes_by_escape(visitor):
    panel = visitor.page.locator("#get-help")
    opener = visitor.page.get_by_role("button", name="Get help now")
    await expect(panel).to_be_hidden()
    await opener.press("Enter")
    await expect(panel).to_be_visible()
    for line in URGENT_LINES:
        await expect(panel).to_contain_text(line)
    await visitor.page.keyboard.press("Tab")
    await expect(panel.get_by_role("link").first).to_be_focused()
    await visitor.page.keyboard.press("Escape")
    await expect(panel).to_be_hidden()
    await expect(opener).to_be_focused()


@pytest.mark.hazard("HAZ-010")
async def test_crisis_shows_the_numbers_as_links_and_the_conversation_goes_on(visitor, dialogue):
    await visitor.say(DISCLOSURE)
    await expect(visitor.page.locator(".nhsuk-card--care--emergency")).to_be_visible()
    links = await visitor.page.locator(".fp-messages a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert {"tel:999", "tel:111", "tel:116123", "sms:85258?body=SHOUT"} <= set(links)
    await visitor.say("thanks")
    await visitor.hears("people are there day and night")
    assert "You are heard." in await visitor.lines()
    assert [said.text for _, said in dialogue.heard] == ["thanks"]


@pytest.mark.hazard("HAZ-026")
async def test_urgent_words_do_not_wait_for_an_answer_that_is_on_its_way(visitor, dialogue):
    dialogue.gate.clear()
    await visitor.say("hello")
    await visitor.say(DISCLOSURE)
    await expect(visitor.page.locator(".nhsuk-card--care--emergency").first).to_be_visible(timeout=1000)
    dialogue.gate.set()


async def test_a_card_shows_everything_that_is_known(visitor, with_cards):
    await visitor.say("LS6 3BR")
    card = visitor.page.locator(".fp-card").first
    facts = (CARD.other_hours, CARD.languages, CARD.interpreter, CARD.accessibility, CARD.cost)
    for words in (CARD.name, CARD.why, CARD.who, CARD.hours, CARD.note, "1 Some Street\nLeeds", *facts):
        await expect(card).to_contain_text(words, use_inner_text=True)
    await expect(card).to_contain_text("Source: a list of the tests, checked on 3 March 2026")
    await expect(card.get_by_role("link", name="British Sign Language (BSL)")).to_have_attribute(
        "href", str(CARD.bsl_url)
    )
    plain = visitor.page.locator(".fp-card").last
    await expect(plain).to_contain_text("ask at the desk")
    assert await plain.locator("a").count() == 0, "nothing in it may be followed"


async def test_html_and_script_are_shown_as_text(visitor):
    written = "<img src=x onerror='window.changed = 1'><script>window.changed = 1</script> & <b>bold</b>"
    await visitor.say(written)
    await visitor.hears("You are heard.")
    assert written in await visitor.lines()
    assert await visitor.page.evaluate("window.changed") is None


@pytest.mark.hazard("HAZ-036")
async def test_a_screen_reader_is_told_each_reply_once(visitor, with_cards, dialogue):
    await visitor.say("hello")
    await visitor.hears("These are near you:")
    announced = await visitor.announced()
    assert announced == [
        "First Port: You can refer yourself.",
        "First Port: These are near you: Services: A service of the tests, A plain service. 2 choices to press.",
    ]


@pytest.mark.hazard("HAZ-025")
async def test_the_same_words_are_not_sent_twice(visitor, dialogue):
    dialogue.gate.clear()
    await visitor.box.fill("only once")
    await visitor.box.press("Enter")
    await visitor.box.press("Enter")
    dialogue.gate.set()
    await visitor.hears("You are heard.")
    dialogue.gate.clear()
    choice = visitor.page.get_by_role("button", name="More")
    await choice.press("Enter")
    await choice.press("Enter")
    await expect(visitor.page.locator(".fp-message--person")).to_have_text(
        [re.compile("only once"), re.compile("More")]
    )
    dialogue.gate.set()
    await expect(visitor.page.locator("[data-typing]")).to_be_hidden()
    assert [said.text or said.payload for _, said in dialogue.heard] == ["only once", "/more"]


async def test_an_empty_message_is_pointed_out_and_not_sent(visitor, dialogue):
    await visitor.say("  ")
    await expect(visitor.page.get_by_role("alert")).to_contain_text("Write a message first")
    await expect(visitor.box).to_have_attribute("aria-describedby", "text-error")
    await visitor.say("hello")
    await visitor.hears("You are heard.")
    await expect(visitor.page.get_by_role("alert")).to_have_count(0)
    assert len(dialogue.heard) == 1


@pytest.mark.hazard("HAZ-024")
async def test_a_reload_keeps_the_conversation(visitor, with_cards, dialogue):
    await visitor.say("hello")
    await visitor.hears("These are near you:")
    before = await visitor.markup()
    await visitor.page.reload()
    await visitor.hears("These are near you:")
    assert await visitor.markup() == before
    await visitor.say("again")
    await expect(visitor.page.locator(".fp-message--person")).to_have_count(2)
    assert len({conversation for conversation, _ in dialogue.heard}) == 1
    assert visitor.address + "?" not in "".join(visitor.requests)


@pytest.mark.hazard("HAZ-025")
async def test_a_late_answer_comes_by_itself_and_once(visitor, dialogue):
    dialogue.gate.clear()
    await visitor.say("hello")
    await visitor.hears(SAFE_REPLY)
    dialogue.gate.set()
    await visitor.hears("You are heard.")
    await asyncio.sleep(0.5)
    lines = await visitor.lines()
    assert len(lines) == len(set(lines)), "the stream brings what the answer brought before: it is passed over"


@pytest.mark.hazard("HAZ-025")
async def test_what_came_while_the_tab_was_away_is_shown_once(visitor, dialogue, client):
    dialogue.gate.clear()
    await visitor.say("hello")
    await visitor.hears(SAFE_REPLY)
    kept = await visitor.stored()
    await visitor.page.goto("about:blank")
    dialogue.gate.set()
    while "You are heard." not in await export(client, kept):  # the server is asked: it sets no event
        await asyncio.sleep(0.05)
    await visitor.page.goto(visitor.address)
    await visitor.hears("You are heard.")
    await asyncio.sleep(0.5)
    assert (await visitor.lines()).count("You are heard.") == 1
    await visitor.say("and on it goes")
    await expect(visitor.page.locator(".fp-message__text", has_text="You are heard.")).to_have_count(2)


@pytest.mark.hazard("HAZ-030", "HAZ-035")
async def test_deleting_asks_first_then_erases_here_and_there(visitor, client):
    await visitor.say("something private")
    await visitor.hears("You are heard.")
    kept = await visitor.stored()
    await visitor.page.get_by_text("Delete this conversation").click()
    await visitor.page.get_by_role("button", name="Yes, delete it").click()
    await expect(visitor.page.get_by_text("has been deleted")).to_be_visible()
    assert await visitor.lines() == []
    assert await visitor.stored() == {}
    assert "something private" not in await export(client, kept)
    await visitor.say("a new start")
    await visitor.hears("You are heard.")
    assert (await visitor.stored())["token"] != kept["token"]


async def test_the_script_makes_the_same_links_as_the_plain_page(visitor: Visitor):
    for name, rows in (("callLink", CALL), ("textLink", TEXT), ("webLink", WEB), ("dayInWords", DAYS)):
        script = f"async facts => facts.map((await import('/static/links.js')).{name})"
        assert await visitor.page.evaluate(script, [fact for fact, _, _ in rows]) == [link for _, link, _ in rows]
