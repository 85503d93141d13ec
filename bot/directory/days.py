"""What a day brings: the week's hours, other hours for a time, or a bank holiday of England. Pure."""

from __future__ import annotations

import functools
from datetime import date, time

from bot.directory.values import BankHolidays, Opening, Service

_MIDNIGHT = time(0)


def openings_on(service: Service, day: date) -> tuple[Opening, ...]:
    """When a service opens on a day, as far as that is known: nothing where it is shut or the source does not say."""
    for special in service.special_hours:
        if special.first <= day <= special.last:
            return tuple(Opening(day.weekday(), opens, closes) for opens, closes in special.openings)
    usual = tuple(opening for opening in service.hours if opening.weekday == day.weekday())
    if not is_bank_holiday(day) or service.bank_holidays is BankHolidays.AS_USUAL:
        return usual
    return tuple(opening for opening in usual if _all_day(opening)) if not is_closed(service) else ()


def is_closed(service: Service) -> bool:
    """Whether it keeps bank holidays shut."""
    return service.bank_holidays is BankHolidays.CLOSED


def is_unsure(service: Service, day: date) -> bool:
    """Whether the day is a bank holiday of which the source says nothing, and the service may be shut."""
    if service.bank_holidays is not BankHolidays.UNKNOWN or not is_bank_holiday(day):
        return False
    if any(special.first <= day <= special.last for special in service.special_hours):
        return False
    usual = [opening for opening in service.hours if opening.weekday == day.weekday()]
    return bool(usual) and not all(map(_all_day, usual))


@functools.cache
def _bank_holidays(year: int) -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_bank_holiday(day: date) -> bool:
    """Whether a day is a bank holiday in England."""
    return day in _bank_holidays(day.year)


def _all_day(opening: Opening) -> bool:
    return opening.opens == opening.closes == _MIDNIGHT
