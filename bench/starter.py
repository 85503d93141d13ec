"""Rasa's own starter bot: made as ``rasa init`` makes it, trained and served as its documentation says."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import aiohttp

from bench.processes import BenchError, System, find_free_port
from bot.commands.train import engine_python
from bot.settings import ROOT

SAYS = ("hello", "I am feeling very good", "I am sad", "are you a bot?", "yes", "bye")  # what it was trained on

_MAKE = "import sys; from rasa.cli.scaffold import create_initial_project as make; make(sys.argv[1])"


def make(folder: Path) -> None:
    """Lay the starter project down in ``folder``; the training comes apart, so that it can be timed."""
    folder.mkdir(parents=True)
    _call([str(engine_python(ROOT)), "-c", _MAKE, str(folder)], folder)


def train(folder: Path) -> float:
    """Train it; seconds."""
    began = time.perf_counter()
    _call([str(engine_python(ROOT)), "-m", "rasa", "train", "--force"], folder)
    return time.perf_counter() - began


def system(folder: Path) -> System:
    """How the starter bot is served: one process."""
    port = find_free_port()
    command = (str(engine_python(ROOT)), "-m", "rasa", "run", "--interface", "127.0.0.1", "--port", str(port))
    return System("starter bot", command, folder, _environment(), f"http://127.0.0.1:{port}", "/")


class Person:
    """Somebody who talks to the starter bot."""

    def __init__(self, session: aiohttp.ClientSession, url: str, name: str) -> None:
        """``name`` keeps this talk apart from the others."""
        self._session, self._url, self._name = session, f"{url}/webhooks/rest/webhook", name

    async def say(self, text: str) -> bool:
        """Say ``text``; whether an answer came."""
        async with self._session.post(self._url, json={"sender": self._name, "message": text}) as answer:
            return answer.status == 200 and bool(await answer.json())  # noqa: PLR2004  # OK


def _environment() -> dict[str, str]:
    """As it comes, but without sending anything to anyone: that is not to be measured."""
    return {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}


def _call(command: list[str], folder: Path) -> None:
    done = subprocess.run(  # noqa: S603  # our own command
        command, cwd=folder, env={**os.environ, **_environment()}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BenchError(
            f"the starter bot: {' '.join(command[1:4])} failed:\n{done.stdout[-1000:]}{done.stderr[-1000:]}"
        )
