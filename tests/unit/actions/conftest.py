"""A small world for actions: a handful of real postcodes, a directory on SQLite, a fixed clock."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.wiring import make_actions
from actions.world import World
from bot.database import make_engine, metadata
from bot.directory.school_import import load_schools
from bot.directory.write import replace_services
from bot.places import Places
from bot.places.authorities import read_authorities
from bot.places.build import build
from tests.unit.actions.builders import CLOCK, POSTCODES, SCHOOLS, SERVICES, Stage


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


@pytest.fixture
def stage(places: Places, directory: AsyncEngine) -> Stage:
    """Every action over the small world."""
    return Stage(make_actions(World(places, directory, CLOCK), budget_s=2.0))


@pytest.fixture
def stage_of() -> Callable[[World], Stage]:
    """Every action over a world of the test's own."""
    return lambda world, budget_s=2.0: Stage(make_actions(world, budget_s))
