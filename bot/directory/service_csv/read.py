"""Reading a list of services: bytes in, services and refused rows out; a row is refused with all its reasons. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.directory.catchment import Basis, Catchment
from bot.directory.csv_cells import CellError
from bot.directory.csv_file import Refusal, read_table
from bot.directory.seed import locate
from bot.directory.service_csv.columns import COLUMNS, Known, read_cell
from bot.directory.service_csv.rules import errors, site_errors
from bot.directory.values import BankHolidays, Service
from bot.places import Point

_NEEDED = ("id", "kind", "name", "status")
_OF_SERVICE = (
    *("id", "kind", "name", "status", "held_reason", "operator", "setting", "phone", "phone_note", "text_to"),
    *("bsl_url", "interpreter", "accessibility", "cost", "address", "town"),
    *("url", "note", "source", "source_url", "checked_on"),
)


@dataclass(frozen=True)
class ServiceRow:
    """One service of a file, and the line that it stands in."""

    line: int
    service: Service


@dataclass(frozen=True)
class ServiceRead:
    """The services of a file that can be loaded, and the refused rows: where there is one of these, none is loaded."""

    rows: tuple[ServiceRow, ...]
    refused: tuple[Refusal, ...]


def read_services_file(raw: bytes, known: Known) -> ServiceRead:
    """Read and check a whole file; it never raises and writes nothing."""
    table = read_table(raw, tuple(COLUMNS))
    refused = list(table.refused)
    rows: list[ServiceRow] = []
    lines: dict[str, int] = {}
    for line, row in table.rows:
        first = lines.setdefault(row["id"], line)
        try:
            if row["id"] and first != line:
                raise CellError(f"id stands in line {first} already")  # noqa: TRY301  # one place collects
            rows.append(ServiceRow(line, _service(row, known)))
        except CellError as error:
            refused.append(Refusal(line, str(error)))
    if not rows and not refused:
        refused.append(Refusal(1, "the file holds no service"))
    return ServiceRead(tuple(rows), tuple(sorted(refused, key=lambda refusal: refusal.line)))


def _service(row: Mapping[str, str], known: Known) -> Service:
    """The service of a row; CellError with every reason against it."""
    found: dict[str, Any] = {}
    reasons = [f"{column} is empty" for column in _NEEDED if not row[column]]
    for name, column in COLUMNS.items():
        try:
            found[name] = read_cell(row[name], column, known)
        except CellError as error:
            reasons.append(f"{name} {error}")
    reasons = reasons or list(site_errors(found))
    if reasons:
        raise CellError("; ".join(reasons))
    service = _build(found, known)
    reasons = list(errors(service))
    if reasons:
        raise CellError("; ".join(reasons))
    return service


def _build(found: Mapping[str, Any], known: Known) -> Service:
    postcode, latitude, longitude = found["postcode"], found["latitude"], found["longitude"]
    service = Service(
        **{name: found[name] for name in _OF_SERVICE},
        languages=found["languages"] or (),
        hours=found["hours"] or (),
        special_hours=found["special_hours"] or (),
        bank_holidays=found["bank_holidays"] or BankHolidays.UNKNOWN,
        access=found["access"] or (),
        min_age_months=found["min_age"],
        max_age_months=found["max_age"],
        catchment=_catchment(found),
        postcode=None if postcode is None else postcode.text,
        site_authority=found["site_authority"],
    )
    located = locate(service, known.places)
    if latitude is None:
        return located
    return replace(located, point=Point(latitude, longitude), located_by="source")


def _catchment(found: Mapping[str, Any]) -> Catchment:
    return Catchment(
        local_authorities=found["local_authorities"] or (),
        icbs=found["icbs"] or (),
        outcodes=found["outcodes"] or (),
        gp_practices=found["gp_practices"] or (),
        polygon=found["polygon"] or (),
        radius_miles=found["radius_miles"],
        basis=found["area_basis"] or Basis.AREA,
        words=found["area_words"],
    )
