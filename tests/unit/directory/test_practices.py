import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.directory.practice_import import load_practices, read_practices
from bot.directory.practice_names import telling_words
from bot.directory.practices import PracticeBook, PracticeIndex
from bot.places import Places, Practice
from bot.places.authorities import read_authorities
from tests.unit.directory.builders import LEEDS, TODAY, place
from tests.unit.directory.practice_rows import RAW, build_postcodes

AUTHORITIES = read_authorities()
REAL = Path(__file__).parents[3] / "var" / "epraccur.csv"  # the whole file, where somebody has fetched it
OAKWOODS = ["B86654", "C84016", "M85078"]  # in Leeds, Mansfield and Birmingham

FOUND = [
    ("A81001", None, ["A81001"], "the code alone"),
    ("my surgery's code is b86015 i think", None, ["B86015"], "the code in a sentence"),
    ("densham", None, ["A81001"], "the only telling word"),
    ("The Densham Surgery, Stockton", None, ["A81001"], "the whole name"),
    ("im with the denshum surgery", None, ["A81001"], "a letter wrong"),
    ("temple sowerby", None, ["A82038"], "two words"),
    ("dr bath", None, ["E81617"], "a doctor's name, without its s"),
    ("i go to hyde park medical centre", None, ["B86025"], "another word for a surgery"),
    ("manor park bramley", None, ["B86015"], "a name and a part of the town"),
    ("oakwood surgery", None, OAKWOODS, "three of one name"),
    ("oakwood surgery in mansfield", None, ["C84016"], "the town decides"),
    ("oakwood", place(), ["B86654"], "the person's own place decides"),
    ("allerton medical", place(), ["B86039"], "near"),
    ("densham", place(), ["A81001"], "far off, and the only one of its name"),
    ("park surgery", place(), [], "two of that name, both far off"),
    ("park surgery", None, ["B81037", "C81031"], "two of that name, and no place to choose by"),
    ("I walk round the park each day and still feel so low about everything", None, [], "a park"),
    ("the surgery", place(), [], "no telling word"),
    ("the doctors in leeds", place(), [], "a town and no name"),
    ("Z99999", None, [], "no such code"),
    ("qwertyuiop medical practice", None, [], "no such name"),
    ("", None, [], "nothing said"),
    ("100% _ ' ; --", None, [], "signs"),
]


def _rows(folder, raw, day):
    build_postcodes(folder / "postcodes.bin")
    places = Places.open(folder / "postcodes.bin")
    try:
        read = read_practices(raw, AUTHORITIES, places, day)
    finally:
        places.close()
    assert read.refused == ()
    return read.rows


@pytest.fixture
async def directory(engine, tmp_path):
    async with engine.begin() as connection:
        await load_practices(connection, _rows(tmp_path, RAW, TODAY))
    return engine


async def test_a_practice_is_found_in_what_a_person_says(directory):
    book = PracticeBook(AUTHORITIES)
    async with directory.connect() as connection:
        for text, here, codes, reason in FOUND:
            found = await book.find(connection, text, here)
            assert [practice.code for practice in found] == codes, reason


async def test_a_practice_knows_where_it_stands(directory):
    async with directory.connect() as connection:
        (found,) = await PracticeBook(AUTHORITIES).find(connection, "B86654", None)

    assert (found.name, found.town) == ("Oakwood Surgery", "Leeds")
    assert (found.place.text, found.place.local_authorities[0].code) == ("LS8 4AA", LEEDS)
    assert found.place.icbs[0].code == "QWO"


async def test_a_new_file_is_noticed_without_a_restart(directory, tmp_path):
    book = PracticeBook(AUTHORITIES)
    async with directory.begin() as connection:
        assert await book.find(connection, "densham", None)
        await load_practices(connection, _rows(tmp_path, RAW, date(2026, 11, 21))[1:])
        assert await book.find(connection, "densham", None) == ()


async def test_a_directory_without_practices_finds_none(engine):
    async with engine.connect() as connection:
        assert await PracticeBook(AUTHORITIES).find(connection, "densham", None) == ()


def _many(count):
    streets = ("Park", "Mill", "Church", "Station", "Victoria", "Queens", "Riverside", "Oak", "High", "Manor")
    return (
        Practice(f"X{n:05}", f"{streets[n % 10]} {streets[n // 10 % 10]}field {n // 40} Surgery", "Leeds", place())
        for n in range(count)
    )


INDEX = PracticeIndex(_many(7_000))


@pytest.mark.parametrize(
    "text", ["park surgery", "millfeild surgry riversde queenz", "oakfield " * 50_000, "x" * 500_000]
)
def test_seven_thousand_practices_are_searched_in_a_blink(text):
    INDEX.find(text, place())
    started = time.process_time()
    for _ in range(5):
        INDEX.find(text, place())

    assert (time.process_time() - started) / 5 < 0.06, "20 ms where the machine is not busy"


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_text_makes_it_raise_and_there_are_five_at_most(text):
    assert len(INDEX.find(text, None)) <= 5
    assert len(INDEX.find(f"park {text}", place())) <= 5


@pytest.mark.skipif(not REAL.is_file(), reason="the whole file of the NHS is not here")
def test_the_whole_file_is_read_and_nearly_every_practice_found_by_its_own_name():
    places = Places.open(REAL.parent / "postcodes.bin")
    read = read_practices(REAL.read_bytes(), AUTHORITIES, places, TODAY)
    places.close()
    index = PracticeIndex(Practice(row["code"], row["name"], row["town"]) for row in read.rows)
    asked = [row for row in read.rows[::25] if telling_words(row["name"])]
    found = [{each.code for each in index.find(f"{row['name']} {row['town']}", None)} for row in asked]

    missed = [row["name"] for row, codes in zip(asked, found, strict=True) if row["code"] not in codes]
    assert read.refused == ()
    assert len(read.rows) > 6_000
    assert len(missed) < len(asked) * 0.05
