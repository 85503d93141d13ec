"""The whole product for tests: web, actions and engine as ``python -m bot run`` starts them, on free ports."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import psutil
import pytest

from bot.settings import ROOT, Settings

PATIENCE_S = 120
BUILT = Settings.from_env({}, env_file=None)  # where set-up put the encoder, the postcodes and the model


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass
class Stack:
    """A running First Port."""

    process: subprocess.Popen[bytes]
    url: str
    var: Path

    def part(self, name: str) -> psutil.Process:
        """The process of ``web``, ``actions`` or ``engine``."""
        mark = {"web": "bot web", "actions": "-m actions", "engine": ".venv-engine"}[name]
        for child in psutil.Process(self.process.pid).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                if mark in " ".join(child.cmdline()):
                    return child
        raise AssertionError(f"no process of {name}")

    def logs(self) -> str:
        """Everything that the three processes have printed."""
        return (self.var / "log").read_text(errors="replace")

    async def ready(self, patience_s: float = PATIENCE_S) -> None:
        """Wait until every part is ready."""
        until = time.monotonic() + patience_s
        async with aiohttp.ClientSession() as session:
            while time.monotonic() < until:
                with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                    async with session.get(f"{self.url}/readyz", timeout=aiohttp.ClientTimeout(total=3)) as answer:
                        if answer.status == 200:
                            return
                assert self.process.poll() is None, self.logs()
                await asyncio.sleep(0.2)
        raise AssertionError(f"not ready in {patience_s} s:\n{self.logs()}")


def environment(var: Path, **more: str) -> dict[str, str]:
    """The environment of a stack of its own: its data under ``var``, its ports free, the built files shared."""
    ours = {
        "FIRSTPORT_VAR_DIR": str(var),
        "FIRSTPORT_ENCODER_DIR": str(BUILT.encoder),
        "FIRSTPORT_POSTCODES_FILE": str(BUILT.postcodes),
        "FIRSTPORT_PORT": str(free_port()),
        "FIRSTPORT_ENGINE_URL": f"http://127.0.0.1:{free_port()}",
        "FIRSTPORT_ACTIONS_URL": f"http://127.0.0.1:{free_port()}",
    }
    others = {name: value for name, value in os.environ.items() if not name.startswith("FIRSTPORT_")}
    return others | ours | more


def start(var: Path, **more: str) -> Stack:
    """Migrate, seed and start."""
    env = environment(var, **more)
    for command in ("migrate", "seed"):
        subprocess.run([sys.executable, "-m", "bot", command], env=env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with (var / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"], env=env, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT
        )
    return Stack(process, f"http://127.0.0.1:{env['FIRSTPORT_PORT']}", var)


def stop(stack: Stack) -> None:
    """End it as Ctrl-C would, and see that nothing is left behind."""
    children = psutil.Process(stack.process.pid).children(recursive=True)
    stack.process.send_signal(signal.SIGINT)
    stack.process.wait(30)
    _, left = psutil.wait_procs(children, timeout=5)
    assert not left, "processes were left behind"


@pytest.fixture(scope="session")
def stack(tmp_path_factory) -> Iterator[Stack]:
    """One First Port for all tests that only talk to it."""
    made = start(tmp_path_factory.mktemp("stack"))
    asyncio.run(made.ready())
    yield made
    stop(made)


class Talk:
    """A conversation with a running First Port, over its web API."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session, self._url = session, url
        self.answer: dict[str, Any] = {}
        self._path, self._headers = "", {}

    async def begin(self) -> dict[str, Any]:
        async with self._session.post(f"{self._url}/api/v1/conversations") as response:
            self.answer = await response.json()
        self._path = f"{self._url}/api/v1/conversations/{self.answer['conversation']}"
        self._headers = {"Authorization": f"Bearer {self.answer['token']}"}
        return self.answer

    async def say(self, text: str) -> dict[str, Any]:
        return await self._send({"text": text})

    async def press(self, title: str) -> dict[str, Any]:
        """Press the button with this title in the last answer."""
        buttons = {b["title"]: b["button"] for message in self.answer["messages"] for b in message["buttons"]}
        assert title in buttons, f"no button “{title}” among {sorted(buttons)}"
        return await self._send({"button": buttons[title]})

    async def export(self) -> dict[str, Any]:
        async with self._session.get(f"{self._path}/export", headers=self._headers) as response:
            return await response.json()

    async def _send(self, body: dict[str, str]) -> dict[str, Any]:
        async with self._session.post(f"{self._path}/messages", json=body, headers=self._headers) as response:
            assert response.status == 200, await response.text()
            self.answer = await response.json()
        return self.answer


def words(answer: dict[str, Any]) -> str:
    """Everything that a person reads in an answer, cards included."""
    parts = []
    for message in answer["messages"]:
        parts.append(message["text"])
        parts += [str(value) for card in message["cards"] for value in card.values() if value]
    return "\n".join(parts)


@pytest.fixture
async def talk(stack) -> Any:
    """A conversation that has begun."""
    async with aiohttp.ClientSession() as session:
        made = Talk(session, stack.url)
        await made.begin()
        yield made
