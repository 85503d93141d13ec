from datetime import date
from pathlib import Path

import pytest

from bot.directory import find_schools
from bot.directory.school_import import COLUMNS, load_schools, read_schools
from bot.places import Area
from bot.places.authorities import read_authorities
from tests.unit.directory.builders import BRADFORD, LEEDS, TODAY, place

HEADER = ",".join(COLUMNS)
GOOD = "100001,Allerton Grange School,Leeds,LS6 3BR,Leeds,yes,ICB list,2026-09-01"


def _file(tmp_path: Path, *rows: str) -> Path:
    file = tmp_path / "schools.csv"
    file.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return file


def _read(file: Path, places):
    return read_schools(file.read_bytes(), read_authorities(), places, TODAY)


def test_a_good_file_is_read(tmp_path, places):
    read = _read(_file(tmp_path, GOOD, "", "100002,St Anne's,York,,E06000014,,A list,2026-09-01"), places)

    assert read.refused == ()
    assert [row["urn"] for row in read.rows] == ["100001", "100002"]
    assert [row["local_authority"] for row in read.rows] == [LEEDS, "E06000014"]
    assert [row["has_team"] for row in read.rows] == [True, None]
    assert read.rows[0]["checked_on"] == date(2026, 9, 1)


BAD_ROWS = [
    ("12,School,Leeds,LS6 3BR,Leeds,yes,List,2026-09-01", "urn", "no URN"),
    ("100002,,Leeds,LS6 3BR,Leeds,yes,List,2026-09-01", "name is empty", "no name"),
    ("100002,School,Leeds,LS6 3BR,Leeds,yes,,2026-09-01", "source is empty", "no source"),
    ("100002,School,Leeds,XX1 1XX,Leeds,yes,List,2026-09-01", "postcode", "no such postcode"),
    ("100002,School,Leeds,LS6,Leeds,yes,List,2026-09-01", "postcode", "half a postcode"),
    ("100002,School,Leeds,LS6 3BR,Atlantis,yes,List,2026-09-01", "no local authority", "no such authority"),
    ("100002,School,Norwich,,Norfolk,yes,List,2026-09-01", "county", "a county of several authorities"),
    ("100002,School,Leeds,LS6 3BR,Leeds,maybe,List,2026-09-01", "has_team", "neither yes nor no"),
    ("100002,School,Leeds,LS6 3BR,Leeds,yes,List,1 September", "checked_on", "no day"),
    ("100002,School,Leeds,LS6 3BR,Leeds,yes,List,2027-09-01", "ahead of today", "seen in the future"),
    ("100002,School,Leeds,LS6 3BR,Leeds,yes,List", "7 cells", "a ragged row"),
    ("100002,School,Leeds,LS6 3BR,Leeds,yes,List,2026-09-01,more", "9 cells", "a ragged row, longer"),
    ("100002,<b>School</b>,Leeds,LS6 3BR,Leeds,yes,List,2026-09-01", "character", "HTML in a name"),
    ("100002,=HYPERLINK(1),Leeds,LS6 3BR,Leeds,yes,List,2026-09-01", "formula", "a spreadsheet formula"),
    ("100001,Another School,Leeds,LS6 3BR,Leeds,yes,List,2026-09-01", "line 2 already", "a URN used twice"),
    (f"100002,{'S' * 201},Leeds,LS6 3BR,Leeds,yes,List,2026-09-01", "too long", "a name without an end"),
    ('100002,"School" x,Leeds,LS6 3BR,Leeds,yes,List,2026-09-01', "quotes", "quotes that do not match"),
]


@pytest.mark.hazard("HAZ-018")
@pytest.mark.parametrize(("row", "named", "reason"), BAD_ROWS)
def test_a_bad_row_is_refused_by_line_and_reason(tmp_path, places, row, named, reason):
    read = _read(_file(tmp_path, GOOD, row), places)

    assert [refusal.line for refusal in read.refused] == [3], reason
    assert named in read.refused[0].reason, reason
    assert "Atlantis" not in read.refused[0].reason, "a refusal never repeats the row"


@pytest.mark.hazard("HAZ-018")
@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (b"", "first line"),
        (b"urn,name\n1,2\n", "first line"),
        ((HEADER + "\n").encode(), "no school"),
        ((HEADER + "\n" + GOOD.replace("Grange", "Gr\xe4nge")).encode("cp1252"), "UTF-8"),
    ],
    ids=["empty", "another header", "no rows", "another encoding"],
)
def test_a_bad_file_is_refused_whole(tmp_path, places, raw, named):
    file = tmp_path / "schools.csv"
    file.write_bytes(raw)

    read = _read(file, places)

    assert [named in refusal.reason for refusal in read.refused] == [True]


ROWS = [
    "100001,Allerton Grange School,Leeds,LS6 3BR,Leeds,yes,List,2026-09-01",
    "100002,St Mary's Catholic Primary School,Leeds,,Leeds,no,List,2026-09-01",
    "100003,St Mary's Catholic Primary School,York,,York,yes,List,2026-09-01",
    "100005,Allerton High School,Leeds,,Leeds,,List,2026-09-01",
    "100006,The Grammar School at Leeds,Leeds,,Leeds,,List,2026-09-01",
    "100007,One Sixth Form College,Ipswich,,,,List,2026-09-01",
    "100004,Beckfoot School,Bingley,,Bradford,,List,2026-09-01",
]
FOUND = [
    ("my son is at allerton grange in leeds", None, ["100001"], "the telling words of its name"),
    ("ALLERTON GRANGE SCHOOL", None, ["100001"], "the whole name"),
    ("St. Mary's in York", None, ["100003", "100002"], "the town decides between two of a name"),
    ("St Marys primary", LEEDS, ["100002", "100003"], "the person's own authority decides"),
    ("the grammar school at leeds", None, ["100006"], "a name of nothing but its town, said whole"),
    ("my daughter, 15, hurts herself. she is at Beckfoot.", None, ["100004"], "in a sentence with other words"),
    ("one of my pupils in Leeds", None, [], "a short word of a name, and a town"),
    ("Beckfoot", BRADFORD, ["100004"], "one word"),
    ("the school in Leeds", LEEDS, [], "no telling word of any school"),
    ("Grange", None, [], "half of a name is another school's whole"),
    ("", None, [], "nothing said"),
    ("100% _ ' ; --", None, [], "characters that a query must not read as its own"),
]


@pytest.fixture
async def schools(engine, tmp_path, places):
    read = _read(_file(tmp_path, *ROWS), places)
    assert read.refused == ()
    async with engine.begin() as connection:
        await load_schools(connection, read.rows)
        await load_schools(connection, read.rows)
    return engine


@pytest.mark.parametrize(("text", "authority", "urns", "reason"), FOUND)
async def test_a_school_is_found_in_a_sentence(schools, text, authority, urns, reason):
    here = None if authority is None else place(text="LS1 1UR", local_authorities=(Area(authority, "here"),))
    async with schools.connect() as connection:
        found = await find_schools(connection, text, here)

    assert [school.urn for school in found] == urns, reason


async def test_a_school_is_found_by_its_own_postcode(schools):
    async with schools.connect() as connection:
        (found,) = await find_schools(connection, "LS6 3BR", place(text="LS6 3BR"))

    assert (found.name, found.has_team, found.checked_on) == ("Allerton Grange School", True, date(2026, 9, 1))


@pytest.mark.hazard("HAZ-018")
async def test_a_team_is_known_or_not_known_and_never_denied(schools):
    async with schools.connect() as connection:
        found = await find_schools(connection, "St Mary's", None)

    assert {school.urn: school.has_team for school in found} == {"100002": None, "100003": True}
