"""Reading the operator's own school coverage file: CSV, all or nothing, every refused row named by line and reason."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.directory.schools import search_name
from bot.directory.tables import school
from bot.places import Place, Places, Precision
from bot.places.authorities import Authorities

if TYPE_CHECKING:
    from _csv import Reader  # exists for type checkers only, so far

COLUMNS = ("urn", "name", "town", "postcode", "local_authority", "has_team", "source", "checked_on")
_URN = re.compile(r"\d{5,7}")
_TEAM = {"yes": True, "no": None, "": None}
_LONGEST = {"name": 200, "town": 200, "source": 500}
_BATCH = 500
_CONTROL = re.compile(r"[\x00-\x1f\x7f�]")


@dataclass(frozen=True)
class Refusal:
    """One refused row: its line in the file (the header is line 1), and why. Never the row's own text."""

    line: int
    reason: str


@dataclass(frozen=True)
class SchoolRead:
    """The rows of a file that can be loaded, and the refused ones: where there is one of these, none is loaded."""

    rows: tuple[Mapping[str, Any], ...]
    refused: tuple[Refusal, ...]


def read_schools(file: Path, authorities: Authorities, places: Places, today: date) -> SchoolRead:
    """Read and check the whole file; it writes nothing. ``local_authority`` is an ONS code or a name.

    A "no" under ``has_team`` is kept as "not known": teams are being added, and an old "no" would turn a child away.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return SchoolRead((), (Refusal(1, "the file is not UTF-8"),))
    lines = csv.reader(text.split("\n"), strict=True)
    if tuple(next(lines, [])) != COLUMNS:
        return SchoolRead((), (Refusal(1, f"the first line must be {','.join(COLUMNS)}"),))
    rows: list[Mapping[str, Any]] = []
    refused: list[Refusal] = []
    seen: dict[str, int] = {}
    for line, cells in _records(lines, refused):
        try:
            row = _row(cells, authorities, places, today)
            if row["urn"] in seen:
                raise ValueError(f"this urn stands in line {seen[row['urn']]} already")  # noqa: TRY301  # one place collects
        except ValueError as error:
            refused.append(Refusal(line, str(error)))
            continue
        seen[row["urn"]] = line
        rows.append(row)
    if not rows and not refused:
        refused.append(Refusal(1, "the file holds no school"))
    return SchoolRead(tuple(rows), tuple(refused))


async def load_schools(connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put the rows in the place of those with the same URN; the others stay. The caller owns the transaction."""
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        await connection.execute(delete(school).where(school.c.urn.in_([row["urn"] for row in batch])))
        await connection.execute(insert(school), batch)


def _records(reader: Reader, refused: list[Refusal]) -> Iterator[tuple[int, list[str]]]:
    """Every record with the line that it ends in; one that is no CSV is refused, and reading goes on."""
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            refused.append(Refusal(reader.line_num, "the quotes in this line do not match"))
            continue
        if cells:
            yield reader.line_num, cells


def _row(cells: list[str], authorities: Authorities, places: Places, today: date) -> dict[str, Any]:
    if len(cells) != len(COLUMNS):
        raise ValueError(f"{len(cells)} cells where there must be {len(COLUMNS)}")
    cell = {column: value.strip() for column, value in zip(COLUMNS, cells, strict=True)}
    _check_text(cell)
    if not _URN.fullmatch(cell["urn"]):
        raise ValueError("urn must be five to seven digits")
    if cell["has_team"].lower() not in _TEAM:
        raise ValueError("has_team must be yes, no or empty")
    return {
        "urn": cell["urn"],
        "name": cell["name"],
        "search_name": search_name(cell["name"])[:200],
        "town": cell["town"] or None,
        "postcode": _postcode(cell["postcode"], places),
        "local_authority": _authority(cell["local_authority"], authorities),
        "has_team": _TEAM[cell["has_team"].lower()],
        "source": cell["source"],
        "checked_on": _day(cell["checked_on"], today),
    }


def _check_text(cell: Mapping[str, str]) -> None:
    for column in ("name", "source"):
        if not cell[column]:
            raise ValueError(f"{column} is empty")
    for column, value in cell.items():
        if len(value) > _LONGEST.get(column, 80):
            raise ValueError(f"{column} is too long")
        if _CONTROL.search(value) or "<" in value or ">" in value:
            raise ValueError(f"{column} holds a character that no text of ours may hold")
        if value.startswith(("=", "+", "-", "@")):
            raise ValueError(f"{column} begins like a spreadsheet formula")


def _postcode(text: str, places: Places) -> str | None:
    if not text:
        return None
    place = places.find(text)
    if not isinstance(place, Place) or place.precision is not Precision.POSTCODE:
        raise ValueError("postcode is not a postcode that we know")
    return place.text


def _authority(text: str, authorities: Authorities) -> str | None:
    if not text:
        return None
    known = authorities.current(text)
    if known is not None:
        return known.area.code
    try:
        codes = authorities.codes([text])
    except ValueError:
        raise ValueError("local_authority is no local authority of England") from None
    if len(codes) != 1:
        raise ValueError("local_authority is a county with several authorities: name one")
    return codes[0]


def _day(text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError("checked_on must be a day like 2026-04-30") from None
    if day > today:
        raise ValueError("checked_on lies ahead of today")
    return day
