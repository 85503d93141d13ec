"""Reading the GP practices of the NHS Organisation Data Service: the file ``epraccur.csv``, all or nothing.

The file has 27 columns and no header. Kept are the active practices of England (status ``A``, prescribing setting 4);
what else it lists (walk-in centres, prisons, closed practices, Wales) is passed over and counted.
Layout: NHS Digital, "epraccur", GP practice data files of the Organisation Data Service.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.directory.csv_cells import CellError, check_cell, check_words
from bot.directory.csv_file import Refusal, read_table
from bot.directory.practice_names import plain_words, titled
from bot.directory.tables import gp_practice
from bot.places import Country, NotFound, Place, Places
from bot.places.authorities import Authorities

SOURCE = "NHS Organisation Data Service, epraccur"
_COLUMNS = tuple(f"column {number}" for number in range(1, 28))
_CODE, _NAME, _ICB, _STREET, _TOWN, _POSTCODE, _STATUS, _SETTING = (_COLUMNS[n] for n in (0, 1, 3, 5, 6, 9, 12, 25))
_ACTIVE, _GP_PRACTICE = "A", "4"
_ODS_CODE = re.compile(r"[A-Z][0-9]{5}")
_WELSH_CODE = re.compile(r"W[0-9]{5}")
_LONGEST = 200
_BATCH = 500


@dataclass(frozen=True)
class PracticesRead:
    """The rows of a file that can be loaded; the refused ones, where there is one of these none is loaded.

    ``passed_over``: rows that are no active English GP practice. ``unplaced``: rows whose postcode is not in our file.
    """

    rows: tuple[Mapping[str, Any], ...]
    refused: tuple[Refusal, ...]
    passed_over: int
    unplaced: int


def read_practices(raw: bytes, authorities: Authorities, places: Places, checked_on: date) -> PracticesRead:
    """Read and check the whole file; it writes nothing. ``checked_on`` is the day the file was fetched."""
    table = read_table(",".join(_COLUMNS).encode() + b"\n" + raw.removeprefix(b"\xef\xbb\xbf"), _COLUMNS)
    refused = [Refusal(max(refusal.line - 1, 1), refusal.reason) for refusal in table.refused]
    rows: dict[str, Mapping[str, Any]] = {}
    for line, cell in table.rows:
        if cell[_STATUS] != _ACTIVE or cell[_SETTING] != _GP_PRACTICE:
            continue
        try:
            row = _row(cell, authorities, places, checked_on)
        except CellError as error:
            refused.append(Refusal(line - 1, str(error)))
            continue
        if row is not None and row["code"] in rows:
            refused.append(Refusal(line - 1, "this code stands in the file already"))
        elif row is not None:
            rows[row["code"]] = row
    if not rows and not refused:
        refused.append(Refusal(1, "the file holds no active GP practice of England"))
    unplaced = sum(row["latitude"] is None for row in rows.values())
    passed_over = len(table.rows) - len(rows) - (len(refused) - len(table.refused))
    in_order = tuple(sorted(refused, key=lambda refusal: refusal.line))
    return PracticesRead(tuple(rows.values()), in_order, max(passed_over, 0), unplaced)


async def load_practices(connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put the rows in the place of all that were there. The caller owns the transaction."""
    await connection.execute(delete(gp_practice))
    for start in range(0, len(rows), _BATCH):
        await connection.execute(insert(gp_practice), rows[start : start + _BATCH])


def _row(
    cell: Mapping[str, str], authorities: Authorities, places: Places, checked_on: date
) -> Mapping[str, Any] | None:
    """One practice; ``None`` where it lies outside England."""
    _check_texts(cell)
    found = places.find(cell[_POSTCODE])
    if found is None or not _is_whole(found, cell[_POSTCODE]):
        raise CellError("the postcode (column 10) is none")
    if (isinstance(found, Place) and found.country is not Country.ENGLAND) or _WELSH_CODE.fullmatch(cell[_CODE]):
        return None
    if not _ODS_CODE.fullmatch(cell[_CODE]):
        raise CellError("the code (column 1) must be a letter and five digits")
    place = found if isinstance(found, Place) else None
    point = place.point if place is not None else None
    icb = cell[_ICB] if cell[_ICB] in authorities.icbs else _first_code(place, "icbs")
    return {
        "code": cell[_CODE],
        "name": titled(cell[_NAME]),
        "search_name": " ".join(plain_words(cell[_NAME]))[:_LONGEST],
        "town": titled(cell[_TOWN] or cell[_STREET]) or None,
        "postcode": found.text,
        "latitude": point.latitude if point is not None else None,
        "longitude": point.longitude if point is not None else None,
        "local_authority": _first_code(place, "local_authorities"),
        "icb": icb,
        "checked_on": checked_on,
        "source": SOURCE,
    }


def _check_texts(cell: Mapping[str, str]) -> None:
    if not plain_words(cell[_NAME]):
        raise CellError("the name (column 2) is empty")
    for column in (_CODE, _NAME, _STREET, _TOWN):
        try:
            check_cell(cell[column], _LONGEST)
            check_words(cell[column])
        except CellError as error:
            raise CellError(f"{column} {error}") from None


def _is_whole(found: Place | NotFound, text: str) -> bool:
    """Whether a cell is one whole postcode and nothing besides."""
    return " " in found.text and found.text.replace(" ", "") == re.sub(r"\s", "", text).upper()


def _first_code(place: Place | None, kind: str) -> str | None:
    areas = getattr(place, kind) if place is not None else ()
    return areas[0].code if areas else None
