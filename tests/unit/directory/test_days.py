"""Bank holidays, other hours for a time, and what they make of "open now". English wall-clock time throughout."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.directory.days import is_bank_holiday, is_unsure, openings_on
from bot.directory.hours import LONDON, all_day_every_day, state
from bot.directory.values import BankHolidays, Opening, SpecialHours
from tests.unit.directory.builders import every_day, opening, service

AS_USUAL, CLOSED, UNKNOWN = BankHolidays.AS_USUAL, BankHolidays.CLOSED, BankHolidays.UNKNOWN
NEW_YEAR, GOOD_FRIDAY, EASTER_MONDAY = "New Year's Day", "Good Friday", "Easter Monday"
MAY, SPRING, SUMMER, CHRISTMAS, BOXING = "early May", "spring", "summer", "Christmas Day", "Boxing Day"

# England's, as https://www.gov.uk/bank-holidays names them, and the weekend days that a substitute stands in for.
BANK_HOLIDAYS = [
    *[("2026-01-01", NEW_YEAR), ("2026-04-03", GOOD_FRIDAY), ("2026-04-06", EASTER_MONDAY), ("2026-05-04", MAY)],
    *[("2026-05-25", SPRING), ("2026-08-31", SUMMER), ("2026-12-25", CHRISTMAS), ("2026-12-26", "a Saturday")],
    *[("2026-12-28", "substitute for Boxing Day"), ("2027-01-01", NEW_YEAR), ("2027-03-26", GOOD_FRIDAY)],
    *[("2027-03-29", EASTER_MONDAY), ("2027-05-03", MAY), ("2027-05-31", SPRING), ("2027-08-30", SUMMER)],
    *[("2027-12-25", "a Saturday"), ("2027-12-26", "a Sunday"), ("2027-12-27", "substitute for Christmas Day")],
    *[("2027-12-28", "substitute for Boxing Day"), ("2028-01-01", "a Saturday")],
    *[("2028-01-03", "substitute for New Year's Day"), ("2028-04-14", GOOD_FRIDAY), ("2028-04-17", EASTER_MONDAY)],
    *[("2028-05-01", MAY), ("2028-05-29", SPRING), ("2028-08-28", SUMMER), ("2028-12-25", CHRISTMAS)],
    ("2028-12-26", BOXING),
]


@pytest.mark.hazard("HAZ-019")
def test_the_bank_holidays_of_three_years_are_england_s_and_no_others():
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(3 * 365 + 1)]

    assert [day.isoformat() for day in days if is_bank_holiday(day)] == [day for day, _name in BANK_HOLIDAYS]


OFFICE = tuple(opening(day, "08:00", "18:00") for day in range(5))
EVENINGS = every_day("16:30", "00:30")
SPLIT = every_day("09:00", "12:00")[:5] + every_day("13:00", "17:00")[:5]
ALWAYS = all_day_every_day()
MAY_BE = "may be shut for the bank holiday"

ON_BANK_HOLIDAYS = [
    # hours, what the source says, now, open, words, reason. Christmas Day 2026 is a Friday.
    (OFFICE, UNKNOWN, "2026-12-25 12:00", None, MAY_BE, "Christmas Day, and the source does not say"),
    (OFFICE, AS_USUAL, "2026-12-25 12:00", True, "open now, until 6pm", "Christmas Day as any other"),
    (OFFICE, CLOSED, "2026-12-25 12:00", False, "opens at 8am on Tuesday", "shut until after the substitute day"),
    (OFFICE, UNKNOWN, "2026-12-28 12:00", None, MAY_BE, "the substitute for Boxing Day"),
    (OFFICE, CLOSED, "2026-04-03 12:00", False, "opens at 8am on Tuesday", "Good Friday, and Easter Monday after it"),
    (OFFICE, UNKNOWN, "2026-04-03 12:00", None, MAY_BE, "Good Friday, and the source does not say"),
    (OFFICE, UNKNOWN, "2026-04-06 07:00", None, MAY_BE, "before it would open: whether it will is not known"),
    (OFFICE, UNKNOWN, "2026-04-06 19:00", False, "opens at 8am tomorrow", "after it would have shut: surely shut"),
    (OFFICE, UNKNOWN, "2026-04-05 12:00", False, "opens at 8am on Tuesday", "Easter Sunday: Monday is not promised"),
    (OFFICE, AS_USUAL, "2026-04-05 12:00", False, "opens at 8am tomorrow", "Easter Sunday: Monday as usual"),
    (OFFICE, UNKNOWN, "2026-12-26 12:00", False, "opens at 8am on Tuesday", "a Saturday on which it never opens"),
    (EVENINGS, UNKNOWN, "2026-12-24 23:00", True, "open now, until 12.30am", "Christmas Eve, into Christmas Day"),
    (
        EVENINGS,
        UNKNOWN,
        "2026-12-25 00:20",
        True,
        "open now, until 12.30am",
        "the evening of Christmas Eve is not over",
    ),
    (
        EVENINGS,
        CLOSED,
        "2026-12-25 00:20",
        True,
        "open now, until 12.30am",
        "Christmas Eve runs on though the day is shut",
    ),
    (EVENINGS, UNKNOWN, "2026-12-25 00:40", None, MAY_BE, "Christmas Day's own evening is not known"),
    (EVENINGS, CLOSED, "2026-12-25 18:00", False, "opens at 4.30pm on Sunday", "the 25th and the 26th are shut"),
    (EVENINGS, UNKNOWN, "2026-12-26 00:20", None, MAY_BE, "Christmas Day's evening would still run on Boxing Day"),
    (EVENINGS, UNKNOWN, "2026-12-29 00:20", None, MAY_BE, "the evening of the substitute day would still run"),
    (EVENINGS, UNKNOWN, "2026-12-29 00:40", False, "opens at 4.30pm today", "and is over in any case"),
    (EVENINGS, AS_USUAL, "2026-12-26 00:20", True, "open now, until 12.30am", "as usual over midnight"),
    (ALWAYS, UNKNOWN, "2026-12-25 03:00", True, "open now, day and night", "day and night means Christmas night too"),
    (ALWAYS, CLOSED, "2026-12-25 12:00", False, "opens at midnight tomorrow night", "unless the source says shut"),
    (ALWAYS, CLOSED, "2026-12-24 12:00", True, "open now, until midnight", "day and night, and shut tomorrow"),
    (ALWAYS, CLOSED, "2026-12-23 12:00", True, "open now, day and night", "two days before it shuts"),
    (SPLIT, UNKNOWN, "2026-05-25 12:30", None, MAY_BE, "between two shifts of a bank holiday"),
    (SPLIT, AS_USUAL, "2026-05-25 12:30", False, "opens at 1pm today", "between two shifts, as usual"),
    (SPLIT, CLOSED, "2026-05-22 17:30", False, "opens at 9am on Tuesday", "Friday evening before a bank holiday"),
    ((), CLOSED, "2026-12-25 12:00", None, None, "hours that are not known are not known on Christmas Day either"),
]


def _at(now: str) -> datetime:
    return datetime.strptime(now, "%Y-%m-%d %H:%M").replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.hazard("HAZ-016", "HAZ-019")
@pytest.mark.parametrize(("hours", "says", "now", "is_open", "words", "reason"), ON_BANK_HOLIDAYS)
def test_what_is_said_on_bank_holidays(hours, says, now, is_open, words, reason):
    found = state(service(hours=hours, bank_holidays=says), _at(now))

    assert (found and found.is_open, found and found.words) == (is_open, words), reason


def _special(first: str, last: str, *openings: str, note: str | None = None) -> SpecialHours:
    pairs = tuple((time.fromisoformat(each[:5]), time.fromisoformat(each[6:])) for each in openings)
    return SpecialHours(date.fromisoformat(first), date.fromisoformat(last), pairs, note)


CHRISTMAS_WEEK = _special("2026-12-24", "2027-01-03", note="refurbishment")
WEEKS = _special("2026-12-05", "2027-01-03")
LONG = _special("2026-11-30", "2027-03-01")

FOR_A_TIME = [
    # hours, special hours, now, open, words, reason. 2026-12-04 is a Friday.
    (OFFICE, [CHRISTMAS_WEEK], "2026-12-25 12:00", False, "opens at 8am on Monday 4 January", "shut, and until when"),
    (OFFICE, [CHRISTMAS_WEEK], "2027-01-03 12:00", False, "opens at 8am tomorrow", "the last day that it is shut"),
    (OFFICE, [CHRISTMAS_WEEK], "2026-12-23 12:00", True, "open now, until 6pm", "the day before it shuts"),
    (OFFICE, [WEEKS], "2026-12-04 19:00", False, "opens at 8am on Monday 4 January", "shut from tomorrow, for weeks"),
    (
        WEEKS_ALWAYS := ALWAYS,
        [WEEKS],
        "2026-12-04 12:00",
        True,
        "open now, until midnight",
        "never shut, but for weeks",
    ),
    (ALWAYS, [WEEKS], "2026-12-03 12:00", True, "open now, day and night", "two days before it shuts"),
    (
        ALWAYS,
        [WEEKS],
        "2026-12-10 12:00",
        False,
        "opens at midnight on the night of Sunday 3 January",
        "and opens when",
    ),
    (OFFICE, [LONG], "2026-12-02 12:00", False, "closed until after 1 March 2027", "longer than is looked ahead"),
    (EVENINGS, [WEEKS], "2026-12-05 00:20", True, "open now, until 12.30am", "last evening runs on into the closure"),
    ((), [WEEKS], "2026-12-10 12:00", False, "closed until after 3 January 2027", "usual hours not known, shut is"),
    ((), [_special("2026-12-10", "2026-12-10")], "2026-12-10 12:00", False, "closed for now", "shut for one day"),
    ((), [_special("2026-12-10", "2026-12-10")], "2026-12-09 12:00", None, None, "shut tomorrow says nothing of today"),
    (
        (),
        [_special("2026-12-10", "2026-12-10", "10:00-14:00")],
        "2026-12-10 12:00",
        True,
        "open now, until 2pm",
        "today",
    ),
    (
        (),
        [_special("2026-12-10", "2026-12-10", "10:00-14:00")],
        "2026-12-10 09:00",
        False,
        "opens at 10am today",
        "later",
    ),
    ((), [_special("2026-12-10", "2026-12-11", "10:00-14:00")], "2026-12-09 12:00", None, None, "not yet"),
    (
        OFFICE,
        [_special("2026-12-25", "2026-12-25", "10:00-14:00")],
        "2026-12-25 12:00",
        True,
        "open now, until 2pm",
        "hours given for Christmas Day itself are sure",
    ),
    (
        OFFICE,
        [_special("2026-12-25", "2026-12-25")],
        "2026-12-25 12:00",
        False,
        "opens at 8am on Tuesday",
        "shut on Christmas Day, as its source says of that day",
    ),
    (
        OFFICE,
        [CHRISTMAS_WEEK, _special("2026-12-29", "2026-12-29", "10:00-12:00")],
        "2026-12-29 11:00",
        True,
        "open now, until midday",
        "one day within a closure of weeks says more than the weeks",
    ),
    (
        OFFICE,
        [_special("2026-12-29", "2026-12-29", "10:00-12:00"), CHRISTMAS_WEEK],
        "2026-12-28 11:00",
        False,
        "opens at 10am tomorrow",
        "in whichever order they stand",
    ),
    (
        OFFICE,
        [_special("2026-12-07", "2026-12-11", "09:00-12:00", "13:00-15:00")],
        "2026-12-09 12:30",
        False,
        "opens at 1pm today",
        "a week of split shifts",
    ),
    (
        OFFICE,
        [_special("2026-12-24", "2026-12-24", "20:00-02:00")],
        "2026-12-25 01:00",
        True,
        "open now, until 2am",
        "other hours of Christmas Eve run over midnight",
    ),
    (
        ALWAYS,
        [_special("2026-12-24", "2026-12-26", "00:00-00:00")],
        "2026-12-24 12:00",
        True,
        "open now, day and night",
        "other hours that are the usual ones",
    ),
    (
        OFFICE,
        [_special("2026-11-01", "2026-11-20")],
        "2026-11-23 12:00",
        True,
        "open now, until 6pm",
        "a closure that is over",
    ),
]


@pytest.mark.hazard("HAZ-016", "HAZ-019")
@pytest.mark.parametrize(("hours", "special", "now", "is_open", "words", "reason"), FOR_A_TIME)
def test_what_is_said_of_other_hours_for_a_time(hours, special, now, is_open, words, reason):
    found = state(service(hours=hours, special_hours=tuple(special)), _at(now))

    assert (found and found.is_open, found and found.words) == (is_open, words), reason


def test_the_openings_of_a_day_carry_its_weekday():
    one = service(hours=OFFICE, special_hours=(_special("2026-12-24", "2026-12-24", "09:00-11:00"),))

    assert openings_on(one, date(2026, 12, 24)) == (Opening(3, time(9), time(11)),)
    assert openings_on(one, date(2026, 12, 25)) == ()
    assert is_unsure(one, date(2026, 12, 25))
    assert not is_unsure(one, date(2026, 12, 26)), "never open on a Saturday: nothing is unsure"
    assert not is_unsure(service(hours=ALWAYS), date(2026, 12, 25))


_times = st.times().map(lambda t: t.replace(microsecond=0, second=0, fold=0))
_hours = st.lists(st.builds(Opening, st.integers(0, 6), _times, _times), max_size=6).map(tuple)


@st.composite
def _specials(draw: st.DrawFn) -> SpecialHours:
    first = draw(st.dates(date(2026, 12, 1), date(2027, 1, 10)))
    last = first + timedelta(days=draw(st.integers(0, 60)))
    return SpecialHours(first, last, tuple(draw(st.lists(st.tuples(_times, _times), max_size=2))))


@pytest.mark.hazard("HAZ-019")
@settings(deadline=None)
@given(
    _hours | st.just(ALWAYS),
    st.lists(_specials(), max_size=3).map(tuple),
    st.sampled_from(BankHolidays),
    st.datetimes(datetime(2026, 12, 15), datetime(2027, 1, 15)),  # noqa: DTZ001  # the zone is added below
)
def test_whatever_the_hours_are(hours, special, says, moment):
    now = moment.replace(tzinfo=UTC)
    one = service(hours=hours, special_hours=special, bank_holidays=says)

    found = state(one, now)

    assert found is None or found.words
    if found is None:
        assert not hours, "only what is not known is passed over"
    elif found.is_open is None:
        days = (now.astimezone(LONDON).date() - timedelta(days=back) for back in (0, 1))
        assert any(is_unsure(one, day) for day in days)
    else:
        assert found.words.startswith("open now") == found.is_open
