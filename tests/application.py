"""The web application for tests: the real one, on a real database, with a hand-written dialogue engine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.dialogue.port import DialogueError
from bot.gateway.order import AdvisoryLockOrder, InProcessOrder
from bot.keys import KeyRing
from bot.safety import Screen, load_screen
from bot.settings import ROOT, Settings
from bot.web.outside import Outside
from bot.wording import Wording, load_wording
from bot.words import Button, Reply, Said, Turn

NOW = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)  # a Sunday, in the small hours
KEYS = KeyRing([bytes(range(32))])
REST_KEY = "a-key-of-the-tests"


@dataclass
class FakeDialogue:
    """A dialogue engine that answers from a script and remembers what it was told."""

    answer: Callable[[Said], Turn] = lambda said: Turn((Reply("You are heard.", (Button("More", "/more"),)),), "thanks")
    delay_s: float = 0.0
    heard: list[tuple[str, Said]] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    broken: bool = False

    async def turn(self, conversation: str, said: Said) -> Turn:
        self.heard.append((conversation, said))
        await asyncio.sleep(self.delay_s)
        if self.broken:
            raise DialogueError("status 500")
        return self.answer(said)

    async def tell(self, conversation: str, payload: str) -> None:
        self.told.append((conversation, payload))
        if self.broken:
            raise DialogueError("status 500")

    async def forget(self, conversation: str) -> None:
        self.forgotten.append(conversation)
        if self.broken:
            raise DialogueError("status 500")

    async def ready(self) -> bool:
        return not self.broken


@dataclass
class Person:
    """Somebody who talks to the web API."""

    client: TestClient
    conversation: str
    token: str
    welcome: list[dict[str, Any]]

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def path(self) -> str:
        return f"/api/v1/conversations/{self.conversation}"

    async def send(self, body: dict[str, Any]) -> aiohttp.ClientResponse:
        return await self.client.post(f"{self.path}/messages", json=body, headers=self.headers)

    async def say(self, text: str) -> dict[str, Any]:
        response = await self.send({"text": text})
        assert response.status == 200, await response.text()
        return await response.json()

    async def press(self, button: str) -> dict[str, Any]:
        response = await self.send({"button": button})
        assert response.status == 200, await response.text()
        return await response.json()

    async def export(self) -> dict[str, Any]:
        return await (await self.client.get(f"{self.path}/export", headers=self.headers)).json()


async def new_person(client: TestClient) -> Person:
    """Begin a conversation over the API."""
    response = await client.post("/api/v1/conversations")
    assert response.status == 201
    opened = await response.json()
    return Person(client, opened["conversation"], opened["token"], opened["messages"])


@pytest.fixture(scope="session")
def screen() -> Screen:
    return load_screen()


@pytest.fixture(scope="session")
def wording() -> Wording:
    return load_wording(ROOT / "bot" / "wording")


@pytest.fixture
def dialogue() -> FakeDialogue:
    return FakeDialogue()


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(var_dir=tmp_path, reply_budget_s=0.6, rest_keys=f"tests:{REST_KEY}")


@pytest.fixture
async def outside(settings, engine, dialogue, screen, wording) -> Outside:
    url = engine.url.render_as_string(hide_password=False)
    order = InProcessOrder() if engine.dialect.name == "sqlite" else AdvisoryLockOrder(engine)
    return Outside(
        settings=replace(settings, database_url=url),
        keys=KEYS,
        engine=engine,
        order=order,
        dialogue=dialogue,
        session=aiohttp.ClientSession(),
        screen=screen,
        wording=wording,
        now=lambda: NOW,
    )


@pytest.fixture
async def client(outside) -> AsyncIterator[TestClient]:
    from bot.web.app import create_app

    async with TestClient(TestServer(create_app(outside))) as made:
        yield made


@pytest.fixture
async def person(client) -> Person:
    return await new_person(client)
