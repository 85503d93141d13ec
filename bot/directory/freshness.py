"""How old a fact may be before it is no longer shown: by kind, with the reason. The national door is shown instead."""

from __future__ import annotations

from datetime import date

from bot.directory.values import ServiceKind

MAX_AGE_MONTHS: dict[ServiceKind, int] = {
    # Contracts run for three to five years, and a wrong number costs a call: the national finder stands beside it.
    ServiceKind.TALKING_THERAPIES: 36,
    # Sites move and close within a year or two (one moved from St Pancras in 2024); a shut door at night does harm.
    ServiceKind.CRISIS_PLACE: 18,
    # Pilots: what they offer and where they stand still change, but people live beside them and may also ring.
    ServiceKind.NEIGHBOURHOOD_CENTRE: 18,
    # A programme's first areas, known by council; fifty hubs are to follow, so the list itself grows old.
    ServiceKind.YOUNG_FUTURES_HUB: 18,
}
_MONTHS_IN_YEAR = 12


def is_fresh(kind: ServiceKind, checked_on: date | None, today: date) -> bool:
    """Whether a fact seen on ``checked_on`` may be shown on ``today``. Undated, and dated ahead of today: never."""
    return checked_on is not None and oldest_shown(kind, today) <= checked_on <= today


def oldest_shown(kind: ServiceKind, today: date) -> date:
    """The earliest ``checked_on`` that may still be shown on ``today``."""
    months = today.year * _MONTHS_IN_YEAR + today.month - 1 - MAX_AGE_MONTHS[kind]
    year, month = divmod(months, _MONTHS_IN_YEAR)
    day = today.day
    while True:
        try:
            return date(year, month + 1, day)
        except ValueError:  # the 31st of a shorter month
            day -= 1
