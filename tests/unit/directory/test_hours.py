from datetime import UTC, datetime, time

import pytest

from bot.directory.hours import LONDON, all_day_every_day, clock, state, week
from tests.unit.directory.builders import every_day, opening, service

EVENINGS = every_day("16:30", "00:30")
OFFICE = tuple(opening(day, "08:00", "18:00") for day in range(5))
NIGHTS = every_day("18:00", "09:00")
SPLIT = (opening(0, "09:00", "12:00"), opening(0, "13:00", "17:00"))
WEEKEND = (opening(5, "00:00", "00:00"), opening(6, "00:00", "00:00"))

# Sunday 22 November 2026 unless said otherwise; times are English wall-clock time.
STATES = [
    (all_day_every_day(), "2026-11-22 03:00", True, "open now, day and night", "never closed"),
    (EVENINGS, "2026-11-22 14:00", False, "opens at 4.30pm today", "before opening"),
    (EVENINGS, "2026-11-22 16:30", True, "open now, until 12.30am", "the minute it opens"),
    (EVENINGS, "2026-11-22 00:29", True, "open now, until 12.30am", "yesterday's evening runs past midnight"),
    (EVENINGS, "2026-11-22 00:30", False, "opens at 4.30pm today", "the minute it closes"),
    (NIGHTS, "2026-11-22 23:00", True, "open now, all night until 9am", "through the night"),
    (NIGHTS, "2026-11-23 02:00", True, "open now, all night until 9am", "after midnight, still the same night"),
    (NIGHTS, "2026-11-22 18:30", True, "open now, until 9am tomorrow", "early evening: the night is not yet meant"),
    (OFFICE, "2026-11-22 14:00", False, "opens at 8am tomorrow", "Sunday, opens on Monday"),
    (OFFICE, "2026-11-20 19:00", False, "opens at 8am on Monday", "Friday evening"),
    (OFFICE, "2026-11-23 12:00", True, "open now, until 6pm", "Monday noon"),
    (SPLIT, "2026-11-23 12:30", False, "opens at 1pm today", "between two shifts"),
    (SPLIT, "2026-11-23 18:00", False, "opens at 9am on Monday 30 November", "once a week: a week from now"),
    (WEEKEND, "2026-11-21 12:00", True, "open now, until midnight tomorrow", "days that touch are one stretch"),
    (every_day("09:00", "00:00"), "2026-11-22 12:00", True, "open now, until midnight", "closes at midnight"),
    (WEEKEND, "2026-11-20 12:00", False, "opens at midnight tonight", "midnight belongs to the evening before"),
    (WEEKEND, "2026-11-18 12:00", False, "opens at midnight on Friday night", "a night some days ahead"),
    (NIGHTS, "2026-03-29 03:00", True, "open now, all night until 9am", "the night on which clocks go forward"),
    (NIGHTS, "2026-10-25 01:30", True, "open now, all night until 9am", "the night on which clocks go back"),
    (every_day("01:30", "03:00"), "2026-03-29 00:30", False, "opens at 2.30am today", "an hour that does not exist"),
]


@pytest.mark.hazard("HAZ-019")
@pytest.mark.parametrize(("hours", "now", "is_open", "words", "reason"), STATES)
def test_what_is_said_of_the_hours(hours, now, is_open, words, reason):
    here = datetime.strptime(now, "%Y-%m-%d %H:%M").replace(tzinfo=LONDON)

    found = state(service(hours=hours), here.astimezone(UTC))

    assert (found.words, found.is_open) == (words, is_open), reason


@pytest.mark.hazard("HAZ-019")
def test_the_second_half_past_one_of_the_autumn_night_is_later_than_the_first():
    hours = every_day("20:00", "01:45")
    first = datetime(2026, 10, 25, 1, 50, tzinfo=LONDON, fold=0)
    assert not state(service(hours=hours), first.astimezone(UTC)).is_open
    assert state(service(hours=hours), datetime(2026, 10, 25, 0, 40, tzinfo=UTC)).is_open


@pytest.mark.hazard("HAZ-016", "HAZ-019")
def test_hours_that_are_not_known_are_not_guessed():
    assert state(service(hours=()), datetime(2026, 11, 22, tzinfo=UTC)) is None
    assert week(()) is None


WEEKS = [
    (all_day_every_day(), "day and night, every day", "never closed"),
    (EVENINGS, "every day, 4.30pm to 12.30am", "the same every day"),
    (OFFICE, "Monday to Friday, 8am to 6pm", "working days"),
    (WEEKEND, "Saturday and Sunday, all day", "two days"),
    (SPLIT, "Monday, 9am to midday and 1pm to 5pm", "two shifts"),
    (
        tuple(opening(d, "08:00", "20:00") for d in range(3)) + tuple(opening(d, "08:00", "17:00") for d in (3, 4)),
        "Monday to Wednesday, 8am to 8pm; Thursday and Friday, 8am to 5pm",
        "two kinds of days",
    ),
    (
        (opening(0, "09:00", "17:00"), opening(2, "09:00", "17:00")),
        "Monday, 9am to 5pm; Wednesday, 9am to 5pm",
        "days with a gap between them are no span",
    ),
]


@pytest.mark.parametrize(("hours", "words", "reason"), WEEKS)
def test_the_week_in_words(hours, words, reason):
    assert week(hours) == words, reason


@pytest.mark.parametrize(
    ("moment", "words"),
    [(time(0), "midnight"), (time(12), "midday"), (time(0, 30), "12.30am"), (time(16, 5), "4.05pm"), (time(9), "9am")],
)
def test_times_are_written_as_the_nhs_writes_them(moment, words):
    assert clock(moment) == words
