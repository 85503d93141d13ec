"""Timing turns and throughput of both systems, in turn, so that both meet the same machine in the same minute."""

from __future__ import annotations

import asyncio
import functools
import itertools
import random
import time
from collections.abc import Awaitable, Callable

import aiohttp

from bench import ours, starter
from bench.figures import Latency, Look, Throughput
from bench.processes import BenchError
from bot.places import Places
from bot.settings import Settings

ROUNDS = 200
ROUNDS_A_TALK = 5  # then everybody begins a new conversation
WARM_UP = 10
PEOPLE = (1, 8, 32)
THROUGHPUT_S = 8.0
_BREATH_S = 0.05  # between turns: what a turn left to do behind its answer does not count against the next one
_LOOKS = 20_000
_SEED = 20261122

Say = Callable[[str], Awaitable[bool]]
Meet = Callable[[], Awaitable[Say]]


class Crowd:
    """People who talk to one of the systems or the other."""

    def __init__(self, session: aiohttp.ClientSession, starter_url: str, our_url: str) -> None:
        """``session`` carries everybody's requests."""
        self._session, self._starter, self._ours = session, starter_url, our_url
        self._numbers = itertools.count()

    async def meet_starter(self) -> Say:
        """A new person for the starter bot."""
        return starter.Person(self._session, self._starter, f"person-{next(self._numbers)}").say

    async def meet_ours(self, kind: str) -> Say:
        """A new person for First Port, with a conversation open."""
        person = ours.Person(self._session, self._ours, kind)
        await person.begin()
        return person.say

    def kinds(self) -> dict[str, tuple[Meet, tuple[str, ...]]]:
        """Every kind of turn, with who says it and what is said; the starter bot's is ``turn``."""
        kinds: dict[str, tuple[Meet, tuple[str, ...]]] = {"turn": (self.meet_starter, starter.SAYS)}
        for kind, says in ours.SAYS.items():
            kinds[kind] = (functools.partial(self.meet_ours, kind), says)
        return kinds


async def time_turns(crowd: Crowd, rounds: int = ROUNDS) -> dict[str, Latency]:
    """One turn of each kind, ``rounds`` times over, after a warm-up."""
    times: dict[str, list[float]] = {kind: [] for kind in crowd.kinds()}
    talks: dict[str, Say] = {}
    for number in range(-WARM_UP, rounds):
        for kind, (meet, says) in crowd.kinds().items():
            if number % ROUNDS_A_TALK == 0 or kind not in talks:
                talks[kind] = await meet()
            took = await _time(talks[kind], says[number % len(says)], kind)
            if number >= 0:
                times[kind].append(took)
            await asyncio.sleep(_BREATH_S)
    return {kind: Latency(tuple(measured)) for kind, measured in times.items()}


async def time_crowd(meet: Meet, says: tuple[str, ...], people: int, seconds: float = THROUGHPUT_S) -> Throughput:
    """``people`` talk at once, each as fast as answers come, for ``seconds``."""
    talks = [await meet() for _ in range(people)]
    times: list[float] = []
    began = time.perf_counter()

    async def talk(say: Say, first: int) -> None:
        for number in itertools.count(first):
            if time.perf_counter() - began >= seconds:
                return
            times.append(await _time(say, says[number % len(says)], "crowd"))

    await asyncio.gather(*(talk(say, number) for number, say in enumerate(talks)))
    return Throughput(people, len(times) / (time.perf_counter() - began), Latency(tuple(times)).p95_ms)


def time_looks(settings: Settings) -> Look:
    """Postcode look-ups, each another postcode, in no order that would favour a cache."""
    places = Places.open(settings.postcodes)
    chance = random.Random(_SEED)  # noqa: S311  # a repeatable sample, no secret
    try:
        postcodes = _sample(places, chance)
        times = []
        for postcode in postcodes:
            began = time.perf_counter()
            places.find(postcode)
            times.append(time.perf_counter() - began)
    finally:
        places.close()
    return Look(Latency(tuple(times)), settings.postcodes.stat().st_size)


def _sample(places: Places, chance: random.Random) -> list[str]:
    """Postcodes of many areas, most of them real; those that are not take a look-up just as well."""
    outcodes = [
        f"{area}{number}"
        for area in ("LS", "M", "B", "S", "BS", "NE", "EX", "NR", "TN", "CB")
        for number in range(1, 20)
    ]
    known = [outcode for outcode in outcodes if places.find(outcode) is not None]
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return [
        f"{chance.choice(known)} {chance.randrange(10)}{chance.choice(letters)}{chance.choice(letters)}"
        for _ in range(_LOOKS)
    ]


async def _time(say: Say, text: str, kind: str) -> float:
    began = time.perf_counter()
    right = await say(text)
    took = time.perf_counter() - began
    if not right:
        raise BenchError(
            f"a turn of kind {kind!r} got the wrong answer to {text!r}: a quick wrong answer is no measurement"
        )
    return took
