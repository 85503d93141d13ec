"""The chat page without JavaScript: the same answers from a plain form, and a page whatever happens."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select

from bot.conversation.tables import conversations, messages
from bot.gateway.receive import Gateway
from bot.web.app import create_app
from bot.words import Button, Reply, ServiceCard, Turn
from tests.application import new_person
from tests.web.pages import press, submit, visit

DISCLOSURE = "I want to end it all"
URGENT_LINES = ("999", "111", "116 123", "85258")
DOOR = ServiceCard(
    name="A door",
    care="urgent",
    phone="0113 496 0000",
    text_to="HELP to 85258",
    url="javascript:alert(1)",
    source="a list",
    checked_on=date(2026, 3, 3),
    bsl_url="https://www.example.org/sign",
    languages="Polish, Urdu",
    other_hours="closed on 25 December",
)


async def count(outside, table):
    async with outside.engine.connect() as connection:
        return len((await connection.execute(select(table))).all())


@pytest.mark.hazard("HAZ-030", "HAZ-031", "HAZ-038")
async def test_the_page_says_what_it_is_before_the_first_question_and_keeps_nothing(client, outside):
    page = await visit(client)
    said = " ".join(text for _, text in page.lines)
    for word in ("bot", "not an emergency service", "read", "delete"):
        assert word in said
    assert page.token == ""
    assert await count(outside, conversations) == 0, "a page that is only looked at leaves no row"


@pytest.mark.hazard("HAZ-001")
async def test_the_urgent_lines_are_in_the_page_itself(client):
    page = await visit(client)
    for line in URGENT_LINES:
        assert line in page.shown
    assert {"tel:999", "tel:111", "tel:116123", "sms:85258?body=SHOUT"} <= set(page.links)


async def test_words_without_a_token_begin_a_conversation_and_are_answered(client, dialogue):
    page = await submit(client, text="thank you\r\nso much")
    assert ("person", "thank you\nso much") in page.lines
    assert page.lines[-1] == ("bot", "You are heard.")
    assert [said.text for _, said in dialogue.heard] == ["thank you\nso much"]
    assert page.token
    assert page.html.count('id="latest"') == 1, "the browser goes to what is new"


async def test_the_conversation_goes_on_and_is_shown_whole(client, outside):
    first = await submit(client, text="thanks")
    second = await submit(client, first, text="thanks again")
    assert [text for author, text in second.lines if author == "person"] == ["thanks", "thanks again"]
    assert await count(outside, conversations) == 1
    assert second.token == first.token


async def test_a_door_of_the_first_page_is_pressed_at_once(client, dialogue):
    page = await visit(client)
    title = next(title for title, (name, _) in page.buttons.items() if name == "door")
    answered = await press(client, page, title)
    assert ("person", title) in answered.lines
    assert dialogue.heard[0][1].payload.startswith("/")


async def test_a_button_goes_before_a_draft_which_stays(client, dialogue):
    page = await submit(client, text="thanks")
    name, value = page.buttons["More"]
    answered = await submit(client, page, **{name: value, "text": "half a sen"})
    assert dialogue.heard[-1][1].payload == "/more"
    assert answered.draft == "half a sen"


@pytest.mark.hazard("HAZ-036")
async def test_crisis_is_answered_in_the_form_as_well(client, dialogue):
    page = await submit(client, text=DISCLOSURE)
    said = " ".join(text for author, text in page.lines if author == "bot")
    for line in URGENT_LINES:
        assert line in said
    assert dialogue.heard == []


async def test_what_was_written_is_shown_as_text(client, dialogue):
    dialogue.answer = lambda said: Turn((Reply("<i>ours</i>", (Button("<b>More</b>", "/more"),)),), "thanks")
    page = await submit(client, text="<script>alert(1)</script> & more")
    assert ("person", "<script>alert(1)</script> & more") in page.lines
    assert page.lines[-1] == ("bot", "<i>ours</i>")
    assert re.findall(r"<script[^>]*>", page.html) == ['<script type="module" src="/static/page.js">']


async def test_a_card_has_links_that_may_be_followed_and_its_source(client, dialogue):
    dialogue.answer = lambda said: Turn((Reply("Here.", cards=(DOOR,)),), "helplines")
    page = await submit(client, text="who can I call")
    assert {"tel:01134960000", "sms:85258?body=HELP", "https://www.example.org/sign"} <= set(page.links)
    assert "Polish, Urdu" in page.shown
    assert "closed on 25 December" in page.shown
    assert not [link for link in page.links if link.startswith("javascript")]
    assert "Source: a list, checked on 3 March 2026" in page.shown


async def test_deleting_erases_and_says_so(client, outside):
    page = await submit(client, text="something private")
    gone = await submit(client, page, delete="yes")
    assert "has been deleted" in gone.shown
    assert "something private" not in gone.html
    assert gone.token == ""
    assert await count(outside, messages) == 0


@pytest.mark.parametrize(
    ("token", "why"),
    [
        ("made up", "nobody else makes a token"),
        ("00000000-0000-4000-8000-000000000000.x", "nor signs one"),
        ("€\x00", "nor is one that strange"),
    ],
)
async def test_words_are_answered_though_their_token_opens_nothing(client, token, why):
    response = await submit(client, token=token, text=DISCLOSURE)
    assert "999" in " ".join(text for author, text in response.lines if author == "bot"), why
    assert "this is a new one" in response.shown
    assert response.token not in ("", token)


@pytest.mark.hazard("HAZ-033")
async def test_words_after_deleting_begin_a_new_conversation(client, outside):
    page = await submit(client, text="before")
    await submit(client, page, delete="yes")
    answered = await submit(client, page, text="after")
    assert ("person", "after") in answered.lines
    assert ("person", "before") not in answered.lines
    assert answered.token != page.token


async def test_somebody_elses_button_is_refused_and_the_draft_stays(client):
    mine, other = await submit(client, text="thanks"), await new_person(client)
    theirs = other.welcome[-1]["buttons"][0]["button"]
    page = await submit(client, mine, button=theirs, text="a draft")
    assert "does not belong to this conversation" in page.shown
    assert page.title.startswith("Error: ")
    assert page.draft == "a draft"
    assert ("person", "thanks") in page.lines


@pytest.mark.parametrize(("text", "why"), [("", "nothing"), (" \n\t ", "blanks only")])
async def test_an_empty_message_is_pointed_out(client, dialogue, text, why):
    begun = await submit(client, text="thanks")
    page = await submit(client, begun, text=text)
    assert "Write a message first" in page.shown, why
    assert page.title.startswith("Error: ")
    assert len(dialogue.heard) == 1


async def test_starting_with_an_empty_box_shows_the_welcome_with_its_doors(client):
    page = await submit(client, text="")
    assert page.token
    assert [name for name, _ in page.buttons.values()].count("button") > 1


@pytest.mark.hazard("HAZ-027")
@pytest.mark.parametrize(
    ("body", "status", "why"),
    [
        (b"text=\xff\xfe", 200, "broken UTF-8 is replaced"),
        (b"text=%ff%fe", 200, "written as escapes too"),
        (b"\x00=\x00&&&=", 200, "no field that we know: a conversation begins"),
        (b"&".join(b"a=1" for _ in range(50)), 400, "too many fields for a form of ours"),
        (b"door=99&text=", 200, "no such door"),
        (b"door=-1&text=", 200, "no place is below nought"),
        ("door=²&text=".encode(), 200, "a digit that is no number"),
        (b"text=" + b"a" * 300_000, 413, "longer than we read"),
        (b"text=" + b"a" * 3_000_000, 413, "longer than we take"),
    ],
)
async def test_whatever_is_sent_gets_a_page_with_the_urgent_lines(client, body, status, why):
    response = await client.post(
        "/", data=io.BytesIO(body), headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    html = await response.text()
    assert response.status == status, why
    assert response.content_type == "text/html"
    for line in URGENT_LINES:
        assert line in html


class LostDatabase:
    """Stands where the engine stood: nobody can reach the database any more."""

    def begin(self):
        raise OSError

    connect = begin

    async def dispose(self):
        """There is nothing to close."""


@pytest.mark.hazard("HAZ-021")
async def test_a_database_that_is_gone_is_said_and_the_words_stay_on_the_page(outside):
    async with TestClient(TestServer(create_app(replace(outside, engine=LostDatabase())))) as client:
        page = await submit(client, text="thanks")
        answered = await submit(client, page, text=DISCLOSURE)
    assert answered.status == 200
    assert ("person", DISCLOSURE) in answered.lines
    said = " ".join(text for author, text in answered.lines if author == "bot")
    assert "could not keep" in said
    for line in URGENT_LINES:
        assert line in said


@pytest.mark.hazard("HAZ-027")
async def test_an_error_that_nobody_foresaw_is_still_a_page_with_the_urgent_lines(client, monkeypatch):
    async def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Gateway, "receive", fail)
    page = await submit(client, text="hello")
    assert page.status == 500
    assert "999" in " ".join(text for author, text in page.lines if author == "bot")


@pytest.mark.hazard("HAZ-035")
async def test_no_address_ever_holds_the_token(client):
    page = await submit(client, text="thanks")
    assert page.token not in re.sub(r'name="token" value="[^"]*"', "", page.html)
