"""What a postcode tells is the same whether the postcode file knows it, or a look-up server that is asked after it."""

import dataclasses

import pytest

from actions.world import World
from bot.database import make_engine
from bot.places import Country, NotFound, Place, Places
from bot.places.authorities import read_authorities
from bot.places.build import Row
from bot.places.live import LivePlaces
from tests.unit.actions.builders import CLOCK
from tests.unit.places.conftest import ROWS, build_places
from tests.unit.places.postcode_server import PostcodeServer, postcode

# The same first halves, without the postcodes that are asked for: a file older than they are.
OLD = [Row(f"{row.postcode[:4]}8Q{letter}", *row[1:]) for row, letter in zip(ROWS, "ABDEFGHJLNPQRST", strict=True)]

ROWS_TO_ASK = [
    ("ls63br", "LS6 3BR", Country.ENGLAND, "Leeds", ["QWO"], "in England"),
    ("SW1A 1AA please", "SW1A 1AA", Country.ENGLAND, "Westminster", ["Z9B2Z"], "a board of long ago is not believed"),
    ("S1 2HH", "S1 2HH", Country.ENGLAND, "Sheffield", ["QF7"], "an authority's old code"),
    ("TD15 1SZ", "TD15 1SZ", Country.SCOTLAND, None, [], "over the border"),
    ("CH1 6BS", "CH1 6BS", Country.WALES, None, [], "over the other border"),
    ("EH1 1YZ", "EH1 1YZ", Country.SCOTLAND, None, [], "an area that lies wholly outside"),
]
NOT_FOUND = [
    ("LS6 9ZZ", False, "in England for sure"),
    ("TD15 9ZZ", True, "its first half lies in two countries"),
    ("B4 7ZZ", False, "a first half that is not known"),
    ("XX1 1XX", False, "no such area"),
]


@pytest.fixture
def places(tmp_path):
    """The file that knows them all."""
    (tmp_path / "new").mkdir()
    opened = Places.open(build_places(tmp_path / "new", ROWS))
    yield opened
    opened.close()


@pytest.fixture
def old_places(tmp_path):
    """The file that knows none of them, only their first halves."""
    (tmp_path / "old").mkdir()
    opened = Places.open(build_places(tmp_path / "old", sorted(OLD)))
    yield opened
    opened.close()


@pytest.fixture(params=["file", "server"])
async def world(request, tmp_path, places, old_places, aiohttp_server):
    engine = make_engine(f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}")
    made = World(places, engine, CLOCK)
    if request.param == "server":
        server = await aiohttp_server(PostcodeServer(*map(postcode, ROWS)).app())
        live = LivePlaces(str(server.make_url("")).rstrip("/"), read_authorities(), budget_s=2.0)
        made = World(old_places, engine, CLOCK, live)
    yield made
    await made.close()


@pytest.mark.parametrize(("typed", "text", "country", "authority", "icbs", "why"), ROWS_TO_ASK)
async def test_a_postcode_that_is_known(world, places, typed, text, country, authority, icbs, why):
    found = await world.find(typed)

    assert isinstance(found, Place), why
    assert (found.text, found.country) == (text, country), why
    assert [area.name for area in found.local_authorities] == ([authority] if authority else []), why
    assert [icb.code for icb in found.icbs] == icbs, why
    of_file = places.find(typed)
    assert dataclasses.replace(found, point=None) == dataclasses.replace(of_file, point=None), why
    if of_file.point is not None:
        assert found.point.miles_to(of_file.point) < 0.001, why


@pytest.mark.hazard("HAZ-017")
@pytest.mark.parametrize(("typed", "border", "why"), NOT_FOUND)
async def test_a_postcode_that_nobody_knows(world, typed, border, why):
    found = await world.find(typed)

    assert isinstance(found, NotFound), why
    assert (found.text, found.border) == (typed, border), why


@pytest.mark.parametrize("typed", ["", "no postcode here", "near LS6"])
async def test_what_is_no_whole_postcode(world, places, typed):
    found = await world.find(typed)

    assert (found.text if found else None) == (places.find(typed).text if places.find(typed) else None)
