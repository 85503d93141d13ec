"""The section on the directory's search in ``docs/benchmarks.md``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bench.directory_figures import Searched, Size, judge_directory
from bench.figures import Latency
from bench.report import machine, reached, table

DIRECTORY = "The directory"
_ABOUT = """Measured {day:%-d %B %Y} on {machine}, with {postcodes:,} postcodes, {english:,}
of them in England. The services are made for this measurement, and stand as dense as people live: none of them
exists. They are of every kind, with catchments by authority, ICB, GP practice, outcode, polygon and circle, and with
hours; a tenth is open day and night. People ask at noon and at 3 am, {searches} of each kind at each hour; a
third know their GP practice. A search is timed as an action makes it, with a connection of the pool. Before anything
is timed, what is found is held against the ranking of all services: it has to be the same."""
_ABOUT_WAYS = """A plain scan ranks all services, which are in memory already, {scans} times. By distance alone, among
the centres into which anybody may walk, our index also finds the three nearest that scikit-learn's BallTree
(haversine) finds; ours makes the words of the doors as well, and tells no area from a point."""
_ABOUT_COLD = """Of {starts} starts of a process that imports, opens the file and answers for one postcode: {slow:.2f} s
the slowest, {quick:.2f} s the quickest; the file alone opens in {opens:.1f} ms."""


def write_directory(searched: Searched, day: date, method: Mapping[str, int]) -> str:
    """The body of the section, in Markdown."""
    about = _ABOUT.format(
        day=day, machine=machine(), postcodes=searched.postcodes, english=searched.english, searches=method["searches"]
    )
    goals = [
        (t.what, f"{t.value:.2f} {t.unit}", f"{t.limit:g} {t.unit}", reached(t)) for t in judge_directory(searched)
    ]
    cold = _ABOUT_COLD.format(
        starts=method["starts"],
        slow=max(searched.cold.answers_s),
        quick=min(searched.cold.answers_s),
        opens=max(searched.cold.opens_s) * 1000,
    )
    looks = f"{len(searched.looks.times_s):,} postcodes looked up: {', '.join(_spread(searched.looks))} (median, p99)."
    return "\n\n".join(
        (
            about,
            table(("", "measured", "at most", ""), goals),
            _searches(searched),
            _firsts(searched),
            _ABOUT_WAYS.format(scans=method["scans"]),
            _ways(searched),
            f"{looks} {cold}",
        )
    )


def _searches(searched: Searched) -> str:
    head = [f"{size.services:,}: {what}" for size in searched.sizes for what in ("median", "p99")]
    rows = []
    for asked in searched.sizes[0].searches:
        cells = [cell for size in searched.sizes for cell in _spread(size.searches[asked])]
        words = asked.kind.replace("_", " ")
        rows.append((f"{asked.database}, {words}, {asked.hour} o'clock", *cells))
    return table(("", *head), rows)


def _firsts(searched: Searched) -> str:
    rows = [
        (f"{size.services:,}", *(f"{taken:.2f} s" for taken in size.first_s.values()), f"{size.held / 1e6:.0f} MB")
        for size in searched.sizes
    ]
    head = [f"read from {database}" for database in searched.sizes[0].first_s]
    return table(("services", *head, "held in memory"), rows)


def _ways(searched: Searched) -> str:
    rows = [row for size in searched.sizes for row in _ways_of(size)]
    return table(("", "services", "median", "p99", "p99 / the search's"), rows)


def _ways_of(size: Size) -> list[tuple[str, ...]]:
    nearest, search = size.nearest, size.together("SQLite")
    count, sites = f"{size.services:,}", f"{nearest.sites:,}"
    return [
        _way("the search, SQLite", count, search, search),
        _way("plain scan of all", count, size.scan, search),
        _way("by distance alone: our index", sites, nearest.ours, nearest.ours),
        _way("by distance alone: BallTree", sites, nearest.tree, nearest.ours),
        _way("by distance alone: plain scan", sites, nearest.scan, nearest.ours),
    ]


def _way(words: str, count: str, times: Latency, beside: Latency) -> tuple[str, ...]:
    return (words, count, *_spread(times), f"{times.p99_ms / beside.p99_ms:.2f}")


def _spread(times: Latency) -> tuple[str, str]:
    return (f"{times.median_ms:.2f} ms", f"{times.p99_ms:.2f} ms")
