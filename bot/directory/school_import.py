"""Reading the operator's own school coverage file: CSV, all or nothing, every refused row named by line and reason."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.directory.csv_cells import CellError, check_cell, check_words, read_one_authority, read_postcode, read_seen_day
from bot.directory.csv_file import Refusal, read_table
from bot.directory.schools import search_name
from bot.directory.tables import school
from bot.places import Places
from bot.places.authorities import Authorities

COLUMNS = ("urn", "name", "town", "postcode", "local_authority", "has_team", "source", "checked_on")
_URN = re.compile(r"[0-9]{5,7}")
_TEAM = {"yes": True, "no": None, "": None}
_LONGEST = {"name": 200, "town": 200, "source": 500}
_BATCH = 500


@dataclass(frozen=True)
class SchoolRead:
    """The rows of a file that can be loaded, and the refused ones: where there is one of these, none is loaded."""

    rows: tuple[Mapping[str, Any], ...]
    refused: tuple[Refusal, ...]


def read_schools(raw: bytes, authorities: Authorities, places: Places, today: date) -> SchoolRead:
    """Read and check the whole file; it writes nothing. ``local_authority`` is an ONS code or a name.

    A "no" under ``has_team`` is kept as "not known": teams are being added, and an old "no" would turn a child away.
    """
    table = read_table(raw, COLUMNS)
    rows: list[Mapping[str, Any]] = []
    refused = list(table.refused)
    seen: dict[str, int] = {}
    for line, cell in table.rows:
        try:
            row = _row(cell, authorities, places, today)
        except CellError as error:
            refused.append(Refusal(line, str(error)))
            continue
        if row["urn"] in seen:
            refused.append(Refusal(line, f"this urn stands in line {seen[row['urn']]} already"))
            continue
        seen[row["urn"]] = line
        rows.append(row)
    if not rows and not refused:
        refused.append(Refusal(1, "the file holds no school"))
    return SchoolRead(tuple(rows), tuple(sorted(refused, key=lambda refusal: refusal.line)))


async def load_schools(connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put the rows in the place of those with the same URN; the others stay. The caller owns the transaction."""
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        await connection.execute(delete(school).where(school.c.urn.in_([row["urn"] for row in batch])))
        await connection.execute(insert(school), batch)


def _row(cell: Mapping[str, str], authorities: Authorities, places: Places, today: date) -> dict[str, Any]:
    """A row of the table ``school``; CellError with the column's name where a cell is wrong."""
    _check_text(cell)
    if not _URN.fullmatch(cell["urn"]):
        raise CellError("urn must be five to seven digits")
    if cell["has_team"].lower() not in _TEAM:
        raise CellError("has_team must be yes, no or empty")
    named = {
        "postcode": lambda text: read_postcode(text, places).text,
        "local_authority": lambda text: read_one_authority(text, authorities),
        "checked_on": lambda text: read_seen_day(text, today),
    }
    read = {column: _read(column, cell[column], reader) for column, reader in named.items()}
    return {
        "urn": cell["urn"],
        "name": cell["name"],
        "search_name": search_name(cell["name"])[:200],
        "town": cell["town"] or None,
        "has_team": _TEAM[cell["has_team"].lower()],
        "source": cell["source"],
        **read,
    }


def _check_text(cell: Mapping[str, str]) -> None:
    for column in ("name", "source", "checked_on"):
        if not cell[column]:
            raise CellError(f"{column} is empty")
    for column, text in cell.items():
        _read(column, text, functools.partial(check_cell, longest=_LONGEST.get(column, 80)))
        _read(column, text, check_words)


def _read(column: str, text: str, reader: Callable[[str], Any]) -> Any:
    """What a cell says; ``None`` where it is empty."""
    try:
        return reader(text) if text else None
    except CellError as error:
        raise CellError(f"{column} {error}") from None
