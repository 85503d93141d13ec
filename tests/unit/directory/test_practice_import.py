import argparse
import asyncio
import os
import sqlite3
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.commands import import_
from bot.commands.migrate import migrate
from bot.database import make_engine
from bot.directory.practice_import import SOURCE, load_practices, read_practices
from bot.directory.practice_names import telling_words, titled
from bot.directory.tables import gp_practice
from bot.places import Places
from bot.places.authorities import read_authorities
from bot.settings import Settings
from tests.unit.directory.builders import LEEDS, TODAY
from tests.unit.directory.practice_rows import RAW, build_postcodes, changed

AUTHORITIES = read_authorities()
ENGLISH = 11  # of the file's 14 rows: one is closed, one another kind of service, one in Wales


@pytest.fixture(scope="module")
def practice_places(tmp_path_factory):
    file = tmp_path_factory.mktemp("practices") / "postcodes.bin"
    build_postcodes(file)
    opened = Places.open(file)
    yield opened
    opened.close()


def _read(raw, places):
    return read_practices(raw, AUTHORITIES, places, TODAY)


def test_active_english_gp_practices_are_kept_and_the_others_passed_over(practice_places):
    read = _read(RAW, practice_places)
    rows = {row["code"]: row for row in read.rows}

    assert (read.refused, len(rows), read.passed_over, read.unplaced) == ((), ENGLISH, 3, 0)
    assert rows.keys().isdisjoint({"A81003", "B83666", "W91002"})
    oakwood = rows["B86654"]
    assert (oakwood["name"], oakwood["town"], oakwood["postcode"]) == ("Oakwood Surgery", "Leeds", "LS8 4AA")
    assert (oakwood["local_authority"], oakwood["icb"], oakwood["source"]) == (LEEDS, "QWO", SOURCE)
    assert (oakwood["latitude"], oakwood["longitude"]) == pytest.approx((53.827, -1.507), abs=0.002)
    assert rows["E81617"]["icb"] == "S1Y5D", "a board that was merged is the one of its authority today"


def test_a_new_postcode_leaves_a_practice_without_a_point_and_is_counted(practice_places):
    read = _read(changed("B86654", 10, "LS8 4ZZ"), practice_places)
    row = next(row for row in read.rows if row["code"] == "B86654")

    assert (read.refused, read.unplaced) == ((), 1)
    assert (row["latitude"], row["local_authority"], row["icb"]) == (None, None, "QWO")


BAD = [
    (changed("B86654", 1, "B8665"), 9, "code", "a code cut short"),
    (changed("B86654", 1, "B86015"), 9, "already", "a code used twice"),
    (changed("B86654", 2, ""), 9, "name", "no name"),
    (changed("B86654", 2, "<b>OAKWOOD</b>"), 9, "markup", "HTML in a name"),
    (changed("B86654", 2, "=HYPERLINK(1)"), 9, "formula", "a spreadsheet formula"),
    (changed("B86654", 2, "O" * 201), 9, "too long", "a name without an end"),
    (changed("B86654", 7, "LE\u202eEDS"), 9, "reading", "a sign that turns the reading"),
    (changed("B86654", 10, "LEEDS"), 9, "postcode", "a shifted column"),
    (changed("B86654", 10, "LS8"), 9, "postcode", "half a postcode"),
    (changed("B86654", 10, "LS8 4AA LS6 3BR"), 9, "postcode", "two postcodes"),
    (changed("B86654", 27, '","more'), 9, "28 cells", "a ragged row"),
    (b"", 1, "no active GP practice", "an empty file"),
    (b"\xff\xfe" + RAW.decode().encode("utf-16-le"), 1, "UTF-8", "another encoding"),
    (b'"A81003","CLOSED"\n', 1, "2 cells", "another file"),
]


@pytest.mark.hazard("HAZ-018")
@pytest.mark.parametrize(("raw", "line", "named", "reason"), BAD)
def test_a_bad_row_is_refused_by_line_and_reason(practice_places, raw, line, named, reason):
    read = _read(raw, practice_places)

    assert [refusal.line for refusal in read.refused] == [line], reason
    assert named in read.refused[0].reason, reason
    assert "OAKWOOD" not in read.refused[0].reason, "a refusal never repeats the row"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode), st.integers(0, len(RAW)))
def test_no_file_makes_it_raise(practice_places, noise, cut):
    for raw in (noise, RAW[:cut] + noise + RAW[cut:]):
        read = _read(raw, practice_places)
        assert read.passed_over >= 0


async def test_loading_again_replaces_everything(engine, practice_places):
    rows = _read(RAW, practice_places).rows
    async with engine.begin() as connection:
        await load_practices(connection, rows)
        await load_practices(connection, rows)
        await load_practices(connection, rows[:2])
    async with engine.connect() as connection:
        codes = (await connection.execute(select(gp_practice.c.code).order_by(gp_practice.c.code))).scalars().all()

    assert codes == ["A81001", "A82038"]


@pytest.fixture
def machine(tmp_path):
    made = Settings(var_dir=tmp_path)
    build_postcodes(made.postcodes)

    async def create():
        engine = make_engine(made.database)
        await migrate(engine)
        await engine.dispose()

    asyncio.run(create())
    return made


def _import(machine, raw, *, dry_run=False, checked_on=None):
    file = machine.var_dir / "epraccur.csv"
    file.write_bytes(raw)
    os.utime(file, (0, datetime(2026, 11, 1, tzinfo=UTC).timestamp()))
    arguments = argparse.Namespace(what="practices", file=file, dry_run=dry_run, checked_on=checked_on)
    status = import_.run(arguments, machine)
    with sqlite3.connect(machine.var_dir / "firstport.db") as connection:
        days = [row[0] for row in connection.execute("SELECT checked_on FROM gp_practice")]
    connection.close()
    return status, days


def test_the_command_loads_the_file_and_dates_it_by_its_own_day(machine, capsys):
    assert _import(machine, RAW) == (0, ["2026-11-01"] * ENGLISH)
    assert "11 GP practices are loaded" in capsys.readouterr().out


@pytest.mark.hazard("HAZ-018")
def test_the_command_loads_nothing_where_a_row_is_refused_or_the_run_is_dry(machine, capsys):
    assert _import(machine, changed("B86654", 10, "LEEDS")) == (1, [])
    assert "line 9: the postcode" in capsys.readouterr().out
    assert _import(machine, RAW, dry_run=True) == (0, [])
    assert _import(machine, RAW, checked_on=datetime(2999, 1, 1, tzinfo=UTC).date()) == (1, [])


NAMES = [
    ("THE DENSHAM SURGERY", "The Densham Surgery", ["densham"]),
    ("DR PS BATH'S PRACTICE", "Dr PS Bath's Practice", ["baths"]),
    ("ST. MARY'S SURGERY", "St. Mary's Surgery", ["st", "marys"]),
    ("STOCKTON-ON-TEES GP GROUP", "Stockton-on-Tees GP Group", ["stockton", "tees"]),
    ("SCHOOL OF LIFE HEALTH CENTRE AT ASH", "School of Life Health Centre at Ash", ["school", "life", "ash"]),
    ("68 PIPEWELL ROAD", "68 Pipewell Road", ["68", "pipewell", "road"]),
]


@pytest.mark.parametrize(("name", "written", "telling"), NAMES)
def test_a_name_in_capitals_is_written_as_people_write_and_its_telling_words_are_known(name, written, telling):
    assert titled(name) == written
    assert telling_words(name) == telling
