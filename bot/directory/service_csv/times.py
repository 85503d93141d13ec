"""Reading times and ages from a cell: the week, other hours for some days, the youngest and the oldest. Pure.

Every reader raises ``CellError`` with words that follow the column's name; none repeats the cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time, timedelta
from itertools import pairwise

from bot.directory.csv_cells import CellError, read_day
from bot.directory.seedfile import parse_age, parse_hours
from bot.directory.service_csv.cells import split_list
from bot.directory.values import Opening, SpecialHours

_AGE = re.compile(r"[0-9]{1,2}(?P<months>y([0-9]|1[01])m)?")
_YEAR = 12
_SPAN = r"[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}"
_SPECIAL = re.compile(
    rf"(?P<first>[0-9-]+)(?:\.\.(?P<last>[0-9-]+))? (?P<spans>closed|{_SPAN}(?:, ?{_SPAN})*)(?:: (?P<note>.+))?"
)
_LONGEST_SPECIAL = timedelta(days=366)
_LONGEST_NOTE = 500  # characters: what the table holds


def read_hours(text: str) -> tuple[Opening, ...]:
    """A week: ``Monday-Friday 08:00-12:00; Monday-Friday 13:00-17:00; Saturday 09:00-12:00`` or ``every day``."""
    openings: list[Opening] = []
    for part in split_list(text):
        try:
            found = parse_hours(part)
        except ValueError:
            found = ()
        if not found:
            raise CellError("must be like 'Monday-Friday 08:00-18:00; Saturday 09:00-12:00' or 'every day'")
        openings += found
    for weekday in range(7):
        _check_apart([(o.opens, o.closes) for o in openings if o.weekday == weekday])
    return tuple(sorted(openings, key=lambda o: (o.weekday, o.opens)))


def read_special_hours(text: str) -> tuple[SpecialHours, ...]:
    """Other hours for some days: ``2026-12-24..2026-12-26 closed: note; 2026-12-31 09:00-12:00, 13:00-15:00``."""
    found = sorted(map(_special, split_list(text)), key=lambda special: special.first)
    if any(later.first <= earlier.last for earlier, later in pairwise(found)):
        raise CellError("name a day twice")
    return tuple(found)


def read_age(text: str) -> int:
    """The youngest age in months: ``18``, ``17y9m``."""
    if not _AGE.fullmatch(text):
        raise CellError("must be an age like 18 or 17y9m")
    return parse_age(text)


def read_oldest_age(text: str) -> int:
    """The oldest age in months, included: ``18`` lasts until the 19th birthday, ``17y9m`` is just that."""
    months = read_age(text)
    return months if "y" in text else months + _YEAR - 1


def _special(text: str) -> SpecialHours:
    match = _SPECIAL.fullmatch(text)
    if match is None:
        raise CellError("must be like '2026-12-24..2026-12-26 closed: note; 2026-12-31 09:00-12:00'")
    first = read_day(match["first"])
    last = read_day(match["last"]) if match["last"] else first
    if not timedelta(0) <= last - first < _LONGEST_SPECIAL:
        raise CellError("must end after they begin, and last a year at most")
    if match["note"] and len(match["note"]) > _LONGEST_NOTE:
        raise CellError(f"hold a note that is too long: {_LONGEST_NOTE} characters at most")
    spans = () if match["spans"] == "closed" else tuple(_span(span) for span in match["spans"].split(","))
    _check_apart(spans)
    return SpecialHours(first, last, tuple(sorted(spans)), match["note"])


def _span(text: str) -> tuple[time, time]:
    opens, closes = text.strip().split("-")
    try:
        return time.fromisoformat(opens), time.fromisoformat(closes)
    except ValueError:
        raise CellError("hold a time that no clock has") from None


def _check_apart(spans: Sequence[tuple[time, time]]) -> None:
    """Refuse times of one day that overlap; those that close at or before they open last into the next day."""
    ordered = sorted(spans)
    if any(opens == closes != time(0) for opens, closes in ordered):
        raise CellError("open and close at the same time")
    for (opens, closes), (next_opens, _) in pairwise(ordered):
        if closes <= opens or next_opens < closes:
            raise CellError("overlap on a day")
