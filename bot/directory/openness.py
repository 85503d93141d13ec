"""Whether a service is open at a moment, without the words of ``hours``: what the ranking asks of many. Pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import IntEnum

from bot.directory.days import is_bank_holiday, openings_on, special_on
from bot.directory.hours import LONDON, is_doubtful, span_of
from bot.directory.values import Opening, Service

_DAY = timedelta(days=1)
_HOURS_IN_DAY = 24
_HOURS_IN_WEEK = 168


class Openness(IntEnum):
    """How good an hour it is to go there, the best first."""

    OPEN = 0
    NOT_KNOWN = 1  # its hours are not known, or not those of a bank holiday
    SHUT = 2


def openness(service: Service, now: datetime) -> Openness:
    """Whether it is open at ``now`` (aware): what ``hours.state`` says."""
    here = now.astimezone(LONDON)
    today = here.date()
    for day in (today, today - _DAY):
        for opening in openings_on(service, day):
            opens, closes = span_of(opening, day)
            if opens <= now < closes:
                return Openness.OPEN
    if not service.hours and special_on(service, today) is None:
        return Openness.NOT_KNOWN
    return Openness.NOT_KNOWN if is_doubtful(service, here) else Openness.SHUT


def hour_of_week(now: datetime) -> int | None:
    """The hour since Monday's first, in English time; ``None`` where the week does not tell: around a bank holiday."""
    here = now.astimezone(LONDON)
    if is_bank_holiday(here.date()) or is_bank_holiday(here.date() - _DAY):
        return None
    return here.weekday() * _HOURS_IN_DAY + here.hour


def hours_in_week(service: Service) -> int:
    """A bit for every hour of the week, Monday's first, in which it may be open; 0 where its hours are not known."""
    if service.special_hours:
        return -1
    bits = 0
    for opening in service.hours:
        first = opening.weekday * _HOURS_IN_DAY + opening.opens.hour
        last = opening.weekday * _HOURS_IN_DAY + _ends(opening)
        for hour in range(first - 1, last + 1):  # an hour more at both ends: the clocks change
            bits |= 1 << hour % _HOURS_IN_WEEK
    return bits


def at_best(hours: int, hour: int | None) -> Openness:
    """The best that ``openness`` could say at an hour of the week: never too bad, and quick."""
    if hour is None or hours >> hour & 1:
        return Openness.OPEN
    return Openness.SHUT if hours else Openness.NOT_KNOWN


def _ends(opening: Opening) -> int:
    """The hour, counted from the midnight before it opens, by which it has closed."""
    closes = opening.closes.hour + (opening.closes > time(opening.closes.hour))
    return closes if opening.closes > opening.opens else closes + _HOURS_IN_DAY
