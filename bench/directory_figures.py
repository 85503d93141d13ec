"""What was measured of the directory's search, as plain values, and what it has to reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bench.figures import Latency, Target

KEEN_MS = 5.0  # a search, 99 of 100
GROWTH = 2.0  # of that, from the small directory to the huge one
LOOK_MS = 1.0  # from a postcode to its point and areas, 99 of 100
COLD_S = 1.0  # from the start of a process to the first postcode's answer


@dataclass(frozen=True)
class Asked:
    """Searches of one sort: the database, the kind of service, and the hour of the day."""

    database: str
    kind: str
    hour: int


@dataclass(frozen=True)
class Nearest:
    """The three nearest of ``sites`` by distance alone, three ways; seconds to lay them out, ours and the tree's."""

    sites: int
    ours: Latency
    scan: Latency
    tree: Latency
    ours_built_s: float
    tree_built_s: float


@dataclass(frozen=True)
class Size:
    """A directory of so many services.

    ``first_s`` is the first search of all kinds after a load, by database; ``held`` what they take in memory, in bytes;
    ``scan`` the ranking of all services, which are in memory already.
    """

    services: int
    searches: Mapping[Asked, Latency]
    first_s: Mapping[str, float]
    held: int
    scan: Latency
    nearest: Nearest

    def together(self, database: str) -> Latency:
        """All searches of one database."""
        return Latency(
            tuple(s for asked, of in self.searches.items() if asked.database == database for s in of.times_s)
        )


@dataclass(frozen=True)
class Cold:
    """Starts of a process that answers for one postcode: seconds until the answer, and to open the file."""

    answers_s: tuple[float, ...]
    opens_s: tuple[float, ...]


@dataclass(frozen=True)
class Searched:
    """Everything: so many postcodes in the file, ``english`` of them in England."""

    postcodes: int
    english: int
    looks: Latency
    cold: Cold
    sizes: tuple[Size, ...]


def judge_directory(searched: Searched) -> tuple[Target, ...]:
    """What has to be reached, the postcodes first, then by database."""
    small, huge = searched.sizes
    targets = [
        Target("postcode to point and areas, p99", searched.looks.p99_ms, LOOK_MS, "ms"),
        Target("process start to the first postcode's answer, slowest", max(searched.cold.answers_s), COLD_S, "s"),
        Target("opening the postcode file, slowest", max(searched.cold.opens_s), COLD_S, "s"),
    ]
    for database in huge.first_s:
        spread = [size.together(database).p99_ms for size in (small, huge)]
        kinds = [of.p99_ms for asked, of in huge.searches.items() if asked.database == database]
        targets += [
            Target(f"{database}, {size.services:,} services, p99", p99, KEEN_MS, "ms")
            for size, p99 in zip((small, huge), spread, strict=True)
        ]
        targets += [
            Target(f"{database}, {huge.services:,} services, slowest kind and hour, p99", max(kinds), KEEN_MS, "ms"),
            Target(
                f"{database}, {huge.services:,} services / {small.services:,}, p99", spread[1] / spread[0], GROWTH, "x"
            ),
        ]
    return tuple(targets)
