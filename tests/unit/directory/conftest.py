from collections.abc import Callable, Iterator

import pytest

from bot.directory.values import Door, Service
from bot.places import Places
from bot.places.authorities import read_authorities
from bot.places.build import Row, build


@pytest.fixture
def door_of() -> Callable[[Service], Door]:
    """A door through which nothing but its service is of interest."""
    return lambda service: Door(service, distance_miles=None, why="open now")


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    """The postcodes of the shipped services, and one of a school: true rows of the ONS Postcode Directory."""
    rows = [
        Row("LS6 3BR", "E08000035", 427710, 435613),
        Row("SS165NL", "E07000066", 570054, 187243),
        Row("W10 6DZ", "E09000020", 523783, 181889),
        Row("YO244LJ", "E06000014", 457442, 451420),
    ]
    file = tmp_path_factory.mktemp("places") / "postcodes.bin"
    build([rows], read_authorities(), "test", file, lambda _line: None)
    opened = Places.open(file)
    yield opened
    opened.close()
