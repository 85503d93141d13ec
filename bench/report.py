"""The page that a measurement becomes: ``docs/benchmarks.md``."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import psutil

from bench.figures import Latency, Look, Measured, Memory, Screened, Target, judge, judge_screen, sum_rss

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


SCREEN = "The screen"
_ABOUT_SCREEN = """Measured {day:%-d %B %Y} on {machine}.
Times on one core, of {count} different texts in each row, each read once. They are made of our examples
without those held apart, every other text of urgent ones, a line each. Both readers read every text; the
product does not wait for the second opinion where the phrases find something urgent. Reading a message
together with those shortly before it comes on top: up to two more readings. The phrases learn from what
they read: their first {count} texts after the start (and {warm_up} others) stand apart, the rest comes last."""
_ABOUT_HOLDS = """The event loop is held as long as a heartbeat of {beat:g} ms comes late, on two cores, while
the gateway's look reads a text of {size:g} kB; the longest of {times} readings."""
_ABOUT_SCREEN_MEMORY = """Resident memory: {bare:.0f} MB with what serves the web alone, {loaded:.0f} MB with
the screen, {used:.0f} MB after {texts:,} texts. Loading the screen takes {load:.1f} s."""


def write_screen(screened: Screened, day: date, method: Mapping[str, float]) -> str:
    """The body of the section on the screen, in Markdown."""
    short, long, phrases, held, memory = judge_screen(screened)
    rows = [
        (target.what, *_spread(times), f"{target.limit:g} {target.unit}", reached(target))
        for target, times in ((short, screened.short), (long, screened.long), (phrases, screened.phrases))
    ]
    rows += [
        ("the same, the first ones after the start", *_spread(screened.fresh), "", ""),
        ("read at once: phrases, and whom they are about", *_spread(screened.instant), "", ""),
    ]
    others = [(t.what, f"{t.value:.1f} {t.unit}", f"{t.limit:g} {t.unit}", reached(t)) for t in (held, memory)]
    holds = [(hold.what, f"{hold.took_s * 1000:.0f} ms", f"{hold.held_s * 1000:.1f} ms") for hold in screened.holds]
    of = screened.memory
    return "\n\n".join(
        (
            _ABOUT_SCREEN.format(day=day, machine=machine(), count=len(screened.short.times_s), **method),
            table(("", "median", "p90", "p99", "longest", "p99 at most", ""), rows),
            table(("", "measured", "at most", ""), others),
            _ABOUT_HOLDS.format(**method),
            table(("text", "read in", "loop held"), holds),
            _ABOUT_SCREEN_MEMORY.format(
                bare=of.bare / 1e6, loaded=of.loaded / 1e6, used=of.used / 1e6, texts=of.texts, load=of.load_s
            ),
        )
    )


def read_section(page: str, title: str) -> str:
    """The body of a section of the page."""
    found = _section(title).search(page)
    return found.group().removeprefix(f"## {title}\n").strip("\n") if found else ""


def put_section(page: str, title: str, body: str) -> str:
    """The page with this section in place of the one of that title, or after all others."""
    section = f"## {title}\n\n{body}\n"
    old = _section(title)
    if old.search(page):
        return old.sub(lambda _: f"{section}\n", page).rstrip("\n") + "\n"
    return f"{page.rstrip()}\n\n{section}"


def _section(title: str) -> re.Pattern[str]:
    return re.compile(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


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
    head = ["# Benchmarks", _INTRO.format(machine=machine(), day=day), method]
    return "\n\n".join(head + [f"## {title}\n\n{body}" for title, body in sections.items()]) + "\n"


def _targets(targets: Iterable[Target]) -> str:
    rows = [
        (t.what, f"{t.value:.2f} {t.unit}", f"{t.limit:g} {t.unit}", "met" if t.met else "**missed**") for t in targets
    ]
    return table(("what", "measured", "at most", ""), rows)


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
    return table(("", "median", "p95", "median, ratio", "p95, ratio"), rows)


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
    return table(("people", "starter bot", "p95", "First Port", "p95", "ratio of turns/s"), rows)


def _memory(ours: Measured, starter: Measured) -> str:
    kept = [one for one in ours.memory if one.name != "supervisor"]
    watcher = [one for one in ours.memory if one.name == "supervisor"]
    all_ours, all_theirs = _sum("First Port, the three together", kept), _sum("starter bot", starter.memory)
    rows = [_memory_row(one) for one in (*kept, all_ours, all_theirs, *watcher)]
    processes = table(("process", "resident", "fair share", "its alone"), rows)
    rss, pss = all_ours.rss / all_theirs.rss, all_ours.pss / all_theirs.pss
    return f"{processes}\n\n{_ABOUT_MEMORY.format(rss=rss, pss=pss)}"


def _starts(ours: Measured, starter: Measured) -> str:
    rows = [
        (what, f"{theirs:.1f} s", f"{mine:.1f} s", f"{mine / theirs:.2f}")
        for what, mine, theirs in (
            ("start until ready (the quickest)", min(ours.starts_s), min(starter.starts_s)),
            ("training, nothing kept from before", ours.training_s, starter.training_s),
        )
    ]
    return table(("", "starter bot", "First Port", "ratio"), rows)


def _memory_row(one: Memory) -> tuple[str, ...]:
    return (one.name, *(f"{size / 2**20:.0f} MiB" for size in (one.rss, one.pss, one.uss)))


def _sum(name: str, memory: Sequence[Memory]) -> Memory:
    return Memory(name, sum_rss(memory), sum(one.pss for one in memory), sum(one.uss for one in memory))


def _spread(times: Latency) -> tuple[str, ...]:
    return tuple(f"{ms:.2f} ms" for ms in (times.median_ms, times.p90_ms, times.p99_ms, times.longest_ms))


def reached(target: Target) -> str:
    """In a word whether it was."""
    return "reached" if target.met else "**missed**"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def machine() -> str:
    """The machine in words."""
    cores, memory = psutil.cpu_count(), psutil.virtual_memory().total / 2**30
    return f"{_processor()}, {cores} cores, {memory:.0f} GiB, {platform.system()}"


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text().splitlines() if listed.is_file() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())
