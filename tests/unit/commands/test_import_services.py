"""``python -m bot import services``: what an operator sees, and what the exit status says."""

import asyncio
import sqlite3

import pytest

from bot.commands import invoke
from bot.database import make_engine, metadata
from bot.directory.service_csv import COLUMNS
from bot.places.authorities import read_authorities
from bot.places.build import Row, build
from bot.settings import Settings
from tests.architecture.sources import read
from tests.unit.directory.lists import listing, many, row


@pytest.fixture
def machine(tmp_path) -> Settings:
    """An operator's machine: the postcode file is made, the tables are there and empty."""
    made = Settings(var_dir=tmp_path)
    build(
        [[Row("LS6 3BR", "E08000035", 427710, 435613)]], read_authorities(), "test", made.postcodes, lambda _line: None
    )
    asyncio.run(_create(made))
    return made


async def _create(machine: Settings) -> None:
    engine = make_engine(machine.database)
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    await engine.dispose()


@pytest.fixture
def take(machine, capsys):
    """Import a file; the exit status and what was printed."""

    def load(raw, *options):
        file = machine.var_dir / "services.csv"
        file.write_bytes(raw)
        return invoke("import", ["services", str(file), *options], machine), capsys.readouterr().out

    return load


def _count(machine: Settings, where: str = "1 = 1") -> int:
    connection = sqlite3.connect(machine.var_dir / "firstport.db")
    (count,) = connection.execute(f"SELECT count(*) FROM service WHERE {where}").fetchone()  # noqa: S608  # a word of this file
    connection.close()
    return count


def test_a_list_is_loaded_and_the_report_tells_what_changed(machine, take):
    assert take(many(2))[0] == 0
    status, told = take(listing(row(), row(id="service-00", phone="0113 496 0009")))

    assert status == 0
    assert told.splitlines()[1:] == [
        "import: added: one",
        "import: changed: service-00: phone",
        "import: closed: service-01",
        "import: 1 added, 1 changed, 1 closed, 0 as they were",
        "import: the list is loaded",
    ]
    assert (_count(machine), _count(machine, "status = 'closed'")) == (3, 1)


@pytest.mark.hazard("HAZ-018")
def test_one_bad_row_and_nothing_is_loaded(machine, take):
    status, told = take(listing(row(), row(id="two", phone="01onal 954 000")))

    assert status == 1
    assert "line 3: phone is no phone number of the United Kingdom" in told
    assert "onal" not in told, "a refusal never repeats the cell"
    assert _count(machine) == 0


@pytest.mark.hazard("HAZ-018")
def test_a_dry_run_prints_the_report_and_writes_nothing(machine, take):
    status, told = take(many(2), "--dry-run")

    assert (status, _count(machine)) == (0, 0)
    assert "2 added" in told
    assert "nothing was written" in told


@pytest.mark.hazard("HAZ-018")
def test_a_file_that_would_close_too_many_is_stopped_unless_the_operator_says_so(machine, take):
    take(many(20))
    status, told = take(many(10))

    assert (status, _count(machine, "status = 'closed'")) == (1, 0)
    assert "so many would be closed" in told
    assert take(many(10), "--max-removed", "50%")[0] == 0
    assert _count(machine, "status = 'closed'") == 10


@pytest.mark.hazard("HAZ-015")
def test_rows_that_were_seen_too_long_ago_are_told(take):
    assert "1 were seen too long ago" in take(listing(row(checked_on="2020-01-01")))[1]


def test_a_name_keeps_lists_apart(machine, take):
    take(many(2), "--name", "leeds")
    status, told = take(many(2), "--name", "york")

    assert status == 1
    assert "id belongs to a service of another list" in told
    assert _count(machine, "origin = 'csv:leeds'") == 2


def test_the_template_names_every_column_and_needs_no_file(machine, capsys):
    assert invoke("import", ["services", "--template"], machine) == 0

    assert capsys.readouterr().out == ",".join(COLUMNS) + "\n"


def test_without_a_file_or_a_postcode_file_it_says_what_is_missing(machine, take, capsys):
    assert invoke("import", ["services"], machine) == 1
    assert "which file?" in capsys.readouterr().out
    assert invoke("import", ["services", str(machine.var_dir / "none.csv")], machine) == 1
    assert "no such file" in capsys.readouterr().out
    machine.postcodes.unlink()
    status, told = take(many(1))
    assert status == 1
    assert "python -m bot postcodes" in told


@pytest.mark.parametrize(
    "options", [["--max-removed", "half"], ["--max-removed", "120%"], ["--name", "Leeds City"], ["--name", "n" * 17]]
)
def test_wrong_options_are_refused(take, options):
    with pytest.raises(SystemExit):
        take(many(1), *options)


def test_every_column_is_told_in_the_documents():
    told = read("docs/directory.md")
    assert [column for column in COLUMNS if f"| `{column}` |" not in told] == []
