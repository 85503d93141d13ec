"""The supervisor keeps real programs alive, and leaves none behind."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from pathlib import Path

import psutil
import pytest

from bot.supervisor import Program, StartError, Supervisor, Timings
from bot.supervisor.probe import ask

PUPIL = str(Path(__file__).with_name("pupil.py"))
QUICK = Timings(
    ready_every=0.02,
    ready_within=5,
    tell_every=9,
    alive_every=0.05,
    alive_within=1,
    alive_failures=2,
    first_pause=0.05,
    longest_pause=0.2,
    stop_grace=0.3,
    early_ends=2,
)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def a_program(name="engine", *traits, ready="/ready"):
    port = free_port()
    command = (sys.executable, PUPIL, str(port), *traits)
    return Program(name, command, f"http://127.0.0.1:{port}", "FIRSTPORT_X", ready=ready, alive="/alive")


class Running:
    """A supervisor at work in the background, with everything that it said."""

    def __init__(self, programs, timings=QUICK):
        self.said = []
        self.stop = asyncio.Event()
        self.ready = asyncio.Event()
        self.supervisor = Supervisor(programs, self.said.append, timings)
        self.task = asyncio.create_task(self.supervisor.run(self.stop, self.ready.set))

    def pid(self, name):
        return self.supervisor._children[name].pid

    async def heard(self, words):
        await until(lambda: any(words in line for line in self.said))

    async def ready_again(self, name, times=2):
        await until(lambda: sum(line.startswith(f"{name} is ready") for line in self.said) == times)


async def until(condition):
    async with asyncio.timeout(8):
        while not condition():  # it waits for other processes: there is no event to wait for
            await asyncio.sleep(0.01)


@contextlib.asynccontextmanager
async def running(*programs, timings=QUICK):
    it = Running(programs, timings)
    try:
        async with asyncio.timeout(9):
            await it.ready.wait()
            yield it
    finally:
        it.stop.set()
        await it.task


async def test_it_tells_that_all_are_ready_only_when_all_are():
    programs = [a_program("web"), a_program("actions"), a_program("engine")]
    async with running(*programs) as it:
        for program in programs:
            assert (await ask(program.address + "/ready", 1)).ok
        assert sorted(line.split()[0] for line in it.said if "is ready" in line) == ["actions", "engine", "web"]


async def test_stopping_ends_every_process_and_what_they_started():
    program = a_program("web", "parent")
    async with running(program) as it:
        pids = [it.pid("web"), int((await ask(program.address + "/child", 1)).body)]
        assert all(psutil.pid_exists(pid) for pid in pids)
    assert not any(alive(pid) for pid in pids)


async def test_one_that_does_not_hear_is_killed_when_its_time_is_over():
    async with running(a_program("web", "stubborn")) as it:
        pid = it.pid("web")
    assert not alive(pid)


@pytest.mark.hazard("HAZ-020")
async def test_one_that_dies_is_started_again_and_said_so():
    async with running(a_program("engine"), a_program("web")) as it:
        first, other = it.pid("engine"), it.pid("web")
        os.kill(first, signal.SIGKILL)
        await it.heard("engine was ended by SIGKILL; starting it again")
        await it.ready_again("engine")
        assert it.pid("engine") != first
        assert it.pid("web") == other


@pytest.mark.hazard("HAZ-020")
async def test_one_that_hangs_is_killed_and_started_again():
    async with running(a_program("engine")) as it:
        hung = it.pid("engine")
        os.kill(hung, signal.SIGSTOP)
        await it.heard("engine did not answer 2 times in a row; starting it again")
        await it.ready_again("engine")
        assert not alive(hung)


async def test_the_pause_before_a_restart_doubles_up_to_its_longest():
    async with running(a_program("engine")) as it:
        for ended in range(1, 5):
            os.kill(it.pid("engine"), signal.SIGKILL)
            await it.ready_again("engine", times=ended + 1)
        pauses = [line.rsplit(" in ")[1] for line in it.said if "starting it again" in line]
        assert pauses == ["0.05 s", "0.1 s", "0.2 s", "0.2 s"]


async def test_one_that_ends_before_it_was_ever_ready_ends_the_start():
    it = Running([a_program("web"), a_program("engine", "ends")])
    with pytest.raises(StartError, match="engine ended with status 3, 2 times before it was ready"):
        await it.task
    assert not alive(it.pid("web"))


async def test_one_that_never_gets_ready_ends_the_start_with_what_it_answers():
    timings = Timings(ready_every=0.02, ready_within=1, tell_every=0.2, stop_grace=0.3)
    it = Running([a_program("web", "unready")], timings)
    with pytest.raises(StartError, match=r"web was not ready after 1 s \(not ready: engine\)"):
        await it.task
    assert "still waiting for web (not ready: engine)" in it.said
    assert not alive(it.pid("web"))


async def test_killing_all_does_not_wait_for_anyone():
    it = Running([a_program("web", "stubborn")], Timings(ready_every=0.02, stop_grace=60))
    await it.ready.wait()
    pid = it.pid("web")
    it.stop.set()
    await asyncio.sleep(0.1)
    it.supervisor.kill_all()
    await it.task
    assert not alive(pid)


async def test_nothing_stays_behind_when_the_supervisor_itself_is_killed():
    program = a_program("web", "stubborn")
    code = (
        "import asyncio; from bot.supervisor import *; "
        f"asyncio.run(Supervisor([{program!r}], print).run(asyncio.Event(), lambda: print('all ready', flush=True)))"
    )
    root = str(Path(__file__).parents[3])
    supervisor = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, cwd=root, stdout=asyncio.subprocess.PIPE
    )
    while b"all ready" not in await supervisor.stdout.readline():
        pass
    (child,) = psutil.Process(supervisor.pid).children()
    supervisor.kill()
    await supervisor.wait()
    child.wait(timeout=3)
    assert not (await ask(program.address + "/alive", 0.5)).ok


def alive(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
