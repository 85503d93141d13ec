from datetime import date
from pathlib import Path

import pytest

from bot.directory import ServiceKind, Status, find_doors
from bot.directory.freshness import is_fresh
from bot.directory.seed import seed
from bot.directory.seedfile import SeedError, parse_age, parse_hours, read_seed_files
from bot.places import Area
from bot.places.authorities import read_authorities
from tests.unit.directory.builders import TODAY, count_by_status, every_day, need, opening, place

SHIPPED = read_seed_files(read_authorities())
ACTIVE = [one for one in SHIPPED if one.status is Status.ACTIVE]
HELD = [one for one in SHIPPED if one.status is Status.HELD]


@pytest.mark.hazard("HAZ-015")
@pytest.mark.parametrize("one", ACTIVE, ids=lambda one: one.id)
def test_every_active_service_has_a_source_a_link_to_it_a_day_and_a_way_to_be_reached(one):
    assert one.source
    assert one.source_url.startswith("https://")
    assert date(2018, 1, 1) <= one.checked_on <= TODAY
    assert one.phone or one.url or one.address
    assert one.held_reason is None


@pytest.mark.hazard("HAZ-018")
@pytest.mark.parametrize("one", HELD, ids=lambda one: one.id)
def test_every_held_service_says_why_and_where_it_was_read(one):
    assert len(one.held_reason) > 10
    assert one.source


@pytest.mark.hazard("HAZ-018")
def test_nothing_has_a_point_before_its_own_postcode_gave_it_one():
    assert [one.id for one in SHIPPED if one.point is not None] == []


def test_all_kinds_are_there_and_all_rows_of_the_facts():
    counted = {kind: sum(one.kind is kind for one in SHIPPED) for kind in ServiceKind}

    assert counted == {
        ServiceKind.TALKING_THERAPIES: 26,
        ServiceKind.CRISIS_PLACE: 10,
        ServiceKind.NEIGHBOURHOOD_CENTRE: 6,
        ServiceKind.YOUNG_FUTURES_HUB: 8,
    }


async def test_seeding_twice_gives_the_same_and_locates_by_postcode_only(engine, places):
    async with engine.begin() as connection:
        first = await seed(connection, places, TODAY)
    async with engine.begin() as connection:
        again = await seed(connection, places, TODAY)
        counted = await count_by_status(connection)

    assert first == again
    assert counted == {"active": first.shown + first.stale, "held": first.held}
    assert (first.shown, first.stale, first.held) == (14, 4, 32)
    assert first.located == 3, "St Charles, Basildon and York are the sites whose postcode is known"


SHIPPED_DOORS = [
    (ServiceKind.YOUNG_FUTURES_HUB, "E08000035", "hub-leeds", "Leeds has a hub"),
    (ServiceKind.TALKING_THERAPIES, "E07000148", "tt-norfolk-waveney", "Norwich lies in Norfolk"),
    (ServiceKind.TALKING_THERAPIES, "E07000244", None, "East Suffolk has two services: neither is claimed"),
    (ServiceKind.TALKING_THERAPIES, "E08000035", None, "Leeds is held: its source is undated"),
    (ServiceKind.CRISIS_PLACE, "E07000066", "crisis-basildon", "Basildon has an urgent care department"),
    (ServiceKind.CRISIS_PLACE, "E06000015", None, "Derby's safe haven is held: its number is to be checked"),
    (ServiceKind.NEIGHBOURHOOD_CENTRE, "E06000014", "neighbourhood-york", "York has a hub"),
    (ServiceKind.NEIGHBOURHOOD_CENTRE, "E06000063", None, "Whitehaven's was not seen open"),
]


@pytest.mark.hazard("HAZ-016")
@pytest.mark.parametrize(("kind", "authority", "expected", "reason"), SHIPPED_DOORS)
async def test_what_is_shipped_opens_the_right_door(engine, places, kind, authority, expected, reason):
    async with engine.begin() as connection:
        await seed(connection, places, TODAY)
        here = place(point=None, local_authorities=(Area(authority, "here"),), icbs=())
        doors = await find_doors(connection, need(kind=kind, place=here))

    assert [door.service.id for door in doors] == ([expected] if expected else []), reason


@pytest.mark.hazard("HAZ-015")
def test_what_is_shown_today_is_hidden_when_it_has_grown_old():
    assert all(not is_fresh(one, date(2030, 1, 1)) for one in SHIPPED)


def _folder(tmp_path: Path, row: str) -> Path:
    (tmp_path / "one.yml").write_text(f"kind: crisis_place\nservices:\n  - {row}\n")
    return tmp_path


GOOD = "{id: a, name: A, source: s, source_url: 'https://example.org', checked_on: 2026-01-01"
BAD_SEEDS = [
    (GOOD + ", colour: red}", "colour", "an unknown field"),
    (GOOD.replace("checked_on: 2026-01-01", "checked_on: null") + "}", "must be held", "undated and not held"),
    (GOOD.replace("source_url: 'https://example.org', ", "") + "}", "must be held", "no link to its source"),
    (GOOD + ", authorities: [Atlantis]}", "Atlantis", "no such authority"),
    (GOOD + ", phone: 01onal 954 000}", "phone number", "an invented number"),
    (GOOD + ", hours: [most evenings]}", "hours", "hours that cannot be read"),
    (GOOD + ", min_age: eighteen}", "age", "an age in words"),
    (GOOD + ", access: [teleport]}", "teleport", "no such way in"),
    (GOOD + ", address_source: a list}", "needs a day", "an address from elsewhere, undated"),
    (GOOD + "}\n  - " + GOOD + "}", "used twice", "an id used twice"),
]


@pytest.mark.hazard("HAZ-018")
@pytest.mark.parametrize(("row", "named", "reason"), BAD_SEEDS)
def test_a_slip_of_the_pen_is_an_error_and_never_a_wrong_door(tmp_path, row, named, reason):
    with pytest.raises(SeedError, match=named):
        read_seed_files(read_authorities(), _folder(tmp_path, row))


def test_a_good_seed_row_is_read(tmp_path):
    (one,) = read_seed_files(read_authorities(), _folder(tmp_path, GOOD + ", min_age: '10', max_age: '18'}"))

    assert (one.min_age_months, one.max_age_months) == (120, 227), "18 lasts until the 19th birthday"


def test_hours_and_ages_are_read():
    assert parse_hours("Saturday 09:00-12:00") == (opening(5, "09:00", "12:00"),)
    assert parse_hours("every day 16:30-00:30") == every_day("16:30", "00:30")
    assert parse_age("17y9m") == 213
