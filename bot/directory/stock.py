"""How fresh the directory is: what is shown, too old, held or closed, and what is to be seen again soon. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from statistics import median_low

from bot.directory.checks import Check, has_lapsed
from bot.directory.freshness import NEVER_HIDDEN, expires_on, is_fresh, national_due_on
from bot.directory.values import Service, Status
from bot.wording import NationalService


@dataclass(frozen=True)
class Stocked:
    """A service of the directory, and which loader wrote it."""

    service: Service
    origin: str


@dataclass(frozen=True)
class Source:
    """How many services of a kind a loader wrote, and the ages of the active ones; ``None`` where there is none."""

    origin: str
    kind: str
    shown: int
    stale: int
    held: int
    closed: int
    oldest: date | None
    median: date | None


@dataclass(frozen=True)
class Line:
    """A service that somebody has to look at. ``reason`` says why where its day does not."""

    id: str
    name: str
    checked_on: date | None
    expires_on: date | None
    reason: str | None = None


@dataclass(frozen=True)
class NationalLine:
    """A national door: its name in national.yml, the day it was seen, and the day by which it is to be seen again."""

    id: str
    name: str
    mark: str
    checked_on: date
    due_on: date
    is_overdue: bool
    is_alarm: bool


@dataclass(frozen=True)
class Stock:
    """The state of the directory on ``today``.

    ``expiring`` are active services that are too old already or whose last day comes within ``days``; ``lapsed``
    those whose facts are others than a person saw when they decided to keep them.
    """

    today: date
    days: int
    sources: tuple[Source, ...]
    expiring: tuple[Line, ...]
    held: tuple[Line, ...]
    lapsed: tuple[Line, ...]
    national: tuple[NationalLine, ...]

    @property
    def alarms(self) -> tuple[NationalLine, ...]:
        """National doors that are never hidden and were not seen in time."""
        return tuple(line for line in self.national if line.is_alarm)


def take_stock(
    stocked: Sequence[Stocked],
    checks: Mapping[str, Check],
    national: Mapping[str, NationalService],
    today: date,
    days: int,
) -> Stock:
    """Count and list what is stored, as it stands on ``today`` and will within so many days."""
    services = [each.service for each in stocked]
    active = [each for each in services if each.status is Status.ACTIVE]
    until = today + timedelta(days=days)
    return Stock(
        today=today,
        days=days,
        sources=_sources(stocked, today),
        expiring=_lines(each for each in active if not is_fresh(each, today) or _is_over(each, until)),
        held=_held(services),
        lapsed=_lines(each for each in services if each.id in checks and has_lapsed(each, checks[each.id])),
        national=tuple(_national(name, each, today) for name, each in national.items()),
    )


def _sources(stocked: Sequence[Stocked], today: date) -> tuple[Source, ...]:
    def key(each: Stocked) -> tuple[str, str]:
        return (each.origin, each.service.kind.value)

    return tuple(
        _source(origin, kind, [each.service for each in group], today)
        for (origin, kind), group in groupby(sorted(stocked, key=key), key)
    )


def _source(origin: str, kind: str, services: Sequence[Service], today: date) -> Source:
    active = [each for each in services if each.status is Status.ACTIVE]
    shown = sum(is_fresh(each, today) for each in active)
    seen = [each.checked_on for each in active if each.checked_on is not None]
    return Source(
        origin=origin,
        kind=kind,
        shown=shown,
        stale=len(active) - shown,
        held=sum(each.status is Status.HELD for each in services),
        closed=sum(each.status is Status.CLOSED for each in services),
        oldest=min(seen, default=None),
        median=median_low(seen) if seen else None,
    )


def _lines(services: Iterable[Service]) -> tuple[Line, ...]:
    """Those that expire first come first; what was never dated before everything."""
    return tuple(sorted(map(_line, services), key=lambda line: (line.expires_on or date.min, line.id)))


def _held(services: Iterable[Service]) -> tuple[Line, ...]:
    """Those last seen the longest ago first: none of them is shown, so none expires."""
    lines = [_line(each) for each in services if each.status is Status.HELD]
    return tuple(sorted(lines, key=lambda line: (line.checked_on or date.min, line.id)))


def _is_over(each: Service, day: date) -> bool:
    last = expires_on(each)
    return last is None or last <= day


def _line(each: Service) -> Line:
    return Line(each.id, each.name, each.checked_on, expires_on(each), each.held_reason)


def _national(name: str, door: NationalService, today: date) -> NationalLine:
    due_on = national_due_on(name, door.mark, door.checked_on)
    is_overdue = today > due_on
    is_alarm = is_overdue and name in NEVER_HIDDEN
    return NationalLine(name, door.name, door.mark, door.checked_on, due_on, is_overdue, is_alarm)
