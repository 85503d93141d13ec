"""The directory's search alone: from a postcode to the right doors, on both databases, in a small and a huge directory.

The services are made for the benchmark (``bench.made_services``); the postcodes are those of the built file.
"""

from __future__ import annotations

import asyncio
import gc
import heapq
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy.ext.asyncio import AsyncEngine

from bench.directory_figures import Asked, Cold, Nearest, Searched, Size
from bench.figures import Latency
from bench.made_services import SEED, Stage, any_postcode, make_needs, make_open_sites, make_services, set_stage
from bench.processes import BenchError
from bot.commands.migrate import migrate
from bot.commands.train import engine_python
from bot.database import make_engine
from bot.directory import find_doors
from bot.directory.best import find_best
from bot.directory.index import Index
from bot.directory.rank import rank
from bot.directory.values import Door, Need, Service, ServiceKind
from bot.directory.write import replace_services
from bot.places import Places, layout
from bot.settings import ROOT, Settings

SIZES = (600, 60_000)
SEARCHES = 500  # of each kind, at each hour
HOURS = (12, 3)
LOOKS = 20_000
SCANS = 25  # of each kind: a scan of all takes its time
STARTS = 5
WARM_UP = 20
METHOD = {"searches": SEARCHES, "scans": SCANS * len(ServiceKind), "starts": STARTS}
_ANYWHERE = 1_000.0  # miles
_COLD = """
import sys, time
from pathlib import Path
from bot.places import Places
began = time.perf_counter()
places = Places.open(Path(sys.argv[1]))
opened = time.perf_counter() - began
print(places.find(sys.argv[2]).local_authorities[0].code, opened, flush=True)
"""


def measure_directory(settings: Settings, searches: int = SEARCHES) -> Searched:
    """Measure it, with so many searches of each kind at each hour.

    Raises:
        BenchError: a search found other doors than the ranking of all services, or a part failed.
    """
    places = Places.open(settings.postcodes)
    cold = _start_cold(settings.postcodes, places)
    outside = array("H", places._views["authority"])  # noqa: SLF001  # no part of the product counts them
    english = len(places) - outside.count(layout.WALES) - outside.count(layout.SCOTLAND)
    stage = set_stage(places)
    looks = _time_looks(places)
    with _postgres() as server:
        sizes = tuple(asyncio.run(_measure_size(stage, count, searches, server)) for count in SIZES)
    return Searched(len(places), english, looks, cold, sizes)


def _start_cold(file: Path, places: Places) -> Cold:
    """A process of its own each time, which imports, opens the file and answers."""
    chance = random.Random(SEED)  # noqa: S311  # a repeatable sample, no secret
    answers, opens = [], []
    for number in range(-1, STARTS):
        postcode = _english(places, chance)
        began = time.perf_counter()
        command = [sys.executable, "-c", _COLD, str(file), postcode]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  # our own
        took = time.perf_counter() - began
        if done.returncode:
            raise BenchError(f"places did not start:\n{done.stderr[-1000:]}")
        if number >= 0:  # the first one brings the programs in from the disk
            answers.append(took)
            opens.append(float(done.stdout.split()[1]))
    return Cold(tuple(answers), tuple(opens))


def _english(places: Places, chance: random.Random) -> str:
    from bench.made_services import any_place

    return any_place(places, chance).text


def _time_looks(places: Places) -> Latency:
    chance = random.Random(SEED)  # noqa: S311  # a repeatable sample, no secret
    return _time(places.find, [any_postcode(places, chance) for _ in range(LOOKS)])


def _time(act: Callable[[Any], object], things: Sequence[Any]) -> Latency:
    taken = []
    for thing in things:
        began = time.perf_counter()
        act(thing)
        taken.append(time.perf_counter() - began)
    return Latency(tuple(taken))


@contextmanager
def _postgres() -> Iterator[Any]:
    """The PostgreSQL that the tests start, on loopback, for as long as it is measured."""
    from tests.databases import Postgres

    folder = Path(tempfile.mkdtemp(prefix="firstport-bench-"))
    server = Postgres(folder)
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


async def _measure_size(stage: Stage, count: int, searches: int, server: Any) -> Size:
    services = make_services(stage, count)
    asked: dict[Asked, Latency] = {}
    first: dict[str, float] = {}
    held = 0
    with tempfile.TemporaryDirectory() as folder:
        await server.execute(f"CREATE DATABASE made_{count}")
        urls = {"SQLite": f"sqlite+aiosqlite:///{folder}/made.db", "PostgreSQL": server.url(f"made_{count}")}
        for database, url in urls.items():
            engine = make_engine(url)
            await _load(engine, services)
            bare = psutil.Process().memory_info().rss
            first[database] = await _first(engine, stage)
            held = max(held, psutil.Process().memory_info().rss - bare)
            await _check(engine, stage, services)
            _settle()
            asked |= await _search(engine, database, stage, searches)
            await engine.dispose()
    return Size(count, asked, first, held, _scan(stage, services), _nearest(stage, services))


async def _load(engine: AsyncEngine, services: Sequence[Service]) -> None:
    await migrate(engine)
    async with engine.begin() as connection:
        await replace_services(connection, services, "made")


def _at(hour: int) -> datetime:
    return datetime(2026, 11, 25, hour, tzinfo=UTC)  # a Wednesday, winter time


async def _find(engine: AsyncEngine, need: Need) -> tuple[Door, ...]:
    """As an action does it: with a connection of the pool."""
    async with engine.connect() as connection:
        return await find_doors(connection, need)


async def _first(engine: AsyncEngine, stage: Stage) -> float:
    """The first search of every kind after a load: the directory is read."""
    needs = [make_needs(stage, kind, _at(HOURS[0]), 1)[0] for kind in ServiceKind]
    began = time.perf_counter()
    for need in needs:
        await _find(engine, need)
    return time.perf_counter() - began


async def _check(engine: AsyncEngine, stage: Stage, services: Sequence[Service]) -> None:
    """A quick wrong answer is no measurement."""
    for hour in HOURS:
        for kind in ServiceKind:
            for need in make_needs(stage, kind, _at(hour), SCANS // 2):
                if await _find(engine, need) != rank(services, need):
                    raise BenchError(f"{kind} at {hour}: the search is not the ranking of all services")


def _settle() -> None:
    """What the benchmark itself made is not to be looked through for garbage while something else is timed."""
    gc.collect()
    gc.freeze()


async def _search(engine: AsyncEngine, database: str, stage: Stage, searches: int) -> dict[Asked, Latency]:
    """Kinds and hours take turns, so that all meet the same machine."""
    needs = {
        Asked(database, kind.value, hour): make_needs(stage, kind, _at(hour), searches + WARM_UP)
        for hour in HOURS
        for kind in ServiceKind
    }
    taken: dict[Asked, list[float]] = {asked: [] for asked in needs}
    for number in range(searches + WARM_UP):
        for asked, of in needs.items():
            began = time.perf_counter()
            await _find(engine, of[number])
            taken[asked].append(time.perf_counter() - began)
    return {asked: Latency(tuple(times[WARM_UP:])) for asked, times in taken.items()}


def _scan(stage: Stage, services: Sequence[Service]) -> Latency:
    needs = [need for kind in ServiceKind for need in make_needs(stage, kind, _at(HOURS[0]), SCANS)]
    return _time(lambda need: rank(services, need), needs)


def _nearest(stage: Stage, services: Sequence[Service]) -> Nearest:
    """By distance alone, among centres that anybody may walk into: a tree of points can tell no more."""
    sites = make_open_sites(services)
    needs = [
        Need(need.kind, need.place, None, need.now, within_miles=_ANYWHERE)
        for need in make_needs(stage, ServiceKind.NEIGHBOURHOOD_CENTRE, _at(HOURS[0]), SEARCHES)
    ]
    began = time.perf_counter()
    index = Index(sites)
    built = time.perf_counter() - began
    ours: list[list[float]] = []
    scanned: list[list[float]] = []
    times = _time(lambda need: ours.append([door.distance_miles for door in find_best(index, need)]), needs)
    plain = _time(lambda need: scanned.append(_plain(sites, need)), needs)
    tree = _ball_tree(sites, needs)
    found = [
        [need.place.point.miles_to(sites[number].point) for number in numbers]
        for need, numbers in zip(needs, tree["found"], strict=True)
    ]
    for one, two, three in zip(ours, scanned, found, strict=True):
        if not one == two == three:
            raise BenchError("the three ways to the nearest sites do not agree")
    return Nearest(len(sites), times, plain, Latency(tuple(tree["taken_s"])), built, tree["built_s"])


def _plain(sites: Sequence[Service], need: Need) -> list[float]:
    here = need.place.point
    return heapq.nsmallest(need.limit, [here.miles_to(site.point) for site in sites])


def _ball_tree(sites: Sequence[Service], needs: Sequence[Need]) -> Any:
    """In the engine's environment, which holds scikit-learn."""
    asked = {
        "points": [[site.point.latitude, site.point.longitude] for site in sites],
        "places": [[need.place.point.latitude, need.place.point.longitude] for need in needs],
        "count": needs[0].limit,
    }
    command = [str(engine_python(ROOT)), str(ROOT / "bench" / "ball_tree.py")]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=False)  # noqa: S603  # our own
    if done.returncode:
        raise BenchError(f"the ball tree failed:\n{done.stderr[-1000:]}")
    return json.loads(done.stdout)
