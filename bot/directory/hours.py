"""Opening hours in words, in English time: "open now, all night", "opens at 4.30pm today". Pure; the clock is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.directory.days import is_open_all_day, is_unsure, openings_on, special_on
from bot.directory.values import BankHolidays, Opening, Service

LONDON = ZoneInfo("Europe/London")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = timedelta(days=1)
_WEEK = 7
_AHEAD = 42  # days in which the next opening is looked for
_NIGHT_FROM, _NIGHT_TO = 20, 6  # hours between which "all night" means more than "until 8am"
_NOON = 12
_MIDNIGHT = time(0)


@dataclass(frozen=True)
class State:
    """Whether something is open, and that in words; ``None`` on a bank holiday of which the source says nothing."""

    is_open: bool | None
    words: str


def all_day_every_day() -> tuple[Opening, ...]:
    """Day and night, all week."""
    return tuple(Opening(weekday, _MIDNIGHT, _MIDNIGHT) for weekday in range(_WEEK))


def state(service: Service, now: datetime) -> State | None:
    """What a service's hours say at ``now`` (aware); ``None`` when the hours are not known."""
    here = now.astimezone(LONDON)
    today = here.date()
    if is_always(service.hours) and all(is_open_all_day(service, day) for day in (today, today + _DAY)):
        return State(is_open=True, words="open now, day and night")
    following = None
    for opens, closes in _stretches(service, today):
        if opens <= now < closes:
            return State(is_open=True, words=_until(here, closes.astimezone(LONDON)))
        if opens > now:
            following = opens.astimezone(LONDON)
            break
    if not service.hours and special_on(service, today) is None:
        return None
    if is_doubtful(service, here):
        return State(is_open=None, words="may be shut for the bank holiday")
    return _shut(service, here, following)


def is_always(hours: Iterable[Opening]) -> bool:
    """Whether it is open day and night, all week."""
    openings = list(hours)
    return all(o.opens == o.closes == _MIDNIGHT for o in openings) and len({o.weekday for o in openings}) == _WEEK


def is_doubtful(service: Service, here: datetime) -> bool:
    """Of what is not known to be open at ``here`` (English time): whether it may be, or open later today.

    So it is on a bank holiday of which the source says nothing, where it would be on another day.
    """
    today = here.date()
    if not is_unsure(service, today) and not is_unsure(service, today - _DAY):
        return False
    as_usual = replace(service, bank_holidays=BankHolidays.AS_USUAL)
    opens = next((opens for opens, closes in _stretches(as_usual, today) if closes > here), None)
    if opens is None or opens.astimezone(LONDON).date() > today:
        return False
    return opens <= here or is_unsure(service, today)


def _shut(service: Service, here: datetime, following: datetime | None) -> State:
    """Closed, and when it opens next; without weekly hours only today is known."""
    if following is not None and (service.hours or following.date() == here.date()):
        return State(is_open=False, words=_opens(here, following))
    special = special_on(service, here.date())
    if special is not None and not special.openings and special.last > here.date():
        return State(is_open=False, words=f"closed until after {special.last.day} {special.last:%B %Y}")
    return State(is_open=False, words="closed for now")


def week(hours: Iterable[Opening]) -> str | None:
    """The whole week in words: "Monday to Friday, 8am to 6pm"; ``None`` when the hours are not known."""
    openings = sorted(set(hours), key=lambda o: (o.weekday, o.opens))
    if not openings:
        return None
    if is_always(openings):
        return "day and night, every day"
    runs: list[tuple[str, list[int]]] = []
    for day, group in groupby(openings, key=lambda o: o.weekday):
        times = _times(group)
        if runs and runs[-1][0] == times and runs[-1][1][-1] == day - 1:
            runs[-1][1].append(day)
        else:
            runs.append((times, [day]))
    return "; ".join(f"{_days(days)}, {times}" for times, days in runs)


def clock(moment: time) -> str:
    """A time as the NHS writes it: "9am", "4.30pm", "midday", "midnight"."""
    if moment == _MIDNIGHT:
        return "midnight"
    if moment == time(_NOON):
        return "midday"
    minutes = f".{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % _NOON or _NOON}{minutes}{'am' if moment.hour < _NOON else 'pm'}"


def _stretches(service: Service, today: date) -> Iterator[tuple[datetime, datetime]]:
    """Open stretches from yesterday to some weeks ahead, in UTC, in order; those that touch are one."""
    held: tuple[datetime, datetime] | None = None
    for day in (today + timedelta(days=offset) for offset in range(-1, _AHEAD)):
        for opens, closes in sorted(span_of(opening, day) for opening in openings_on(service, day)):
            if held is not None and opens <= held[1]:
                held = (held[0], max(held[1], closes))
                continue
            if held is not None:
                yield held
            held = (opens, closes)
    if held is not None:
        yield held


def span_of(opening: Opening, day: date) -> tuple[datetime, datetime]:
    """One opening on one day as moments in UTC, its end excluded: wall clocks jump twice a year, moments do not."""
    end = day if opening.closes > opening.opens else day + _DAY
    moments = (datetime.combine(day, opening.opens, LONDON), datetime.combine(end, opening.closes, LONDON))
    return moments[0].astimezone(UTC), moments[1].astimezone(UTC)


def _until(here: datetime, closes: datetime) -> str:
    days = _days_to(here, closes)
    late = here.hour >= _NIGHT_FROM or here.hour < _NIGHT_TO
    if late and days <= 1 and closes.hour >= _NIGHT_TO and (days == 1 or here.hour < _NIGHT_TO):
        return f"open now, all night until {clock(closes.time())}"
    if days == 0 or (days == 1 and closes.hour < _NIGHT_TO):
        return f"open now, until {clock(closes.time())}"
    if closes.time() == _MIDNIGHT:  # the end of the day before: "midnight on Sunday" is when Sunday is over
        closes -= timedelta(minutes=1)
        return f"open now, until midnight {_day_name(here, closes)}"
    return f"open now, until {clock(closes.time())} {_day_name(here, closes)}"


def _opens(here: datetime, opens: datetime) -> str:
    if opens.time() == _MIDNIGHT:
        return f"opens at midnight {_night_name(here, opens - timedelta(minutes=1))}"
    return f"opens at {clock(opens.time())} {_day_name(here, opens)}"


def _night_name(here: datetime, evening: datetime) -> str:
    """Midnight ends a night that is named after its evening."""
    name = _day_name(here, evening)
    if name == "today":
        return "tonight"
    return f"{name} night" if _days_to(here, evening) < _WEEK else name.replace("on ", "on the night of ", 1)


def _day_name(here: datetime, then: datetime) -> str:
    """Its day: "today", "tomorrow", "on Friday"; with its date where the weekday would be taken for the next one."""
    days = _days_to(here, then)
    if days >= _WEEK:
        return f"on {DAYS[then.weekday()]} {then.day} {then:%B}"
    return {0: "today", 1: "tomorrow"}.get(days, f"on {DAYS[then.weekday()]}")


def _days_to(here: datetime, then: datetime) -> int:
    return (then.date() - here.date()).days


def _times(openings: Iterable[Opening]) -> str:
    parts = [
        "all day" if o.opens == o.closes == _MIDNIGHT else f"{clock(o.opens)} to {clock(o.closes)}" for o in openings
    ]
    return " and ".join(parts)


def _days(days: list[int]) -> str:
    if len(days) == _WEEK:
        return "every day"
    joint = " and " if len(days) == 2 else " to "  # noqa: PLR2004  # "Saturday and Sunday", "Monday to Friday"
    return joint.join(dict.fromkeys((DAYS[days[0]], DAYS[days[-1]])))
