"""Loading an operator's list of services: added, changed, closed, stopped, refused; on both databases."""

from datetime import date

import pytest
from sqlalchemy import select

from bot.directory.check_rows import store_checks
from bot.directory.checks import Check, Decision, facts_digest
from bot.directory.rows import read_services, select_services
from bot.directory.seed import seed
from bot.directory.service_csv import Known, read_services_file
from bot.directory.service_import import Changed, ImportReport, import_services, origin_of
from bot.directory.tables import service
from bot.directory.values import Status
from bot.places.authorities import read_authorities
from tests.unit.directory.builders import TODAY
from tests.unit.directory.lists import DEMONSTRATION, listing, many, row

ORIGIN = origin_of(None)
AUTHORITIES = read_authorities()


@pytest.fixture
def take(engine, places):
    """Load a file, as the command does."""

    async def load(raw, origin=ORIGIN, **options):
        read = read_services_file(raw, Known(AUTHORITIES, places, TODAY))
        assert read.refused == ()
        async with engine.begin() as connection:
            return await import_services(connection, read.rows, origin, **options)

    return load


async def _all(engine):
    async with engine.connect() as connection:
        return {each.id: each for each in await read_services(connection, select_services())}


async def _origins(engine):
    async with engine.connect() as connection:
        rows = await connection.execute(select(service.c.id, service.c.origin))
        return {row.id: row.origin for row in rows}


@pytest.mark.hazard("HAZ-018")
async def test_the_same_file_twice_changes_nothing(engine, take):
    first = await take(DEMONSTRATION)
    before = await _all(engine)
    again = await take(DEMONSTRATION)

    assert (len(first.added), first.changed, first.closed) == (6, (), ())
    assert again == ImportReport(same=6), "every column comes back from the database as the file had it"
    assert await _all(engine) == before


async def test_every_column_is_kept(engine, take, places):
    await take(DEMONSTRATION)
    read = read_services_file(DEMONSTRATION, Known(AUTHORITIES, places, TODAY))
    stored = await _all(engine)

    one = {each.service.id: each.service for each in read.rows}["demo-haven"]
    assert stored["demo-haven"] == one


CHANGES = [
    ({"phone": "0113 496 0009"}, ("phone",), "another number"),
    ({"hours": "every day"}, ("hours",), "hours where there were none"),
    ({"min_age": "18", "max_age": "64"}, ("min_age", "max_age"), "ages"),
    ({"local_authorities": "Leeds", "area_basis": "home"}, ("local_authorities", "area_basis"), "an area"),
    ({"latitude": "53.8167", "longitude": "-1.5807"}, ("latitude and longitude", "located_by"), "its own point"),
    ({"special_hours": "2026-12-24 closed"}, ("special_hours",), "a day that it is shut"),
    ({"status": "held", "held_reason": "the number is dead"}, ("status", "held_reason"), "a doubt"),
]


@pytest.mark.parametrize(("changes", "columns", "reason"), CHANGES, ids=[change[2] for change in CHANGES])
async def test_what_changed_is_told_by_column_and_loaded(engine, take, changes, columns, reason):
    await take(listing(row(), row(id="other")))
    report = await take(listing(row(**changes), row(id="other")))

    assert (report.changed, report.same) == ((Changed("one", columns),), 1), reason
    assert await take(listing(row(**changes), row(id="other"))) == ImportReport(same=2)


@pytest.mark.hazard("HAZ-016")
async def test_what_is_no_longer_in_the_file_is_closed_and_comes_back_with_it(engine, take):
    await take(many(3))
    report = await take(many(2))
    again = await take(many(2))

    assert (report.closed, report.same) == (("service-02",), 2)
    assert (again.closed, again.same) == ((), 3)
    assert (await _all(engine))["service-02"].status is Status.CLOSED

    assert (await take(many(3))).changed == (Changed("service-02", ("status",)),)
    assert (await _all(engine))["service-02"].status is Status.ACTIVE


STOPS = [
    (20, 16, {}, False, "four of twenty"),
    (20, 14, {}, True, "six of twenty"),
    (40, 34, {}, False, "six of forty"),
    (6, 1, {}, False, "five may always go"),
    (6, 0, {}, True, "all six"),
    (20, 14, {"most_removed": 0.3}, False, "an operator says that a third may go"),
    (40, 34, {"most_removed": 0.1}, True, "an operator is stricter"),
]


@pytest.mark.hazard("HAZ-018")
@pytest.mark.parametrize(("before", "after", "options", "stops", "reason"), STOPS, ids=[stop[4] for stop in STOPS])
async def test_a_file_that_would_close_too_many_is_stopped(engine, take, before, after, options, stops, reason):
    await take(many(before))
    report = await take(many(after) if after else listing(row()), **options)

    assert (report.is_stopped, len(report.closed)) == (stops, before - after), reason
    closed = sum(each.status is Status.CLOSED for each in (await _all(engine)).values())
    assert closed == (0 if stops else before - after), reason


@pytest.mark.hazard("HAZ-018")
async def test_services_that_a_file_itself_calls_closed_count_as_removed(engine, take):
    await take(many(20))
    report = await take(many(20).replace(b",active,", b",closed,"))

    assert (report.is_stopped, len(report.closed)) == (True, 20)


@pytest.mark.hazard("HAZ-018")
async def test_a_dry_run_tells_the_same_and_writes_nothing(engine, take):
    await take(many(3))
    before = await _all(engine)
    file = listing(row(), row(id="service-00", phone="0113 496 0009"))

    tried = await take(file, dry_run=True)

    assert await _all(engine) == before
    assert tried == await take(file)
    assert (tried.added, tried.closed) == (("one",), ("service-01", "service-02"))


async def test_a_list_leaves_those_of_other_names_alone(engine, take):
    await take(many(2), origin_of("leeds"))
    report = await take(listing(row()), origin_of("york"))

    assert (report.added, report.closed) == (("one",), ())
    assert set((await _origins(engine)).values()) == {"csv:leeds", "csv:york"}


@pytest.mark.hazard("HAZ-018")
async def test_an_id_of_another_list_is_refused_and_nothing_is_loaded(engine, take, places):
    async with engine.begin() as connection:
        await seed(connection, places, TODAY)
    before = await _all(engine)

    report = await take(listing(row(), row(id="crisis-st-charles")))

    assert [(each.line, each.reason) for each in report.refused] == [(3, "id belongs to a service of another list")]
    assert await _all(engine) == before


@pytest.mark.hazard("HAZ-015")
async def test_what_a_person_decided_stays_decided_and_is_no_change(engine, take):
    await take(listing(row(), row(id="other")))
    held = (await _all(engine))["one"]
    async with engine.begin() as connection:
        check = Check("one", date(2026, 11, 1), Decision.HOLD, facts_digest(held), "nobody answers")
        await store_checks(connection, [check])

    assert await take(listing(row(), row(id="other"))) == ImportReport(same=2)
    await take(listing(row(), row(id="other", phone="0113 496 0009")))

    assert (await _all(engine))["one"].status is Status.HELD


async def test_the_longest_cells_are_kept(engine, take):
    short = dict.fromkeys(("name", "operator", "phone_note", "cost", "town", "gp_practices"), "\u00e9" * 200)
    long = dict.fromkeys(("note", "source", "area_words", "accessibility", "interpreter", "address"), "\u00e9" * 500)
    link = f"https://example.org/{'a' * 480}"
    file = listing(
        row(id="i" * 80, **short, **long, url=link, source_url=link, bsl_url=link, text_to="SURVIVOR to 85258"),
        row(
            special_hours=f"2026-12-24 closed: {'n' * 500}",
            hours="; ".join(f"Monday {h:02}:00-{h:02}:30" for h in range(24)),
        ),
    )
    await take(file)

    assert await take(file) == ImportReport(same=2)


async def test_a_long_list_is_loaded_in_parts(engine, take):
    rows = listing(
        *(row(id=f"service-{number}", phone="", town="", address=f"{number} High Street") for number in range(1201))
    )
    await take(rows)

    assert await take(rows) == ImportReport(same=1201)
