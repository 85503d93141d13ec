"""Phone numbers, ages, ways in, distances and days: small facts that a person acts on."""

from datetime import date, timedelta

import pytest

from bot.directory import phrases
from bot.directory.freshness import EMERGENCY_UNIT_MONTHS, MAX_AGE_MONTHS, is_fresh
from bot.directory.phones import PhoneError, parse_phone
from bot.directory.values import Access, ServiceKind
from tests.unit.directory.builders import service

GOOD_PHONES = [
    ("0300 013 57 27", "0300 013 5727", "grouped as the source groups it"),
    ("01744 415 650", "01744 415650", "a five-figure code"),
    ("+44 20 8475 8080", "020 8475 8080", "with the country's code"),
    ("(0113) 496 0000", "0113 496 0000", "with brackets"),
]
BAD_PHONES = [
    ("01onal 954 000", "letters within: seen in a directory that was invented"),
    ("0800 CALL NOW", "letters that a phone could spell"),
    ("12345", "too short"),
    ("01632 960000 1", "too long"),
    ("", "nothing"),
    ("+1 212 555 0100", "another country"),
    ("()", "brackets only"),
    ("0000 000 0000", "a range that nobody holds"),
]


@pytest.mark.parametrize(("text", "written", "reason"), GOOD_PHONES)
def test_a_number_is_written_one_way(text, written, reason):
    assert parse_phone(text) == written, reason


@pytest.mark.hazard("HAZ-015")
@pytest.mark.parametrize(("text", "reason"), BAD_PHONES)
def test_a_number_that_cannot_be_dialled_is_refused_without_repeating_it(text, reason):
    with pytest.raises(PhoneError) as refused:
        parse_phone(text)

    assert not text or text not in str(refused.value), reason


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (216, None, "18 and over"),
        (213, None, "17 years 9 months and over"),
        (210, None, "17 and a half and over"),
        (120, 227, "10 to 18"),
        (None, 227, "up to 18"),
        (0, None, "all ages"),
        (None, None, None),
    ],
)
def test_ages_in_words(low, high, words):
    assert phrases.ages(low, high) == words


@pytest.mark.parametrize(
    ("access", "first", "sentence"),
    [
        ((), None, None),
        ((Access.REGISTERED_PRACTICE,), None, None),
        ((Access.GP, Access.WALK_IN), "walk in", "Walk in, or go through your GP."),
        ((Access.SELF_REFERRAL,), "ask for help yourself", "Ask for help yourself."),
    ],
)
def test_ways_in_easiest_first(access, first, sentence):
    assert (phrases.first_way(access), phrases.ways(access)) == (first, sentence)


@pytest.mark.parametrize(
    ("miles", "rough", "words"),
    [
        (0.0, False, "very near"),
        (0.04, True, "near"),
        (0.4, True, "less than a mile"),
        (1.0, False, "1.0 mile"),
        (1.24, False, "1.2 miles"),
        (1.24, True, "about 1 mile"),
        (12.4, False, "12 miles"),
    ],
)
def test_distances_in_words(miles, rough, words):
    assert phrases.miles(miles, rough=rough) == words


@pytest.mark.hazard("HAZ-015")
@pytest.mark.parametrize(
    ("kind", "today", "oldest", "reason"),
    [
        (ServiceKind.TALKING_THERAPIES, date(2026, 11, 22), date(2023, 11, 22), "three years"),
        (ServiceKind.NEIGHBOURHOOD_CENTRE, date(2026, 8, 31), date(2025, 2, 28), "the last day of a shorter month"),
        (ServiceKind.YOUNG_FUTURES_HUB, date(2026, 1, 1), date(2024, 7, 1), "over the turn of the year"),
        (ServiceKind.CRISIS_PLACE, date(2026, 11, 22), date(2025, 5, 22), "eighteen months, for a cafe"),
    ],
)
def test_how_old_a_fact_may_be(kind, today, oldest, reason):
    assert is_fresh(service(kind=kind, checked_on=oldest), today), reason
    assert not is_fresh(service(kind=kind, checked_on=oldest - timedelta(days=1)), today), reason


def test_every_kind_has_an_age():
    assert set(MAX_AGE_MONTHS) == set(ServiceKind)
    assert MAX_AGE_MONTHS[ServiceKind.CRISIS_PLACE] <= EMERGENCY_UNIT_MONTHS
