import argparse
import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.commands import import_, seed
from bot.database import make_engine, metadata
from bot.directory.school_import import COLUMNS
from bot.places.authorities import read_authorities
from bot.places.build import Row, build
from bot.settings import Settings

GOOD = "100001,Allerton Grange School,Leeds,LS6 3BR,Leeds,yes,ICB list,2026-09-01"
BAD = "100002,School,Leeds,XX1 1XX,Leeds,yes,List,2026-09-01"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An operator's machine: the postcode file is made, the tables are there and empty."""
    made = Settings(var_dir=tmp_path)
    rows = [Row("LS6 3BR", "E08000035", 427710, 435613)]
    build([rows], read_authorities(), "test", made.postcodes, lambda _line: None)
    asyncio.run(_create(made))
    return made


async def _create(settings: Settings) -> None:
    engine = make_engine(settings.database)
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    await engine.dispose()


def _count(settings: Settings, table: str) -> int:
    with sqlite3.connect(settings.var_dir / "firstport.db") as connection:
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608  # a name of this file
    connection.close()
    return count


def _import(settings: Settings, *rows: str, dry_run: bool = False) -> int:
    file = settings.var_dir / "schools.csv"
    file.write_text("\n".join((",".join(COLUMNS), *rows)))
    return import_.run(argparse.Namespace(what="schools", file=file, dry_run=dry_run), settings)


def test_seeding_says_what_it_loaded_and_can_be_done_again(settings, capsys):
    assert [seed.run(argparse.Namespace(), settings) for _ in range(2)] == [0, 0]

    assert "services are shown" in capsys.readouterr().out
    assert _count(settings, "service") == 50


def test_without_the_postcode_file_seeding_says_what_to_run(tmp_path, capsys):
    assert seed.run(argparse.Namespace(), Settings(var_dir=tmp_path)) == 1

    assert "python -m bot postcodes" in capsys.readouterr().out


def test_a_good_file_is_loaded_and_can_be_loaded_again(settings, capsys):
    assert [_import(settings, GOOD) for _ in range(2)] == [0, 0]

    assert _count(settings, "school") == 1
    assert "1 schools are loaded" in capsys.readouterr().out


@pytest.mark.hazard("HAZ-018")
def test_one_bad_row_and_nothing_is_loaded(settings, capsys):
    assert _import(settings, GOOD, BAD) == 1

    told = capsys.readouterr().out
    assert "line 3: postcode is not a postcode that we know" in told
    assert "XX1" not in told, "a refusal never repeats the row"
    assert _count(settings, "school") == 0


@pytest.mark.hazard("HAZ-018")
def test_a_dry_run_writes_nothing(settings):
    assert _import(settings, GOOD, dry_run=True) == 0

    assert _count(settings, "school") == 0


def test_a_missing_file_is_said(settings, capsys):
    arguments = argparse.Namespace(what="schools", file=settings.var_dir / "none.csv", dry_run=False)

    assert import_.run(arguments, settings) == 1
    assert "no such file" in capsys.readouterr().out
