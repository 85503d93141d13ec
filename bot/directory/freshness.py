"""How old a fact may be before it is no longer shown: by kind, with the reason. The national door is shown instead."""

from __future__ import annotations

import functools
from datetime import date, timedelta

from bot.directory.values import CrisisSetting, Service, ServiceKind

MAX_AGE_MONTHS: dict[ServiceKind, int] = {
    # Contracts run for three to five years, and a wrong number costs a call: the national finder stands beside it.
    ServiceKind.TALKING_THERAPIES: 36,
    # Cafes and assessment services move and close within a year or two; a shut door at night does harm.
    ServiceKind.CRISIS_PLACE: 18,
    # Pilots: what they offer and where they stand still change.
    ServiceKind.NEIGHBOURHOOD_CENTRE: 18,
    # A programme's first areas, known by council; fifty hubs are to follow, so the list itself grows old.
    ServiceKind.YOUNG_FUTURES_HUB: 18,
}
# Rooms built into a hospital, staffed day and night: one is not closed without a public consultation, and NHS 111 is
# named before it in every answer.
EMERGENCY_UNIT_MONTHS = 36
NEVER_HIDDEN = ("emergency", "nhs_111", "samaritans", "shout")
"""The national doors, by their names in national.yml, that every crisis reply names, however old: a check is due."""
_NEVER_HIDDEN_MONTHS = 12  # they stand in every crisis reply: somebody looks once a year
# The others are shown too until a release leaves them out. Agreed by several sources; seen once, or in conflict.
_NATIONAL_MONTHS = {"A": 18, "B": 12}
_MONTHS_IN_YEAR = 12


def is_fresh(service: Service, today: date) -> bool:
    """Whether what was seen of a service may be shown on ``today``. Undated, and dated ahead of today: never."""
    checked_on = service.checked_on
    return checked_on is not None and _back(today, _months(service)) <= checked_on <= today


def expires_on(service: Service) -> date | None:
    """The last day on which what was seen of a service may be shown; ``None`` where it is undated."""
    return None if service.checked_on is None else _last_day(service.checked_on, _months(service))


def national_due_on(name: str, mark: str, checked_on: date) -> date:
    """The day by which a national door is to be seen again: by its name in national.yml and its mark, A or B."""
    return _last_day(checked_on, _NEVER_HIDDEN_MONTHS if name in NEVER_HIDDEN else _NATIONAL_MONTHS[mark])


def _months(service: Service) -> int:
    if service.setting is CrisisSetting.EMERGENCY_UNIT:
        return EMERGENCY_UNIT_MONTHS
    return MAX_AGE_MONTHS[service.kind]


def _last_day(checked_on: date, months: int) -> date:
    """The last day of which ``checked_on`` is no more than so many months ago: months differ in length."""
    last = _back(checked_on, -months)
    while _back(last + timedelta(days=1), months) <= checked_on:
        last += timedelta(days=1)
    return last


@functools.lru_cache(maxsize=256)  # a search asks of many services what lies so many months before one day
def _back(today: date, months: int) -> date:
    """``today``, so many months ago (ahead where negative); the last of the month where that has fewer days."""
    year, month = divmod(today.year * _MONTHS_IN_YEAR + today.month - 1 - months, _MONTHS_IN_YEAR)
    day = today.day
    while True:
        try:
            return date(year, month + 1, day)
        except ValueError:
            day -= 1
