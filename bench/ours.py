"""First Port as ``python -m bot run`` starts it, with data of its own, so that nobody's conversations are touched."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
import time
from pathlib import Path

import aiohttp

from bench.processes import BenchError, System, find_free_port
from bot.settings import PREFIX, ROOT, Settings

# What people say: no look-up behind it, a look-up in the directory behind it, a crisis. Postcodes of public buildings.
SAYS = {
    "ordinary": (
        "hello",
        "are you a real person?",
        "what can you do",
        "who can I phone to talk to someone",
        "thank you",
    ),
    "look-up": (
        "how do I get counselling without seeing my gp, I live at LS1 3AD",
        "I want talking therapy near SW1A 0AA",
        "how do I refer myself to talking therapies in M2 5DB",
    ),
    "crisis": ("I want to end it all", "I am going to kill myself", "I don't want to be alive anymore"),
}


@dataclasses.dataclass(frozen=True)
class Place:
    """Where this measurement's First Port lives: its environment, and the folder of its data."""

    environment: dict[str, str]
    url: str


def make(folder: Path, settings: Settings) -> Place:
    """Ports and data of its own in ``folder``; encoder and postcodes are the installed ones."""
    web, actions, engine = (find_free_port() for _ in range(3))
    values = {
        "PORT": str(web),
        "ACTIONS_URL": f"http://127.0.0.1:{actions}",
        "ENGINE_URL": f"http://127.0.0.1:{engine}",
        "VAR_DIR": str(folder / "var"),
        "MODELS_DIR": str(folder / "models"),
        "ENCODER_DIR": str(settings.encoder),
        "POSTCODES_FILE": str(settings.postcodes),
    }
    place = Place({PREFIX + name: value for name, value in values.items()}, f"http://127.0.0.1:{web}")
    for command in ("migrate", "seed"):
        _call(place, command)
    return place


def train(place: Place) -> float:
    """Train the model; seconds."""
    began = time.perf_counter()
    _call(place, "train", "--force")
    return time.perf_counter() - began


def system(place: Place) -> System:
    """How First Port is served: supervisor, web, actions and engine."""
    return System("First Port", (sys.executable, "-m", "bot", "run"), ROOT, place.environment, place.url, "/readyz")


class Person:
    """Somebody who talks to First Port over its web API."""

    def __init__(self, session: aiohttp.ClientSession, url: str, kind: str) -> None:
        """``kind`` says which answers are right: see ``SAYS``."""
        self._session, self._url, self._kind = session, f"{url}/api/v1/conversations", kind
        self._messages, self._headers = "", {"": ""}

    async def begin(self) -> None:
        """Open a conversation."""
        async with self._session.post(self._url) as answer:
            begun = await answer.json()
        self._messages = f"{self._url}/{begun['conversation']}/messages"
        self._headers = {"Authorization": f"Bearer {begun['token']}"}

    async def say(self, text: str) -> bool:
        """Say ``text``; whether the right kind of answer came."""
        async with self._session.post(self._messages, json={"text": text}, headers=self._headers) as answer:
            body = await answer.json()
        if self._kind == "crisis":
            return body["support"] in ("urgent", "emergency") and bool(body["messages"])
        if self._kind == "look-up":
            return body["topic"] == "talking_therapies" and any(message["cards"] for message in body["messages"])
        return body["topic"] not in (None, "crisis") and bool(body["messages"])


def _call(place: Place, *arguments: str) -> None:
    done = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env={**os.environ, **place.environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BenchError(f"First Port: {arguments[0]} failed:\n{done.stdout[-1000:]}{done.stderr[-1000:]}")
