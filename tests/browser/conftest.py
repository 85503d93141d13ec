"""A real browser before the real application: one visitor, on SQLite, with a hand-written dialogue engine."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date

import pytest
from playwright.async_api import Browser, async_playwright

from bot.settings import Settings
from bot.words import Button, Reply, Said, ServiceCard, Turn
from tests.application import FakeDialogue
from tests.browser.visitor import Visitor

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CARD = ServiceCard(
    name="A service of the tests",
    care="urgent",
    why="It covers LS6 3BR.",
    who="people of 17 and over",
    phone="0113 496 0000",
    text_to="HELP to 85258",
    hours="open now, all night",
    address="1 Some Street\nLeeds",
    url="https://www.nhs.uk/somewhere",
    map_url="https://www.openstreetmap.org/?mlat=53.8",
    note="You can walk in.",
    source="a list of the tests",
    checked_on=date(2026, 3, 3),
    other_hours="closed from 24 to 26 December",
    bsl_url="https://www.example.org/sign",
    languages="Polish, Urdu",
    interpreter="ask when you ring",
    accessibility="step-free from the street",
    cost="free",
)
PLAIN_CARD = ServiceCard(name="A plain service", phone="ask at the desk", url="javascript:alert(1)")


@dataclass
class HeldDialogue(FakeDialogue):
    """A dialogue engine whose answers can be held back until the test lets them go, however slow the machine is."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    async def turn(self, conversation: str, said: Said) -> Turn:
        await self.gate.wait()
        return await super().turn(conversation, said)


@pytest.fixture
def dialogue() -> HeldDialogue:
    """The application's engine in these tests."""
    return HeldDialogue()


@pytest.fixture
def settings(tmp_path) -> Settings:
    """A budget that a held answer outlasts and a browser on a busy machine does not."""
    return Settings(var_dir=tmp_path, reply_budget_s=1.5)


@pytest.fixture
def database_kind() -> str:
    """What a browser shows does not hang on the kind of database; the web tests run on both."""
    return "sqlite"


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Chromium, as the machine has it."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.fail("These tests need Chromium: install it (Debian: apt-get install chromium).")
    async with async_playwright() as playwright:
        made = await playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield made
        await made.close()


@pytest.fixture
async def visitor(browser, client) -> AsyncIterator[Visitor]:
    """Somebody at the page, before the first word; what goes wrong in the page fails the test."""
    async with Visitor.at(browser, client) as made:
        await made.ready()
        yield made


@pytest.fixture
async def plain(browser, client) -> AsyncIterator[Visitor]:
    """The same without JavaScript."""
    async with Visitor.at(browser, client, java_script_enabled=False) as made:
        yield made


@pytest.fixture
def with_cards(dialogue) -> None:
    """The engine answers with a text, choices and two cards."""

    def answer(_said: Said) -> Turn:
        more = (Button("How long will I wait?", "/waiting_times"), Button("Something else", "/greeting"))
        return Turn((Reply("You can refer yourself."), Reply("These are near you:", more, (CARD, PLAIN_CARD))), "gp")

    dialogue.answer = answer
