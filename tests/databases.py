"""Real databases for tests: SQLite files, and a PostgreSQL that the tests start and stop themselves."""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.commands.migrate import migrate
from bot.database import make_engine

_numbers = itertools.count()
KINDS = ("sqlite", "postgresql")


def find_postgres() -> Path:
    """The newest PostgreSQL's programs (Debian keeps them off the PATH)."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        pytest.fail("These tests need PostgreSQL: install it (Debian: apt-get install postgresql).")
    return found[-1].parent if found else Path(str(on_path)).parent


class Postgres:
    """One PostgreSQL server in a folder of its own, on a free port of loopback."""

    def __init__(self, folder: Path) -> None:
        self._bin, self._data = find_postgres(), folder / "data"
        self._migrated = False
        self._user = "nobody" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        if os.getuid() == 0:  # PostgreSQL will not run as root
            os.chown(folder, pwd.getpwnam(self._user).pw_uid, -1)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._run("initdb", "-D", self._data, "-A", "trust", "-U", "firstport", "-E", "UTF8", "--no-sync")
        self.start()

    def start(self) -> None:
        options = f"-p {self.port} -h 127.0.0.1 -k '' -c fsync=off -c max_connections=120"
        self._run("pg_ctl", "-D", self._data, "-w", "-o", options, "-l", self._data / "log", "start")

    def stop(self) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+asyncpg://firstport@127.0.0.1:{self.port}/{database}"

    async def migrated(self) -> str:
        """The name of a database with every table and no row, to copy."""
        if not self._migrated:
            await self.execute("CREATE DATABASE migrated")
            made = make_engine(self.url("migrated"))
            await migrate(made)
            await made.dispose()
            self._migrated = True
        return "migrated"

    async def execute(self, statement: str) -> None:
        connection = await asyncpg.connect(self.url().replace("+asyncpg", ""))
        await connection.execute(statement)
        await connection.close()

    def _run(self, program: str, *arguments: object) -> None:
        user = self._user if os.getuid() == 0 else None
        command = [str(self._bin / program), *map(str, arguments)]
        subprocess.run(command, user=user, check=True, stdout=subprocess.DEVNULL, cwd="/")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server for the whole run."""
    folder = Path(tempfile.mkdtemp(prefix="firstport-postgres-"))
    server = Postgres(folder)
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=KINDS)
def database_kind(request) -> str:
    """Each test that uses a database runs on both."""
    return request.param


@pytest.fixture
async def engine(database_kind, tmp_path, request) -> AsyncIterator[AsyncEngine]:
    """An empty, migrated database of the test's own."""
    if database_kind == "sqlite":
        made = make_engine(f"sqlite+aiosqlite:///{tmp_path / 'test.db'}")
        await migrate(made)
        yield made
        await made.dispose()
        return
    server = request.getfixturevalue("postgres")
    name = f"test_{next(_numbers)}"
    await server.execute(f"CREATE DATABASE {name} TEMPLATE {await server.migrated()}")
    made = make_engine(server.url(name))
    yield made
    await made.dispose()
    await server.execute(f"DROP DATABASE {name} WITH (FORCE)")
