"""Starting and ending a system, and reading how much memory its processes take."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from bench.figures import Memory
from bot.supervisor.child import on_leash

_START_LIMIT_S = 240
_STOP_LIMIT_S = 30


class BenchError(RuntimeError):
    """The measurement cannot go on; the message says why."""


@dataclass(frozen=True)
class System:
    """One of the two: how it is started, and where it answers once it is ready."""

    name: str
    command: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]
    url: str
    ready: str


@dataclass(frozen=True)
class Started:
    """A running system, and how long it took to be ready."""

    process: subprocess.Popen[Any]
    ready_after_s: float

    def stop(self) -> None:
        """End it, as Ctrl-C would."""
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(_STOP_LIMIT_S)


def start(system: System, log: Path) -> Started:
    """Start ``system`` and wait until it is ready; its words go to ``log``.

    Raises:
        BenchError: it ended, or was not ready in time.
    """
    began = time.perf_counter()
    with log.open("ab") as out:
        process = subprocess.Popen(  # noqa: S603  # our own command
            on_leash(system.command),
            cwd=system.folder,
            env={**os.environ, **system.environment},
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    while time.perf_counter() - began < _START_LIMIT_S:
        if _answers(system.url + system.ready):
            return Started(process, time.perf_counter() - began)
        if process.poll() is not None:
            break
        time.sleep(0.05)
    process.kill()
    raise BenchError(f"{system.name} did not get ready; its last words:\n{log.read_text(errors='replace')[-2000:]}")


def read_memory(pid: int) -> tuple[Memory, ...]:
    """Memory of the process ``pid`` and of all that it started."""
    first = psutil.Process(pid)
    return tuple(_read(process) for process in (first, *first.children(recursive=True)))


def find_free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _read(process: psutil.Process) -> Memory:
    full = process.memory_full_info()
    return Memory(_name(process.cmdline()), full.rss, full.pss, full.uss)


def _name(command: Sequence[str]) -> str:
    words = " ".join(command)
    known = {
        "-m bot web": "web",
        "-m actions": "actions",
        "-m rasa": "engine",
        "-m bot.nlu": "engine",
        "-m bot run": "supervisor",
    }
    return next((name for part, name in known.items() if part in words), command[0] if command else "unknown")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=1) as answer:  # noqa: S310  # our own http address
            return bool(answer.status == 200)  # noqa: PLR2004  # OK
    except (urllib.error.URLError, OSError):
        return False
