"""What a person sees of a door: each fact once, in short words, and nothing that is not known."""

from dataclasses import asdict
from datetime import date, time

import pytest

from bot.directory import card, particulars
from bot.directory.rank import rank
from bot.directory.values import SpecialHours
from tests.unit.directory.builders import TODAY, need, service, therapies

CHRISTMAS = SpecialHours(date(2026, 12, 24), date(2026, 12, 26))
EVE = SpecialHours(date(2026, 12, 31), date(2026, 12, 31), ((time(9), time(12)), (time(13), time(16, 30))))
OVER = SpecialHours(date(2026, 12, 31), date(2027, 1, 2), (), "moving house")
PAST = SpecialHours(date(2026, 11, 2), date(2026, 11, 8))
FAR = SpecialHours(date(2027, 4, 2), date(2027, 4, 5))
NOW_SHUT = SpecialHours(date(2026, 11, 20), date(2026, 11, 25))

OTHER_HOURS = [
    ((), None, "none"),
    ((CHRISTMAS,), "closed from 24 to 26 December", "some days of one month"),
    ((EVE,), "9am to midday and 1pm to 4.30pm on 31 December", "one day, a split shift"),
    ((OVER,), "closed from 31 December to 2 January (moving house)", "over the turn of the year, with its reason"),
    ((EVE, CHRISTMAS), "closed from 24 to 26 December; 9am to midday and 1pm to 4.30pm on 31 December", "in order"),
    ((NOW_SHUT,), "closed from 20 to 25 November", "under way"),
    ((PAST, FAR), None, "over, and far ahead"),
]


@pytest.mark.hazard("HAZ-016")
@pytest.mark.parametrize(("special", "words", "why"), OTHER_HOURS)
def test_hours_that_differ_for_a_time(special, words, why):
    assert particulars.other_hours(special, TODAY) == words, why


LANGUAGES = [
    ((), None, "none said"),
    (("en",), None, "what everybody expects"),
    (("en", "pl", "ur"), "English, Polish, Urdu", "in the source's order"),
    (("bfi",), "British Sign Language", "a signed one"),
    (("zh-Hant", "ZH"), "Chinese", "script and region left out, each once"),
    (("xx", "pl"), "Polish", "a code that has no name here is left out"),
    (("xx",), None, "and alone says nothing"),
]


@pytest.mark.parametrize(("codes", "words", "why"), LANGUAGES)
def test_languages_in_words(codes, words, why):
    assert particulars.languages(codes) == words, why


def _card(shown):
    (door,) = rank([shown], need(kind=shown.kind))
    return card(door)


def test_a_card_shows_every_way_to_reach_help_that_is_known():
    shown = _card(
        therapies(
            text_to="85258",
            bsl_url="https://example.org/sign",
            languages=("pl", "ur"),
            interpreter="free, ask when you ring",
            accessibility="step-free",
            cost="free",
            special_hours=(CHRISTMAS,),
        )
    )

    assert (shown.text_to, shown.bsl_url, shown.languages) == ("85258", "https://example.org/sign", "Polish, Urdu")
    assert (shown.interpreter, shown.accessibility, shown.cost) == ("free, ask when you ring", "step-free", "free")
    assert shown.other_hours == "closed from 24 to 26 December"


def test_what_is_not_known_is_left_out():
    shown = asdict(_card(therapies()))

    absent = ("text_to", "bsl_url", "languages", "interpreter", "accessibility", "cost", "other_hours", "hours")
    assert {name: shown[name] for name in absent} == dict.fromkeys(absent)


AGES = [
    (216, None, "18 and over"),
    (213, None, "17 years 9 months and over"),
    (120, 227, "10 to 18"),
    (0, None, "all ages"),
    (None, None, None),
]


@pytest.mark.parametrize(("low", "high", "who"), AGES)
def test_who_may_come_is_said_once(low, high, who):
    shown = _card(
        service(min_age_months=low, max_age_months=high, area_words="Leeds", local_authorities=("E08000035",))
    )

    assert shown.who == who
    assert shown.why == "open now, day and night, very near, walk in, for people in Leeds"


def test_a_service_that_can_only_be_texted_is_a_door():
    assert _card(therapies(phone=None, url=None, text_to="85258")).text_to == "85258"
