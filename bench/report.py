"""The page that a measurement becomes: ``docs/benchmarks.md``."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import psutil

from bench.figures import Look, Measured, Memory, Target, judge, sum_rss

_KINDS = (
    ("turn", "starter bot, a turn"),
    ("ordinary", "First Port, ordinary"),
    ("look-up", "First Port, with a directory look-up"),
    ("crisis", "First Port, crisis"),
)


_INTRO = """Made by `make bench`; do not edit. It trains Rasa's own starter bot (`rasa init`) beside First
Port and measures both in one run on one machine: {machine}. {day:%-d %B %Y}."""
_LOOK = """{count:,} look-ups: median {median:.0f} µs, p95 {p95:.0f} µs. The file of all English postcodes
takes {size:.1f} MB."""
_ABOUT_MEMORY = """Resident memory counts what processes share once for each of them; the fair share (PSS) divides
it. Ratio of First Port's three processes to the starter bot: {rss:.2f} resident, {pss:.2f} fair
share. The supervisor runs on a single machine only; containers do without it."""


def write_page(ours: Measured, starter: Measured, look: Look, day: date, method: str) -> str:
    """The whole page in Markdown."""
    times = look.times
    sections = {
        "Targets": _targets(judge(ours, starter, look)),
        "A turn over HTTP": _turns(ours, starter),
        "Many people at once": _throughput(ours, starter),
        "Memory, after all of the above": _memory(ours, starter),
        "Start and training": _starts(ours, starter),
        "Postcodes": _LOOK.format(
            count=len(times.times_s), median=times.median_ms * 1000, p95=times.p95_ms * 1000, size=look.file_bytes / 1e6
        ),
    }
    head = ["# Benchmarks", _INTRO.format(machine=_machine(), day=day), method]
    return "\n\n".join(head + [f"## {title}\n\n{body}" for title, body in sections.items()]) + "\n"


def _targets(targets: Iterable[Target]) -> str:
    rows = [
        (t.what, f"{t.value:.2f} {t.unit}", f"{t.limit:g} {t.unit}", "met" if t.met else "**missed**") for t in targets
    ]
    return _table(("what", "measured", "at most", ""), rows)


def _turns(ours: Measured, starter: Measured) -> str:
    bare = starter.turns["turn"]
    found = {**starter.turns, **ours.turns}
    rows = [
        (
            words,
            f"{found[kind].median_ms:.1f} ms",
            f"{found[kind].p95_ms:.1f} ms",
            f"{found[kind].median_ms / bare.median_ms:.2f}",
            f"{found[kind].p95_ms / bare.p95_ms:.2f}",
        )
        for kind, words in _KINDS
    ]
    return _table(("", "median", "p95", "median, ratio", "p95, ratio"), rows)


def _throughput(ours: Measured, starter: Measured) -> str:
    rows = [
        (
            str(mine.people),
            f"{theirs.per_second:.0f} turns/s",
            f"{theirs.p95_ms:.0f} ms",
            f"{mine.per_second:.0f} turns/s",
            f"{mine.p95_ms:.0f} ms",
            f"{mine.per_second / theirs.per_second:.2f}",
        )
        for mine, theirs in zip(ours.throughput, starter.throughput, strict=True)
    ]
    return _table(("people", "starter bot", "p95", "First Port", "p95", "ratio of turns/s"), rows)


def _memory(ours: Measured, starter: Measured) -> str:
    kept = [one for one in ours.memory if one.name != "supervisor"]
    watcher = [one for one in ours.memory if one.name == "supervisor"]
    all_ours, all_theirs = _sum("First Port, the three together", kept), _sum("starter bot", starter.memory)
    rows = [_memory_row(one) for one in (*kept, all_ours, all_theirs, *watcher)]
    table = _table(("process", "resident", "fair share", "its alone"), rows)
    rss, pss = all_ours.rss / all_theirs.rss, all_ours.pss / all_theirs.pss
    return f"{table}\n\n{_ABOUT_MEMORY.format(rss=rss, pss=pss)}"


def _starts(ours: Measured, starter: Measured) -> str:
    rows = [
        (what, f"{theirs:.1f} s", f"{mine:.1f} s", f"{mine / theirs:.2f}")
        for what, mine, theirs in (
            ("start until ready (the quickest)", min(ours.starts_s), min(starter.starts_s)),
            ("training, nothing kept from before", ours.training_s, starter.training_s),
        )
    ]
    return _table(("", "starter bot", "First Port", "ratio"), rows)


def _memory_row(one: Memory) -> tuple[str, ...]:
    return (one.name, *(f"{size / 2**20:.0f} MiB" for size in (one.rss, one.pss, one.uss)))


def _sum(name: str, memory: Sequence[Memory]) -> Memory:
    return Memory(name, sum_rss(memory), sum(one.pss for one in memory), sum(one.uss for one in memory))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _machine() -> str:
    cores, memory = psutil.cpu_count(), psutil.virtual_memory().total / 2**30
    return f"{_processor()}, {cores} cores, {memory:.0f} GiB, {platform.system()}"


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text().splitlines() if listed.is_file() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())
