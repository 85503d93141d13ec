"""What was measured, as plain values, and the figures that are made of them."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

_TWENTIETHS = 20
_HUNDREDTHS = 100


@dataclass(frozen=True)
class Latency:
    """Times of single turns, in seconds."""

    times_s: tuple[float, ...]

    @property
    def median_ms(self) -> float:
        """The middle one, in milliseconds."""
        return statistics.median(self.times_s) * 1000

    @property
    def p95_ms(self) -> float:
        """The time within which 95 of 100 were answered, in milliseconds."""
        return statistics.quantiles(self.times_s, n=_TWENTIETHS, method="inclusive")[-1] * 1000

    @property
    def p90_ms(self) -> float:
        """The time within which 90 of 100 were answered, in milliseconds."""
        return statistics.quantiles(self.times_s, n=_HUNDREDTHS, method="inclusive")[89] * 1000

    @property
    def p99_ms(self) -> float:
        """The time within which 99 of 100 were answered, in milliseconds."""
        return statistics.quantiles(self.times_s, n=_HUNDREDTHS, method="inclusive")[-1] * 1000

    @property
    def longest_ms(self) -> float:
        """The slowest one, in milliseconds."""
        return max(self.times_s) * 1000


@dataclass(frozen=True)
class Throughput:
    """Turns answered while ``people`` talked at once, each as fast as answers came."""

    people: int
    per_second: float
    p95_ms: float


@dataclass(frozen=True)
class Memory:
    """Memory of one process in bytes: resident, its fair share of what is shared, and what is its alone."""

    name: str
    rss: int
    pss: int
    uss: int


@dataclass(frozen=True)
class Look:
    """Postcode look-ups: time of each in seconds, and the size of the file in bytes."""

    times: Latency
    file_bytes: int


@dataclass(frozen=True)
class Hold:
    """A text read beside the event loop: how long that took, and the longest that the loop came late; in seconds."""

    what: str
    took_s: float
    held_s: float


@dataclass(frozen=True)
class ScreenMemory:
    """Resident bytes before the screen is there, with it, and after it has read ``texts``; seconds to load it."""

    bare: int
    loaded: int
    used: int
    texts: int
    load_s: float


@dataclass(frozen=True)
class Screened:
    """The safety screen, measured: whole, short texts and long; what is read at once; the phrases, last and first."""

    short: Latency
    long: Latency
    instant: Latency
    phrases: Latency
    fresh: Latency
    holds: tuple[Hold, ...]
    memory: ScreenMemory


@dataclass(frozen=True)
class Measured:
    """One system, measured."""

    name: str
    training_s: float
    starts_s: tuple[float, ...]
    turns: dict[str, Latency] = field(default_factory=dict)
    throughput: tuple[Throughput, ...] = ()
    memory: tuple[Memory, ...] = ()


@dataclass(frozen=True)
class Target:
    """Something to reach: ``value`` at most ``limit``, both in ``unit``."""

    what: str
    value: float
    limit: float
    unit: str

    @property
    def met(self) -> bool:
        """Whether it was reached."""
        return self.value <= self.limit


def sum_rss(memory: Sequence[Memory]) -> int:
    """Resident bytes of all processes together."""
    return sum(one.rss for one in memory)


def judge(ours: Measured, starter: Measured, look: Look) -> tuple[Target, ...]:
    """The targets of the first release, and what was reached."""
    bare = starter.turns["turn"]
    turns = [
        Target(f"{kind}: {figure} of a turn / the starter bot's", value / base, limit, "x")
        for kind, limit in (("ordinary", 0.8), ("look-up", 0.8), ("crisis", 0.25))
        for figure, value, base in (
            ("median", ours.turns[kind].median_ms, bare.median_ms),
            ("p95", ours.turns[kind].p95_ms, bare.p95_ms),
        )
    ]
    return (
        *turns,
        Target("resident memory of the three processes / the starter bot's", _ratio(ours, starter), 1.3, "x"),
        Target("postcode look-up, median", look.times.median_ms, 1.0, "ms"),
        Target("postcode file", look.file_bytes / 1e6, 80.0, "MB"),
    )


def judge_screen(screened: Screened) -> tuple[Target, ...]:
    """What the screen has to reach, in the order of the page's rows."""
    memory = screened.memory
    return (
        Target("whole screen, 300 characters", screened.short.p99_ms, 25.0, "ms"),
        Target("whole screen, 2,000 characters", screened.long.p99_ms, 150.0, "ms"),
        Target("phrases alone, 300 characters", screened.phrases.p99_ms, 1.0, "ms"),
        Target("event loop held, texts up to 200 kB", max(hold.held_s for hold in screened.holds) * 1000, 20.0, "ms"),
        Target("memory over the bare process", (max(memory.loaded, memory.used) - memory.bare) / 1e6, 300.0, "MB"),
    )


def _ratio(ours: Measured, starter: Measured) -> float:
    return sum_rss([one for one in ours.memory if one.name != "supervisor"]) / sum_rss(starter.memory)
