import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands._stock import to_json, to_text
from bot.directory.checks import Check, Decision, facts_digest
from bot.directory.freshness import NEVER_HIDDEN, expires_on, is_fresh, national_due_on
from bot.directory.stock import Stocked, take_stock
from bot.directory.values import CrisisSetting, ServiceKind, Status
from bot.wording import NationalService
from bot.wording.national import read_national
from tests.unit.directory.builders import TODAY, service, therapies

NATIONAL_FILE = Path(__file__).parents[3] / "bot" / "wording" / "national.yml"
SHOWN = service(id="shown", checked_on=date(2026, 6, 1))
SOON = service(id="soon", checked_on=date(2025, 6, 29))
STALE = service(id="stale", checked_on=date(2024, 1, 1))
HELD = service(id="held", checked_on=None, status=Status.HELD, held_reason="undated")
CLOSED = service(id="closed", status=Status.CLOSED)
THERAPIES = therapies(id="tt", checked_on=date(2026, 1, 1))


def door(checked_on: date, mark: str = "A") -> NationalService:
    return NationalService("A Line", "a page", checked_on, mark, ("england",))


def stock(*services, checks=(), national=None, days=60):
    stocked = [Stocked(each, "seed") for each in services]
    return take_stock(stocked, {check.service_id: check for check in checks}, national or {}, TODAY, days)


def ids(lines) -> list[str]:
    return [line.id for line in lines]


def test_each_loader_and_kind_is_counted_with_its_ages():
    crisis, talking = stock(SHOWN, SOON, STALE, HELD, CLOSED, THERAPIES).sources

    assert (crisis.origin, crisis.kind) == ("seed", "crisis_place")
    assert (crisis.shown, crisis.stale, crisis.held, crisis.closed) == (2, 1, 1, 1)
    assert (crisis.oldest, crisis.median) == (date(2024, 1, 1), date(2025, 6, 29)), "of the active ones"
    assert (talking.shown, talking.oldest) == (1, date(2026, 1, 1))


def test_a_kind_of_which_nothing_is_active_has_no_age():
    (only,) = stock(HELD).sources

    assert (only.held, only.oldest, only.median) == (1, None, None)


@pytest.mark.hazard("HAZ-015")
@pytest.mark.parametrize(("days", "expected"), [(0, ["stale"]), (36, ["stale"]), (37, ["stale", "soon"])])
def test_what_expires_soon_is_listed_after_what_is_too_old(days, expected):
    assert expires_on(SOON) == TODAY + timedelta(days=37)
    assert ids(stock(SHOWN, SOON, STALE, HELD, CLOSED, days=days).expiring) == expected


def test_held_ones_are_listed_with_their_reason_and_the_undated_first():
    dated = replace(HELD, id="dated", checked_on=date(2026, 1, 1), held_reason="in conflict")

    lines = stock(dated, HELD, SHOWN).held

    assert [(line.id, line.reason) for line in lines] == [("held", "undated"), ("dated", "in conflict")]


def test_a_decision_to_keep_lapses_when_the_facts_change():
    kept = Check("shown", TODAY, Decision.KEEP, facts_digest(SHOWN))

    assert ids(stock(SHOWN, checks=[kept]).lapsed) == []
    assert ids(stock(replace(SHOWN, url="https://example.org/new"), checks=[kept]).lapsed) == ["shown"]


def test_a_decision_about_a_service_that_is_gone_is_no_trouble():
    assert ids(stock(SHOWN, checks=[Check("gone", TODAY, Decision.CLOSE, "", "gone")]).lapsed) == []


YEAR_AGO = date(2025, 11, 22)
NATIONAL = [
    ("samaritans", "A", YEAR_AGO, False, False, "seen a year ago today"),
    ("samaritans", "A", YEAR_AGO - timedelta(days=1), True, True, "it is in every crisis reply: somebody has to look"),
    ("emergency", "A", date(2021, 2, 10), True, True, "it never expires, so it alarms"),
    ("beat", "B", YEAR_AGO - timedelta(days=1), True, False, "overdue, and no alarm"),
    ("calm", "A", YEAR_AGO - timedelta(days=1), False, False, "several sources agree: half a year longer"),
]


@pytest.mark.hazard("HAZ-015")
@pytest.mark.parametrize(("name", "mark", "checked_on", "overdue", "alarm", "reason"), NATIONAL)
def test_a_national_number_that_nobody_saw_for_long_is_overdue(name, mark, checked_on, overdue, alarm, reason):
    taken = stock(national={name: door(checked_on, mark)})

    (line,) = taken.national
    assert (line.is_overdue, line.is_alarm) == (overdue, alarm), reason
    assert ids(taken.alarms) == ([name] if alarm else [])


@pytest.mark.hazard("HAZ-015")
def test_every_number_that_never_expires_is_shipped():
    assert set(NEVER_HIDDEN) <= set(read_national(NATIONAL_FILE))


KINDS = st.sampled_from([therapies(), service(), service(setting=CrisisSetting.EMERGENCY_UNIT)])


@pytest.mark.hazard("HAZ-015")
@given(KINDS, st.dates(date(2000, 1, 1), date(2050, 12, 31)))
def test_the_last_day_shown_is_the_last_fresh_one(one, checked_on):
    one = replace(one, checked_on=checked_on)
    last = expires_on(one)

    assert is_fresh(one, last)
    assert not is_fresh(one, last + timedelta(days=1))


def test_months_of_all_lengths_have_their_last_day():
    assert expires_on(service(checked_on=date(2025, 8, 31))) == date(2027, 2, 28)
    assert expires_on(service(checked_on=date(2025, 2, 28))) == date(2026, 8, 31), "all of August is 18 months on"
    assert expires_on(service(checked_on=None)) is None
    assert national_due_on("shout", "A", date(2024, 2, 29)) == date(2025, 2, 28)


LONG = replace(HELD, id="x" * 80, name="A name of many words " * 9, held_reason="a reason of many words " * 15)


def test_the_text_is_never_wider_than_a_hundred_columns_and_holds_everything():
    stocked = [Stocked(SHOWN, "csv:" + "o" * 110), Stocked(LONG, "seed"), Stocked(STALE, "seed")]
    taken = take_stock(stocked, {}, {"samaritans": door(date(2020, 1, 1))}, TODAY, 60)

    text = to_text(taken)

    assert max(map(len, text.splitlines())) <= 100
    assert "o" * 90 in text
    assert "2025-07-01  stale  The Cafe" in text
    assert "ALARM: A Line (samaritans in bot/wording/national.yml)" in text


def test_the_columns_of_the_table_stand_in_line():
    lines = to_text(stock(SHOWN, THERAPIES)).splitlines()

    assert lines[:3] == [
        "  origin  kind               shown  stale  held  closed  oldest      median",
        "  seed    crisis_place           1      0     0       0  2026-06-01  2026-06-01",
        "  seed    talking_therapies      1      0     0       0  2026-01-01  2026-01-01",
    ]


def test_an_empty_directory_can_be_said():
    assert "Held, with the day last seen: none" in to_text(stock())


def test_the_machines_get_everything_with_iso_days():
    told = json.loads(to_json(stock(SHOWN, STALE, HELD, national={"shout": door(date(2020, 1, 1))})))

    assert told["today"] == "2026-11-22"
    assert told["sources"][0]["shown"] == 1
    assert told["expiring"][0]["expires_on"] == "2025-07-01"
    assert told["held"][0] == {
        "id": "held",
        "name": "The Cafe",
        "checked_on": None,
        "expires_on": None,
        "reason": "undated",
    }
    assert told["alarms"] == ["shout"]


def test_the_kinds_have_an_age_each():
    assert all(expires_on(service(kind=kind, setting=None)) is not None for kind in ServiceKind)
