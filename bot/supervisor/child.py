"""One started process and everything that it starts in its turn: a process group of its own, ended as a whole."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.settings import ROOT
from bot.supervisor.programs import Program

_LEASH = Path(__file__).with_name("leash.py")


def on_leash(command: Sequence[str]) -> tuple[str, ...]:
    """``command``, made so that the kernel ends it when this process ends (on Linux). Start it from the main thread."""
    return (sys.executable, "-I", "-S", str(_LEASH), str(os.getpid()), *command)


class Child:
    """A running process of ours."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Made by ``start``."""
        self._process = process

    @classmethod
    async def start(cls, program: Program) -> Child:
        """Start ``program`` from the project's folder, tied to our own life. Call from the main thread."""
        process = await asyncio.create_subprocess_exec(
            *on_leash(program.command),
            cwd=ROOT,
            env=program.environment,
            stdin=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
        return cls(process)

    @property
    def pid(self) -> int:
        """The process id, also that of its group."""
        return self._process.pid

    async def wait(self) -> int:
        """The exit status, once it has ended (minus the signal's number where a signal ended it)."""
        return await self._process.wait()

    def kill(self) -> None:
        """End the whole group at once."""
        self._signal(signal.SIGKILL)

    async def stop(self, grace_s: float) -> None:
        """Ask it to end, and end the whole group when it has not done so after ``grace_s`` seconds."""
        if self._process.returncode is None:
            self._signal(signal.SIGTERM)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(grace_s):
                    await self._process.wait()
        self.kill()
        await self._process.wait()

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, number)
