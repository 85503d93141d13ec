"""The shipped rows beside the research they were written from, where its files lie beside the checkout.

Those files are not shipped. Every dated fact has its row, and no row says more than its fact.
"""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from bot.directory.hours import all_day_every_day, week
from bot.directory.phones import PhoneError, parse_phone
from bot.directory.seedfile import parse_age, read_seed_files
from bot.directory.values import BankHolidays, ServiceKind
from bot.places import plain_name
from bot.places.authorities import read_authorities
from bot.settings import ROOT

SHIPPED = read_seed_files(read_authorities())
FOLDER = next((file.parent for file in sorted(ROOT.parent.glob("*/data/facts/places_facts.csv"))), Path("none"))
KINDS = {
    "neighbourhood_mh_centre": ServiceKind.NEIGHBOURHOOD_CENTRE,
    "mh_emergency_unit": ServiceKind.CRISIS_PLACE,
    "crisis_cafe": ServiceKind.CRISIS_PLACE,
    "young_futures_hub": ServiceKind.YOUNG_FUTURES_HUB,
}
_DAY = re.compile(r"(?P<year>20\d\d)(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?)?(?![\d])")
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the files of the research are not here")


def _rows(name: str) -> list[dict[str, str]]:
    if not FOLDER.is_dir():
        return []
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _seen(row: dict[str, str]) -> date | None:
    """The earliest day of "2025-10-10", "2026-07/08" or "2018-19"; undated and "about" are none."""
    match = _DAY.match(row["seen_date"])
    return date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1)) if match else None


def _phone(row: dict[str, str]) -> str | None:
    """The number of "0151 351 8600 (option 1)"; none where it was not captured."""
    try:
        return parse_phone(row["phone"].split("(")[0])
    except PhoneError:
        return None


def _therapies(row):
    """The shipped service of a fact: of its number, or else of its link, or of its first words."""
    of_kind = [one for one in SHIPPED if one.kind is ServiceKind.TALKING_THERAPIES]
    phone, name = _phone(row), plain_name(row["service"])
    for test in (
        lambda one: phone is not None and one.phone == phone,
        lambda one: row["url"] and row["url"] in (one.url, one.source_url),
        lambda one: row["seen_at"] == one.source_url,
        lambda one: plain_name(one.name) == name,
    ):
        found = [one for one in of_kind if test(one)]
        if found:
            return found
    return []


def _sites(row):
    """The shipped services that a fact may mean: of its kind, and named after a part of where it says that they are."""
    parts = {plain_name(part) for part in re.split(r"[,;/]|Hospital site", row["place"]) if part.strip()}
    parts = {part.removesuffix(" west campus") for part in parts}
    names = plain_name(row["name"])
    return [
        one
        for one in SHIPPED
        if one.kind is KINDS[row["kind"]]
        and (
            plain_name(one.name) == names
            or any(part in plain_name(f"{one.name} {one.address} {one.town}") for part in parts - {"london"})
        )
    ]


def _names(row: dict[str, str]) -> str:
    return f"{row.get('service') or row['name']}, {row.get('area') or row['place']}"


THERAPIES, PLACES = _rows("talking_therapies_contact_facts.csv"), _rows("places_facts.csv")
DATED_THERAPIES = [row for row in THERAPIES if _seen(row)]
DATED_PLACES = [row for row in PLACES if _seen(row)]


@pytest.mark.hazard("HAZ-015", "HAZ-018")
@pytest.mark.parametrize("row", THERAPIES, ids=_names)
def test_a_talking_therapies_row_says_what_its_fact_says_and_no_more(row):
    (one,) = _therapies(row)

    assert one.phone == _phone(row)
    assert one.checked_on is None or one.checked_on == _seen(row), "never seen later than it was seen"
    assert one.url in (row["url"] or None, None)
    age = re.match(r"(\d\d(?:y\d+m|\.5)?)\+", row["eligibility"])
    assert one.min_age_months == (parse_age(age[1].replace(".5", "y6m")) if age else None)
    assert bool(one.hours) == bool(row["hours"])
    _says_nothing_that_no_fact_tells(one)


@pytest.mark.hazard("HAZ-018")
@pytest.mark.parametrize("row", DATED_THERAPIES, ids=_names)
def test_every_dated_talking_therapies_fact_has_a_dated_row(row):
    assert [one.checked_on for one in _therapies(row)] == [_seen(row)]


@pytest.mark.hazard("HAZ-016", "HAZ-018")
@pytest.mark.parametrize("row", DATED_PLACES, ids=_names)
def test_every_dated_fact_of_a_place_has_a_dated_row_that_says_no_more(row):
    found = _sites(row)

    assert len(found) == (len(row["place"].split(";")) if row["kind"] == "young_futures_hub" else 1)
    for one in found:
        assert one.checked_on is not None
        assert one.checked_on <= _seen(row)
        adults = "18+" in row["access"] or row["access"] == "adults"
        assert (one.min_age_months == 18 * 12) == adults
        if one.hours:
            hours = "day and night, every day" if "24/7" in " ".join(row.values()) else "every day, 4.30pm to 12.30am"
            assert week(one.hours) == hours
        _says_nothing_that_no_fact_tells(one)


def _says_nothing_that_no_fact_tells(one):
    """The research has no column for these: nobody has seen them, so no row states them."""
    assert one.bank_holidays is BankHolidays.UNKNOWN
    assert (one.special_hours, one.languages) == ((), ())
    assert [one.text_to, one.bsl_url, one.interpreter, one.accessibility, one.cost] == [None] * 5


def test_round_the_clock_is_stated_where_the_research_states_it_of_an_open_service():
    always = {one.id for one in SHIPPED if one.hours and set(one.hours) == set(all_day_every_day())}

    assert always == {
        "crisis-st-charles",
        "crisis-highgate",
        "crisis-basildon",
        "neighbourhood-barnsley-street",
        "neighbourhood-golden-hillock",
    }
