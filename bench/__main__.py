"""``python -m bench``: measure the safety screen; train both, start both, measure both in turn; write the page.

``--screen`` and ``--directory`` measure the screen alone, or the directory's search, and leave the rest of the page.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import aiohttp

from bench import directory, measure, ours, screen, starter
from bench.directory_figures import judge_directory
from bench.directory_page import DIRECTORY, write_directory
from bench.figures import Latency, Look, Measured, Memory, Target, Throughput, judge, judge_screen
from bench.processes import BenchError, Started, System, read_memory, start
from bench.report import SCREEN, put_section, read_section, write_page, write_screen
from bot.settings import ROOT, Settings

PAGE = ROOT / "docs" / "benchmarks.md"
_STARTS = 3
_METHOD = """Method: each kind of turn {rounds} times, the kinds taking turns one by one, after {warm_up} rounds
of warm-up, with a new conversation every {talk} rounds; the client runs on the same machine. First
Port's turn goes through its public web API and includes gateway, safety screen, encrypted
transcript and, where there is one, action and directory. The starter bot's goes to its own REST
channel and includes no storage and no action; its environment is as it comes. Telemetry is off for
both. A wrong answer ends the measurement. Crowds talk for {seconds:g} s, as fast as answers come.
Of {starts} starts the quickest counts."""


def main() -> int:
    """Measure; 1 when something could not be measured, 0 even where a target is missed: it is said in the page."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=measure.ROUNDS, help="turns of each kind")
    parser.add_argument("--seconds", type=float, default=measure.THROUGHPUT_S, help="how long a crowd talks")
    parser.add_argument("--page", type=Path, default=PAGE, help="where the page is written")
    parser.add_argument("--texts", type=int, default=screen.TEXTS, help="texts of each length for the screen")
    parser.add_argument("--searches", type=int, default=directory.SEARCHES, help="of each kind, at each hour")
    alone = parser.add_mutually_exclusive_group()
    alone.add_argument("--screen", action="store_true", help="measure the safety screen alone")
    alone.add_argument("--directory", action="store_true", help="measure the directory's search alone")
    arguments = parser.parse_args()
    try:
        targets = _write(arguments)
    except BenchError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    missed = [target.what for target in targets if not target.met]
    print(f"Written to {arguments.page.name}. Missed: {'; '.join(missed) or 'nothing'}.")
    return 0


def _write(arguments: argparse.Namespace) -> tuple[Target, ...]:
    """Measure and write what was asked for, each section as soon as it is known; what had to be reached."""
    today = datetime.now(UTC).date()
    targets: list[Target] = []
    if not arguments.directory:
        _say("the screen")
        screened = screen.measure_screen(arguments.texts)
        _put(arguments.page, SCREEN, write_screen(screened, today, screen.METHOD))
        targets += judge_screen(screened)
    if not arguments.screen:
        _say("the directory")
        searched = directory.measure_directory(Settings.from_env(), arguments.searches)
        method = {**directory.METHOD, "searches": arguments.searches}
        _put(arguments.page, DIRECTORY, write_directory(searched, today, method))
        targets += judge_directory(searched)
    if not (arguments.screen or arguments.directory):
        with tempfile.TemporaryDirectory() as folder:
            mine, theirs, look = _measure(Path(folder), arguments)
        kept = arguments.page.read_text(encoding="utf-8")
        page = write_page(mine, theirs, look, today, _method(arguments))
        for title in (SCREEN, DIRECTORY):
            page = put_section(page, title, read_section(kept, title))
        arguments.page.write_text(page, encoding="utf-8")
        print(page)
        targets += judge(mine, theirs, look)
    return tuple(targets)


def _put(page: Path, title: str, section: str) -> None:
    text = page.read_text(encoding="utf-8") if page.exists() else "# Benchmarks\n"
    page.write_text(put_section(text, title, section), encoding="utf-8")
    print(section)


def _measure(folder: Path, arguments: argparse.Namespace) -> tuple[Measured, Measured, Look]:
    settings, log = Settings.from_env(), folder / "log"
    _say("1/5 training both")
    starter.make(folder / "starter")
    place = ours.make(folder, settings)
    theirs_trained, ours_trained = starter.train(folder / "starter"), ours.train(place)
    systems = (starter.system(folder / "starter"), ours.system(place))
    _say("2/5 starting each, several times")
    starts = _time_starts(systems, log)
    running = [start(system, log) for system in systems]
    try:
        turns, crowds = asyncio.run(_talk(systems, arguments))
        memory = [_tidy(read_memory(one.process.pid), system) for one, system in zip(running, systems, strict=True)]
    finally:
        _stop(running)
    _say("5/5 postcodes")
    theirs = Measured("starter bot", theirs_trained, starts[0], {"turn": turns.pop("turn")}, crowds[0], memory[0])
    mine = Measured("First Port", ours_trained, starts[1], turns, crowds[1], memory[1])
    return mine, theirs, measure.time_looks(settings)


def _time_starts(systems: tuple[System, ...], log: Path) -> list[tuple[float, ...]]:
    times: list[list[float]] = [[] for _ in systems]
    for _ in range(_STARTS):
        for taken, system in zip(times, systems, strict=True):
            started = start(system, log)
            taken.append(started.ready_after_s)
            started.stop()
    return [tuple(taken) for taken in times]


async def _talk(
    systems: tuple[System, ...], arguments: argparse.Namespace
) -> tuple[dict[str, Latency], list[tuple[Throughput, ...]]]:
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as session:
        crowd = measure.Crowd(session, systems[0].url, systems[1].url)
        _say(f"3/5 {arguments.rounds} turns of each kind")
        turns = await measure.time_turns(crowd, arguments.rounds)
        kinds = crowd.kinds()
        crowds: dict[str, list[Throughput]] = {"turn": [], "ordinary": []}
        for people in measure.PEOPLE:
            _say(f"4/5 {people} at once")
            for kind, taken in crowds.items():
                taken.append(await measure.time_crowd(*kinds[kind], people, arguments.seconds))
    return turns, [tuple(taken) for taken in crowds.values()]


def _tidy(memory: tuple[Memory, ...], system: System) -> tuple[Memory, ...]:
    """Processes under the names that the page uses; the starter bot is a single one."""
    if system.name == "starter bot":
        return tuple(Memory("starter bot", one.rss, one.pss, one.uss) for one in memory)
    return memory


def _stop(running: list[Started]) -> None:
    for one in running:
        one.stop()


def _method(arguments: argparse.Namespace) -> str:
    return _METHOD.format(
        rounds=arguments.rounds,
        warm_up=measure.WARM_UP,
        talk=measure.ROUNDS_A_TALK,
        seconds=arguments.seconds,
        starts=_STARTS,
    )


def _say(words: str) -> None:
    print(f"bench: {words}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
