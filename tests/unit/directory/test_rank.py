from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.directory.catchment import Basis
from bot.directory.rank import rank
from bot.directory.values import Access, BankHolidays, CrisisSetting, Need, Service, ServiceKind, Status
from bot.places import Area, Country, Point, Precision
from tests.unit.directory.builders import BRADFORD, CITY_SQUARE, LEEDS, NOW, every_day, need, place, service, therapies

THERAPIES, CRISIS = ServiceKind.TALKING_THERAPIES, ServiceKind.CRISIS_PLACE
HUB, CENTRE = ServiceKind.YOUNG_FUTURES_HUB, ServiceKind.NEIGHBOURHOOD_CENTRE
NORTH = Point(53.8962, -1.5479)  # 6.9 miles north of the city square
FAR = Point(54.9, -1.5479)  # 76 miles north
AT_17 = 17 * 12
STRADDLING = place(
    text="LS28", precision=Precision.OUTCODE, local_authorities=(Area(LEEDS, "Leeds"), Area(BRADFORD, "Bradford"))
)
SCOTTISH = place(text="EH1 1YZ", country=Country.SCOTLAND, point=None, local_authorities=(), icbs=())

SHOWN = [
    (service(), need(), "a walk-in place, near"),
    (service(min_age_months=216), need(age_months=216), "18 on the day"),
    (service(min_age_months=213), need(age_months=213), "17 years and 9 months"),
    (service(min_age_months=216), need(), "an unknown age hides nothing"),
    (service(checked_on=date(2025, 5, 22)), need(), "seen 18 months ago to the day"),
    (
        service(setting=CrisisSetting.EMERGENCY_UNIT, checked_on=date(2024, 1, 1)),
        need(),
        "a hospital's unit may be three years old",
    ),
    (service(access=()), need(), "who may walk in is not known: shown, with a word to ask first"),
    (service(point=None), need(), "no coordinates, in the person's own authority"),
    (therapies(), need(kind=THERAPIES), "covers the authority"),
    (therapies(local_authorities=(), icbs=("QWO",)), need(kind=THERAPIES), "covers the ICB"),
    (therapies(), need(kind=THERAPIES, place=STRADDLING), "covers a part of the outcode"),
    (service(kind=CENTRE, local_authorities=(LEEDS,), point=None), need(kind=CENTRE), "a centre of this area"),
]
HIDDEN = [
    (service(status=Status.HELD, held_reason="doubtful"), need(), "held"),
    (service(status=Status.CLOSED), need(), "closed"),
    (service(checked_on=None), need(), "undated"),
    (service(checked_on=date(2025, 5, 21)), need(), "a day past 18 months"),
    (service(checked_on=date(2026, 11, 23)), need(), "seen tomorrow: a slip of the pen"),
    (therapies(checked_on=date(2023, 11, 21)), need(kind=THERAPIES), "a day past 36 months"),
    (service(min_age_months=216), need(age_months=AT_17), "too young"),
    (service(max_age_months=227), need(age_months=228), "too old"),
    (service(point=FAR), need(), "too far"),
    (service(access=(Access.GP,)), need(), "by referral only: nearness does not help"),
    (service(point=None, site_authority=BRADFORD), need(), "no coordinates, in another authority"),
    (service(local_authorities=(BRADFORD,)), need(), "near, but for people of another authority"),
    (therapies(local_authorities=()), need(kind=THERAPIES), "its area is not known"),
    (therapies(local_authorities=(BRADFORD,)), need(kind=THERAPIES), "another authority"),
    (therapies(phone=None), need(kind=THERAPIES), "no number, no link, no address: a name opens no door"),
    (service(kind=HUB, local_authorities=()), need(kind=HUB), "a hub is found by council, never by distance"),
    (service(), need(kind=CENTRE), "another kind"),
    (service(), need(place=None), "no place: nothing is known to fit"),
    (service(), need(place=SCOTTISH), "outside England"),
]


@pytest.mark.parametrize(("one", "wanted", "reason"), SHOWN)
def test_a_door_that_fits_is_shown(one, wanted, reason):
    assert [door.service for door in rank([one], wanted)] == [one], reason


@pytest.mark.hazard("HAZ-014", "HAZ-016")
@pytest.mark.parametrize(("one", "wanted", "reason"), HIDDEN)
def test_a_door_that_does_not_fit_is_not_shown(one, wanted, reason):
    assert rank([one], wanted) == (), reason


WORDS = [
    (service(min_age_months=216), need(), "open now, day and night, very near, walk in, 18 and over", "at the door"),
    (service(point=NORTH), need(), "open now, day and night, 6.9 miles, walk in", "a distance"),
    (
        service(point=NORTH),
        need(place=place(text="LS1", precision=Precision.OUTCODE)),
        "open now, day and night, about 7 miles, walk in",
        "from the middle of an outcode the distance is rough",
    ),
    (
        service(hours=every_day("16:30", "00:30")),
        need(),
        "opens at 4.30pm today, very near, walk in",
        "it is 2pm",
    ),
    (service(point=None), need(), "open now, day and night, in Leeds, walk in", "no coordinates: the town is named"),
    (
        service(access=()),
        need(),
        "open now, day and night, very near, ask NHS 111 first",
        "never called a walk-in when that is not known",
    ),
    (
        therapies(min_age_months=210, area_basis=Basis.GP_PRACTICE, area_words="Leeds"),
        need(kind=THERAPIES),
        "ask for help yourself, 17 and a half and over, for people with a GP in Leeds",
        "whose GP decides",
    ),
    (
        therapies(area_words="Leeds"),
        need(kind=THERAPIES, place=STRADDLING),
        "ask for help yourself, for people in Leeds, which covers part of LS28",
        "an outcode that straddles says so",
    ),
]


@pytest.mark.hazard("HAZ-016")
@pytest.mark.parametrize(("one", "wanted", "words", "reason"), WORDS)
def test_each_door_says_why(one, wanted, words, reason):
    (door,) = rank([one], wanted)

    assert door.why == words, reason


def test_the_hours_of_a_phone_line_are_called_that():
    (door,) = rank([therapies(hours=every_day("08:00", "20:00"))], need(kind=THERAPIES))

    assert door.hours == "phone line open now, until 8pm (every day, 8am to 8pm)"


@pytest.mark.hazard("HAZ-016")
def test_open_comes_before_shut_then_near_before_far_then_by_name():
    shut = service(id="shut", hours=every_day("20:00", "23:00"))
    unknown = service(id="unknown", hours=(), point=NORTH)
    far = service(id="far", point=NORTH)
    near_b, near_a = service(id="b", name="B"), service(id="a", name="A")
    unsure = service(id="unsure", access=())

    found = rank([shut, unknown, far, near_b, near_a, unsure], need(limit=9))

    assert [door.service.id for door in found] == ["a", "b", "far", "unsure", "unknown", "shut"]


BANK_HOLIDAY = datetime(2026, 12, 25, 14, tzinfo=UTC)  # a Friday
OFFICE = every_day("08:00", "18:00")


@pytest.mark.hazard("HAZ-016", "HAZ-019")
def test_a_place_that_may_be_shut_on_a_bank_holiday_is_ordered_as_one_of_unknown_hours():
    open_far = service(id="open", hours=OFFICE, bank_holidays=BankHolidays.AS_USUAL, point=NORTH)
    unsure, unknown = service(id="unsure", name="B", hours=OFFICE), service(id="unknown", name="A", hours=())
    shut = service(id="shut", name="A", hours=OFFICE, bank_holidays=BankHolidays.CLOSED)

    found = rank([shut, unsure, unknown, open_far], need(limit=9, now=BANK_HOLIDAY))

    assert [door.service.id for door in found] == ["open", "unknown", "unsure", "shut"]
    assert found[2].why == "may be shut for the bank holiday, very near, walk in"
    assert found[2].hours == "may be shut for the bank holiday (every day, 8am to 6pm)"


def test_who_has_a_number_is_rung_before_a_way_that_may_be_for_nothing():
    (door,) = rank([service(hours=OFFICE, phone="0113 496 0000")], need(now=BANK_HOLIDAY))

    assert door.why == "may be shut for the bank holiday, ring before you go, very near, walk in"


def test_on_a_bank_holiday_a_phone_line_is_not_said_to_be_open():
    (door,) = rank([therapies(hours=OFFICE)], need(kind=THERAPIES, now=BANK_HOLIDAY))

    assert door.hours == "phone line may be shut for the bank holiday (every day, 8am to 6pm)"


def test_the_nearest_crisis_place_comes_first_whether_by_area_or_open_to_all():
    ours, near = service(id="ours", local_authorities=(LEEDS,), point=NORTH), service(id="near")

    assert [door.service.id for door in rank([ours, near], need())] == ["near", "ours"]


def test_a_centre_of_this_area_comes_before_one_that_is_nearer():
    ours = service(id="ours", kind=CENTRE, local_authorities=(LEEDS,), point=NORTH)
    near = service(id="near", kind=CENTRE)

    assert [door.service.id for door in rank([near, ours], need(kind=CENTRE))] == ["ours", "near"]


def test_a_service_of_the_whole_place_comes_before_one_of_a_part():
    part, whole = therapies(id="part"), therapies(id="whole", local_authorities=(LEEDS, BRADFORD))

    found = rank([part, whole], need(kind=THERAPIES, place=STRADDLING))

    assert [door.service.id for door in found] == ["whole", "part"]


def test_no_more_doors_than_asked_for():
    assert len(rank([service(id=str(number)) for number in range(9)], need(limit=2))) == 2


@st.composite
def services(draw: st.DrawFn) -> Service:
    where = draw(st.sampled_from([CITY_SQUARE, NORTH, FAR, None]))
    return service(
        id=str(draw(st.integers(0, 999))),
        status=draw(st.sampled_from(Status)),
        checked_on=draw(st.none() | st.dates(date(2023, 1, 1), date(2027, 1, 1))),
        access=tuple(draw(st.sets(st.sampled_from(Access)))),
        min_age_months=draw(st.none() | st.integers(0, 300)),
        local_authorities=tuple(draw(st.sets(st.sampled_from([LEEDS, BRADFORD])))),
        point=where,
    )


@pytest.mark.hazard("HAZ-016")
@given(st.lists(services(), max_size=12, unique_by=lambda s: s.id), st.none() | st.integers(0, 1200), st.randoms())
def test_whatever_the_directory_holds(held, age, random):
    wanted: Need = need(age_months=age, now=NOW, limit=5)

    doors = rank(held, wanted)

    assert len(doors) <= 5
    for door in doors:
        one = door.service
        assert one.status is Status.ACTIVE
        assert one.checked_on is not None
        assert age is None or one.min_age_months is None or age >= one.min_age_months
        assert not one.catchment.local_authorities or LEEDS in one.catchment.local_authorities
        assert (door.distance_miles is None) == (one.point is None)
    shuffled = held.copy()
    random.shuffle(shuffled)
    assert rank(shuffled, wanted) == doors, "the order of the rows changes nothing"
    without = [replace(one, status=Status.HELD) for one in held]
    assert rank(without, wanted) == ()
