"""The safety screen alone: how long it takes, how long it holds the event loop, how much memory it takes.

Each is measured in a process of its own, which gets its texts and gives its figures as JSON: ``python -m bench.screen
times`` (on one core), ``hold`` (on two, as in the product) and ``memory``.
"""

from __future__ import annotations

import asyncio
import functools
import json
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import psutil

from bench.figures import Hold, Latency, Screened, ScreenMemory
from bench.processes import BenchError
from bot.settings import ROOT, Settings

if TYPE_CHECKING:
    from bot.gateway.incoming import Keeper
    from bot.safety import Screen

TEXTS = 400
SHORT, LONG = 300, 2000
VERY_LONG = 200_000
TEXTS_FOR_MEMORY = 1000
WARM_UP = 40
IN_THE_LOOP = "2,000 characters of urgent lines, read in the loop itself"
BEAT_S = 0.001
HOLDS = 3
_LIMIT_S = 600
METHOD = {"warm_up": WARM_UP, "beat": BEAT_S * 1000, "size": VERY_LONG / 1000, "times": HOLDS}


def measure_screen(texts: int = TEXTS) -> Screened:
    """Measure it with ``texts`` of each length, in three processes, one after the other.

    Raises:
        BenchError: a part failed, or the second opinion was not heard.
    """
    from bench.texts import make_long, make_texts

    count = texts + WARM_UP
    short = make_texts(SHORT, 4 * count)
    names = ("fresh", "short", "instant", "phrases")
    parts = {name: short[number * count : (number + 1) * count] for number, name in enumerate(names)}
    times = _call("times", {**parts, "long": make_texts(LONG, count)})
    holds = _call("hold", {**make_long(VERY_LONG), IN_THE_LOOP: make_texts(LONG, 1)[0]})
    half = texts * TEXTS_FOR_MEMORY // TEXTS // 2
    memory = _call("memory", [text for length in (SHORT, LONG) for text in make_texts(length, half)])
    return Screened(
        **{name: Latency(tuple(taken[WARM_UP:])) for name, taken in times.items()},
        holds=tuple(Hold(*hold) for hold in holds),
        memory=ScreenMemory(**memory),
    )


def _call(part: str, texts: object) -> Any:
    command = [sys.executable, "-m", "bench.screen", part]
    done = subprocess.run(  # noqa: S603  # our own command
        command, input=json.dumps(texts), cwd=ROOT, capture_output=True, text=True, check=False, timeout=_LIMIT_S
    )
    if done.returncode:
        raise BenchError(f"the screen: {part} failed:\n{done.stderr[-1000:]}")
    return json.loads(done.stdout)


def _times(texts: Mapping[str, Sequence[str]]) -> dict[str, list[float]]:
    """Seconds for each text: both readers, whatever the phrases find; parts of it, the phrases alone first and last."""
    from bot.safety.phrases import load_phrases
    from bot.web.settled import settle

    _keep_to(1)
    screen, phrases = _load(), load_phrases()  # the screen's own
    settle()
    taken = {
        "fresh": _time(phrases.read, texts["fresh"]),
        "short": _time(lambda text: screen.considered(text, screen.at_once(text)), texts["short"]),
        "long": _time(lambda text: screen.considered(text, screen.at_once(text)), texts["long"]),
        "instant": _time(screen.at_once, texts["instant"]),
        "phrases": _time(phrases.read, texts["phrases"]),
    }
    _check(screen)
    return taken


def _time(read: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    taken = []
    for text in texts:
        began = time.perf_counter()
        read(text)
        taken.append(time.perf_counter() - began)
    return taken


def _hold(texts: Mapping[str, str]) -> list[tuple[str, float, float]]:
    _keep_to(2)
    return asyncio.run(_hold_loop(texts))


async def _hold_loop(texts: Mapping[str, str]) -> list[tuple[str, float, float]]:
    """How long each text took and the longest that the loop was held: first while nothing is read."""
    from bot.gateway.look import Look
    from bot.web.settled import settle

    screen = _load()
    settle()
    nobody = cast("Keeper", None)  # a text that stands alone has nothing before it: no keeper is asked
    look = Look(screen, nobody, Settings.from_env().second_opinion_budget_s)
    found = [("nothing is read", *await _beat_beside(functools.partial(asyncio.sleep, 1.0)))]
    for what, text in texts.items():
        rounds = [await _beat_beside(functools.partial(look.at_text, text)) for _ in range(HOLDS)]
        found.append((what, max(took for took, _ in rounds), max(held for _, held in rounds)))
    look.close()
    return found


async def _beat_beside(work: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    """Seconds that ``work`` took, and the longest that a heartbeat of 1 ms came late beside it."""
    late = []

    async def beat() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(BEAT_S)
            late.append(time.perf_counter() - began - BEAT_S)

    heart = asyncio.create_task(beat())
    await asyncio.sleep(10 * BEAT_S)
    began = time.perf_counter()
    await work()
    took = time.perf_counter() - began
    await asyncio.sleep(10 * BEAT_S)
    heart.cancel()
    return took, max(late)


def _memory(texts: Sequence[str]) -> dict[str, float]:
    """Resident bytes with what serves the web alone, with the screen, and after it has read all texts."""
    import aiohttp  # noqa: F401  # what serves the web belongs to the bare process

    bare, began = _resident(), time.perf_counter()
    screen = _load()
    loaded, load_s = _resident(), time.perf_counter() - began
    for text in texts:
        screen.considered(text, screen.at_once(text))
    _check(screen)
    return {"bare": bare, "loaded": loaded, "used": _resident(), "texts": len(texts), "load_s": load_s}


def _load() -> Screen:
    from bot.safety import load_screen

    screen = load_screen()
    _check(screen)
    return screen


def _check(screen: Screen) -> None:
    """A screen whose second opinion is not heard is quick for the wrong reason."""
    if screen.fault is not None:
        raise BenchError(screen.fault)


def _resident() -> int:
    resident: int = psutil.Process().memory_info().rss
    return resident


def _keep_to(cores: int) -> None:
    if hasattr(os, "sched_setaffinity"):  # Linux
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-cores:])


_PARTS: Mapping[str, Callable[[Any], object]] = {"times": _times, "hold": _hold, "memory": _memory}

if __name__ == "__main__":
    print(json.dumps(_PARTS[sys.argv[1]](json.load(sys.stdin))))
