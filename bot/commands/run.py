"""``python -m bot run``: web, actions and engine on this machine, kept alive until Ctrl-C."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Sequence

from bot.commands.train import TrainError, engine_command, engine_environment
from bot.settings import Settings
from bot.supervisor import Program, StartError, Supervisor
from bot.supervisor.programs import find_trouble

HELP = "Start web, actions and engine on this machine, keep them alive, end them all on Ctrl-C"

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104  # compared with, never bound


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: addresses and ports are settings."""
    del parser


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Start all three and keep them; 1 when one of them cannot be started."""
    del arguments
    try:
        programs = list_programs(settings, engine_command(settings))
    except TrainError as error:
        print(f"First Port: {error}", file=sys.stderr)
        return 1
    return start(programs, settings)


def start(programs: Sequence[Program], settings: Settings) -> int:
    """Start ``programs`` and keep them until told to end; 1 when an address is taken or one never gets ready."""
    for program in programs:
        if trouble := find_trouble(program):
            print(f"First Port: {trouble}", file=sys.stderr)
            return 1
    return asyncio.run(_supervise(programs, settings))


def list_programs(settings: Settings, engine: Sequence[str]) -> tuple[Program, ...]:
    """The three processes, the front door first; ``engine`` is the command line of the last."""
    return (
        Program(
            name="web",
            command=(sys.executable, "-m", "bot", "web"),
            address=_web_address(settings),
            setting="FIRSTPORT_PORT",
            ready="/readyz",
            alive="/healthz",
        ),
        Program(
            name="actions",
            command=(sys.executable, "-m", "actions"),
            address=settings.actions_url,
            setting="FIRSTPORT_ACTIONS_URL",
            ready="/health",
            alive="/health",
        ),
        Program(
            name="engine",
            command=tuple(engine),
            address=settings.engine_url,
            setting="FIRSTPORT_ENGINE_URL",
            environment={**os.environ, **engine_environment(settings)},  # handed on, not read
        ),
    )


def _web_address(settings: Settings) -> str:
    """Where this machine reaches the web process."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{_EVERYWHERE.get(settings.host, host)}:{settings.port}"


async def _supervise(programs: Sequence[Program], settings: Settings) -> int:
    supervisor, stop = Supervisor(programs, _say), asyncio.Event()

    def end() -> None:
        if stop.is_set():  # asked a second time
            supervisor.kill_all()
        else:
            _say("ending all three")
            stop.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, end)
    _say("starting web, actions and engine")
    try:
        await supervisor.run(stop, on_ready=lambda: _welcome(settings))
    except StartError as error:
        print(f"First Port: {error}", file=sys.stderr)
        return 1
    _say("ended")
    return 0


def _welcome(settings: Settings) -> None:
    _say(f"is ready. The chat page: {settings.public_url or _web_address(settings) + '/'}  (Ctrl-C ends it)")


def _say(words: str) -> None:
    print(f"First Port: {words}", flush=True)
