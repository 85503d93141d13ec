import argparse
import asyncio
import csv
import json
from datetime import datetime, timedelta

import pytest

from bot.commands import directory, seed
from bot.commands.migrate import migrate
from bot.database import make_engine
from bot.directory.freshness import NEVER_HIDDEN
from bot.directory.hours import LONDON
from bot.directory.recheck import COLUMNS
from bot.places.authorities import read_authorities
from bot.places.build import Row, build
from bot.settings import Settings

TODAY = datetime.now(LONDON).date()


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request, tmp_path) -> Settings:
    """An operator's machine after setup: migrated, and seeded."""
    url = ""
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
        name = f"directory_{abs(hash(tmp_path))}"
        asyncio.run(server.execute(f"CREATE DATABASE {name}"))
        url = server.url(name)
    made = Settings(var_dir=tmp_path, database_url=url)
    build(
        [[Row("LS6 3BR", "E08000035", 427710, 435613)]], read_authorities(), "test", made.postcodes, lambda _line: None
    )
    asyncio.run(_migrate(made))
    assert seed.run(argparse.Namespace(), made) == 0
    return made


async def _migrate(settings: Settings) -> None:
    engine = make_engine(settings.database)
    await migrate(engine)
    await engine.dispose()


def run(settings, *argv: str) -> int:
    parser = argparse.ArgumentParser()
    directory.add_arguments(parser)
    return directory.run(parser.parse_args(argv), settings)


def fill(settings, *decided: dict[str, str]):
    """Write the list, and into it what a person decided."""
    file = settings.var_dir / "list.csv"
    file.unlink(missing_ok=True)
    assert run(settings, "recheck", "--out", str(file)) == 0
    with file.open(encoding="utf-8-sig", newline="") as read:
        rows = list(csv.DictReader(read))
    for changes in decided:
        next(row for row in rows if row["id"] == changes["id"]).update(changes)
    with file.open("w", encoding="utf-8", newline="") as written:
        writer = csv.DictWriter(written, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return file


def status(settings, capsys) -> dict:
    capsys.readouterr()
    assert run(settings, "status", "--json") == 0
    return json.loads(capsys.readouterr().out)


def count(told: dict, name: str) -> int:
    return sum(source[name] for source in told["sources"])


KEEP = {"id": "tt-leeds", "decision": "keep", "seen_on": TODAY.isoformat()}
CLOSE = {"id": "hub-leeds", "decision": "close", "seen_on": TODAY.isoformat(), "reason": "the door is shut"}


@pytest.mark.hazard("HAZ-015")
def test_a_filled_in_list_is_taken_over_and_seeding_again_does_not_undo_it(settings, capsys):
    before = status(settings, capsys)

    assert run(settings, "recheck", "--take", str(fill(settings, KEEP, CLOSE))) == 0
    assert "2 decisions are taken over" in capsys.readouterr().out

    assert seed.run(argparse.Namespace(), settings) == 0
    after = status(settings, capsys)
    assert count(after, "held") == count(before, "held") - 1
    assert count(after, "closed") == 1
    assert "tt-leeds" not in [line["id"] for line in after["held"]]


@pytest.mark.hazard("HAZ-018")
def test_one_bad_row_and_nothing_is_taken_over(settings, capsys):
    before = status(settings, capsys)
    late = {**KEEP, "seen_on": (TODAY + timedelta(days=1)).isoformat()}

    assert run(settings, "recheck", "--take", str(fill(settings, late, CLOSE))) == 1

    told = capsys.readouterr().out
    assert "seen_on lies ahead of today" in told
    assert "nothing was taken over" in told
    assert status(settings, capsys) == before


@pytest.mark.hazard("HAZ-018")
def test_a_dry_run_writes_nothing(settings, capsys):
    before = status(settings, capsys)

    assert run(settings, "recheck", "--dry-run", "--take", str(fill(settings, KEEP, CLOSE))) == 0

    assert "2 decisions could be taken over" in capsys.readouterr().out
    assert status(settings, capsys) == before


def test_a_list_is_never_written_over(settings, capsys):
    file = fill(settings, KEEP)
    written = file.read_bytes()

    assert run(settings, "recheck", "--out", str(file)) == 1

    assert "not written" in capsys.readouterr().out
    assert file.read_bytes() == written


def test_without_a_file_the_list_is_printed(settings, capsys):
    capsys.readouterr()

    assert run(settings, "recheck") == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert len(lines) == 51


def test_a_file_that_is_not_there_is_said(settings, capsys):
    assert run(settings, "recheck", "--take", str(settings.var_dir / "none.csv")) == 1

    assert "not read" in capsys.readouterr().out


@pytest.mark.hazard("HAZ-015")
@pytest.mark.parametrize(("seen", "strict", "expected"), [(0, True, 0), (400, False, 0), (400, True, 1)])
def test_an_overdue_national_number_is_an_alarm(settings, capsys, monkeypatch, tmp_path, seen, strict, expected):
    day = TODAY - timedelta(days=seen)
    rows = "\n".join(
        f'{name}: {{name: A Line, source: a page, checked_on: {day}, mark: A, nations: [england], phone: "999"}}'
        for name in NEVER_HIDDEN
    )
    file = tmp_path / "national.yml"
    file.write_text(rows)
    monkeypatch.setattr(directory, "_NATIONAL", file)

    assert run(settings, "status", *(["--strict"] if strict else [])) == expected

    assert capsys.readouterr().out.count("ALARM: A Line") == (len(NEVER_HIDDEN) if seen else 0)


def test_neither_sub_command_is_an_error(settings):
    with pytest.raises(SystemExit):
        run(settings)
