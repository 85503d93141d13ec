"""What a day brings: the week's hours, other hours for a time, or a bank holiday of England. Pure."""

from __future__ import annotations

import functools
from datetime import date, time

from bot.directory.values import BankHolidays, Opening, Service, SpecialHours

_MIDNIGHT = time(0)


def special_on(service: Service, day: date) -> SpecialHours | None:
    """The other hours that hold a day; where several do, those of the shortest time, for they are said of that day."""
    holding = [special for special in service.special_hours if special.first <= day <= special.last]
    return min(holding, key=lambda special: special.last - special.first, default=None)


def openings_on(service: Service, day: date) -> tuple[Opening, ...]:
    """When a service opens on a day, as far as that is known: nothing where it is shut or the source does not say."""
    special = special_on(service, day)
    if special is not None:
        return tuple(Opening(day.weekday(), opens, closes) for opens, closes in special.openings)
    usual = _usual(service, day)
    if service.bank_holidays is BankHolidays.AS_USUAL or not is_bank_holiday(day):
        return usual
    # What never shuts does not shut on a bank holiday either, unless its source says that it does.
    return tuple(opening for opening in usual if _all_day(opening)) if not is_closed(service) else ()


def is_closed(service: Service) -> bool:
    """Whether it keeps bank holidays shut."""
    return service.bank_holidays is BankHolidays.CLOSED


def is_open_all_day(service: Service, day: date) -> bool:
    """Whether it is known to be open from midnight to midnight on a day."""
    return any(map(_all_day, openings_on(service, day)))


def is_unsure(service: Service, day: date) -> bool:
    """Whether the day is a bank holiday of which the source says nothing, and the service may be shut."""
    if service.bank_holidays is not BankHolidays.UNKNOWN or not is_bank_holiday(day):
        return False
    usual = _usual(service, day)
    return special_on(service, day) is None and bool(usual) and not all(map(_all_day, usual))


@functools.cache
def _bank_holidays(year: int) -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_bank_holiday(day: date) -> bool:
    """Whether a day is a bank holiday in England, or the day that a substitute stands in for: both may be shut."""
    return day in _bank_holidays(day.year)


def _usual(service: Service, day: date) -> tuple[Opening, ...]:
    return tuple(opening for opening in service.hours if opening.weekday == day.weekday())


def _all_day(opening: Opening) -> bool:
    return opening.opens == opening.closes == _MIDNIGHT
