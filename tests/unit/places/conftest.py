"""A small postcode file, built from a handful of real rows of the ONS Postcode Directory, November 2025."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.places import Places
from bot.places.authorities import read_authorities
from bot.places.build import Row, build
from bot.places.live import LivePlaces
from tests.unit.places.postcode_server import HOME, PostcodeServer

# postcode (seven characters), local authority, easting, northing
ROWS = [
    Row("CH1 4AA", "E06000050", 339741, 366910),
    Row("CH1 6BS", "W06000005", 336739, 367659),
    Row("CH5 3QW", "W06000005", 333708, 364923),
    Row("LL110AA", "W06000006", 333056, 350649),
    Row("LS2 9JT", "E08000035", 429512, 434722),
    Row("LS6 3BR", "E08000035", 427710, 435613),
    Row("LS6 3BS", "E08000035", 427907, 435983),
    Row("M1  1AA", "E08000003", 385022, 398985),
    Row("ME2 1AA", "E06000035", 571224, 166630),
    Row("S1  2HH", "E08000019", 435359, 387191),  # Sheffield's code until April 2025, given here to be mended
    Row("SW1A1AA", "E09000033", 529090, 179645),
    Row("TD151AA", "E06000057", 400009, 652862),
    Row("TD151SZ", "S12000026", 393296, 652525),
    Row("W1A 1AA", "E09000033", 528887, 181593),
    Row("YO244LJ", "E06000014", 457442, 451420),
]


def build_places(folder: Path, rows: list[Row]) -> Path:
    target = folder / "postcodes.bin"
    build([rows], read_authorities(), "test", target, lambda _line: None)
    return target


@pytest.fixture(scope="session")
def postcode_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_places(tmp_path_factory.mktemp("places"), ROWS)


@pytest.fixture
def places(postcode_file: Path) -> Iterator[Places]:
    opened = Places.open(postcode_file)
    yield opened
    opened.close()


@pytest.fixture
def server() -> PostcodeServer:
    """A look-up server that knows one postcode."""
    return PostcodeServer(HOME)


@pytest.fixture
async def live(server, aiohttp_server) -> AsyncIterator[LivePlaces]:
    """The client of that server."""
    started = await aiohttp_server(server.app())
    made = LivePlaces(str(started.make_url("")).rstrip("/"), read_authorities(), budget_s=0.4)
    yield made
    await made.close()
