"""A small world for actions: a handful of real postcodes, a directory on SQLite, a fixed clock."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.wiring import make_actions
from actions.world import World
from bot.database import make_engine, metadata
from bot.directory.practice_import import load_practices, read_practices
from bot.directory.practices import PracticeBook
from bot.directory.school_import import load_schools
from bot.directory.write import replace_services
from bot.places import Places, Towns
from bot.places.authorities import read_authorities
from bot.places.build import build
from tests.unit.actions.builders import CLOCK, POSTCODES, SCHOOLS, SERVICES, Stage
from tests.unit.directory.builders import TODAY
from tests.unit.directory.practice_rows import RAW, build_postcodes


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    file = tmp_path_factory.mktemp("places") / "postcodes.bin"
    build([POSTCODES], read_authorities(), "test", file, lambda _line: None)
    opened = Places.open(file)
    yield opened
    opened.close()


@pytest.fixture
async def directory(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(f"sqlite+aiosqlite:///{tmp_path / 'directory.db'}")
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
        await replace_services(connection, SERVICES, "test")
        await load_schools(connection, SCHOOLS)
    yield engine
    await engine.dispose()


@pytest.fixture(scope="session")
def towns() -> Towns:
    return Towns.read(read_authorities())


@pytest.fixture
def world(places: Places, directory: AsyncEngine, towns: Towns) -> World:
    """The small world, with the real gazetteer and no practice loaded."""
    return World(places, directory, CLOCK, towns=towns, practice_book=PracticeBook(read_authorities()))


@pytest.fixture
def stage(world: World) -> Stage:
    """Every action over the small world."""
    return Stage(make_actions(world, budget_s=2.0))


@pytest.fixture(scope="session")
def practice_rows(tmp_path_factory: pytest.TempPathFactory) -> tuple[Mapping[str, Any], ...]:
    """True rows of the NHS's own list."""
    file = tmp_path_factory.mktemp("practices") / "postcodes.bin"
    build_postcodes(file)
    opened = Places.open(file)
    rows = read_practices(RAW, read_authorities(), opened, TODAY).rows
    opened.close()
    return rows


@pytest.fixture
async def practices(directory: AsyncEngine, practice_rows: tuple[Mapping[str, Any], ...]) -> None:
    """The directory knows GP practices."""
    async with directory.begin() as connection:
        await load_practices(connection, practice_rows)


@pytest.fixture
def stage_of() -> Callable[[World], Stage]:
    """Every action over a world of the test's own."""
    return lambda world, budget_s=2.0: Stage(make_actions(world, budget_s))
