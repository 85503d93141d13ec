"""The supervisor: one task a program, which starts it, waits until it is ready, watches it, and starts it again."""

from __future__ import annotations

import asyncio
import json
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.supervisor.child import Child
from bot.supervisor.probe import NOTHING, Answer, ask
from bot.supervisor.programs import Program


class StartError(Exception):
    """A program that could not be got ready; the message says which and why."""


@dataclass(frozen=True)
class Timings:
    """How patient the supervisor is; all in seconds but the counts."""

    ready_every: float = 0.2
    ready_within: float = 180.0
    tell_every: float = 15.0
    alive_every: float = 5.0
    alive_within: float = 5.0
    alive_failures: int = 3
    first_pause: float = 0.5
    longest_pause: float = 30.0
    settled_after: float = 60.0
    stop_grace: float = 8.0
    early_ends: int = 3


class Supervisor:
    """Keeps ``programs`` running. The first is the front door: it is ended first, so that it can finish its work."""

    def __init__(self, programs: Sequence[Program], say: Callable[[str], None], timings: Timings | None = None) -> None:
        """``say`` is told in words whatever an operator wants to know."""
        self._programs = programs
        self._say = say
        self._timings = timings or Timings()
        self._ready = {program.name: asyncio.Event() for program in programs}
        self._children: dict[str, Child] = {}

    async def run(self, stop: asyncio.Event, on_ready: Callable[[], None]) -> None:
        """Keep everything running until ``stop`` is set; ``on_ready`` is called once, when all were ready.

        Raises:
            StartError: a program never became ready; everything has been ended.
        """
        keepers = [asyncio.create_task(self._keep(program)) for program in self._programs]
        announcer = asyncio.create_task(self._announce(on_ready))
        stopper = asyncio.create_task(stop.wait())
        try:
            done, _ = await asyncio.wait({stopper, *keepers}, return_when=asyncio.FIRST_COMPLETED)
            for task in done - {stopper}:
                task.result()
        finally:
            announcer.cancel()
            stopper.cancel()
            front, *others = keepers
            await _end([front])
            await _end(others)

    def kill_all(self) -> None:
        """End every process at once, without asking."""
        for child in self._children.values():
            child.kill()

    async def _announce(self, on_ready: Callable[[], None]) -> None:
        for ready in self._ready.values():
            await ready.wait()
        on_ready()

    async def _keep(self, program: Program) -> None:
        clock, pause, early = asyncio.get_running_loop().time, self._timings.first_pause, 0
        while True:
            began = clock()
            reason = await self._run_once(program)
            if not self._ready[program.name].is_set():
                early += 1
                if early >= self._timings.early_ends:
                    raise StartError(
                        f"{program.name} {reason}, {early} times before it was ready; its words stand above."
                    )
            if clock() - began > self._timings.settled_after:
                pause = self._timings.first_pause
            self._say(f"{program.name} {reason}; starting it again in {pause:g} s")
            await asyncio.sleep(pause)
            pause = min(pause * 2, self._timings.longest_pause)

    async def _run_once(self, program: Program) -> str:
        """Start it and watch it to its end; what became of it, in words."""
        child = self._children[program.name] = await Child.start(program)
        ended = asyncio.create_task(child.wait())
        watched = asyncio.create_task(self._watch(program))
        try:
            await asyncio.wait({ended, watched}, return_when=asyncio.FIRST_COMPLETED)
            return _describe(ended.result()) if ended.done() else watched.result()
        finally:
            watched.cancel()
            if watched.done() and not watched.cancelled():
                child.kill()  # stuck: it would not hear a polite word
            await child.stop(self._timings.stop_grace)
            await ended

    async def _watch(self, program: Program) -> str:
        """Wait until it is ready, then ask again and again whether it is alive; why it has to go, in words."""
        if not await self._wait_ready(program):
            return f"gave no answer for {self._timings.ready_within:g} s"
        failures = 0
        while failures < self._timings.alive_failures:
            await asyncio.sleep(self._timings.alive_every)
            answer = await ask(program.address + program.alive, self._timings.alive_within)
            failures = 0 if answer.ok else failures + 1
        return f"did not answer {failures} times in a row"

    async def _wait_ready(self, program: Program) -> bool:
        """Whether it got ready in time.

        The first time that means able to do its work. Later it means alive: one that waits for another that is
        being started again must not be ended for it.
        """
        clock, ready, answer = asyncio.get_running_loop().time, self._ready[program.name], NOTHING
        path = program.alive if ready.is_set() else program.ready
        began = told = clock()
        while clock() - began < self._timings.ready_within:
            answer = await ask(program.address + path, self._timings.alive_within)
            if answer.ok:
                self._say(f"{program.name} is ready ({clock() - began:.1f} s)")
                ready.set()
                return True
            if clock() - told > self._timings.tell_every:
                told = clock()
                self._say(f"still waiting for {program.name} ({_summarise(answer)})")
            await asyncio.sleep(self._timings.ready_every)
        if ready.is_set():
            return False
        raise StartError(f"{program.name} was not ready after {self._timings.ready_within:g} s ({_summarise(answer)}).")


async def _end(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _describe(status: int) -> str:
    if status < 0:
        return f"was ended by {signal.Signals(-status).name}"
    return f"ended with status {status}"


def _summarise(answer: Answer) -> str:
    """What an answer that is not "ready" says, in words: which parts it waits for, if it tells."""
    if answer == NOTHING:
        return "no answer yet"
    try:
        parts = json.loads(answer.body)["parts"].items()
    except (ValueError, TypeError, KeyError, AttributeError):
        return f"it answers {answer.status}"
    return "not ready: " + ", ".join(name for name, ready in parts if not ready)
