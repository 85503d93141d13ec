"""Reading a seed file (``seed/*.yml``): strict, so that a slip of the pen is an error and never a wrong door."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from pathlib import Path
from typing import Any, TypeVar

import yaml

from bot.directory.catchment import Basis, Catchment
from bot.directory.hours import DAYS, all_day_every_day
from bot.directory.phones import parse_phone
from bot.directory.values import Access, BankHolidays, CrisisSetting, Opening, Service, ServiceKind, Status
from bot.places.authorities import Authorities

SEED_FOLDER = Path(__file__).parent / "seed"
_PLAIN = (
    *("id", "name", "operator", "phone_note", "address", "town", "postcode", "note", "url"),
    *("source_url", "checked_on"),
)
_READ = (
    "source",
    "address_source",
    "address_checked_on",
    "held",
    "phone",
    "hours",
    "access",
    "setting",
    "min_age",
    "max_age",
    "area_basis",
    "area_words",
    "gp_practices",
    "bank_holidays",
)
_PLACED = ("authorities", "counties", "authority")
_HOURS = re.compile(r"(?P<first>[A-Za-z]+?day)(?:-(?P<last>[A-Za-z]+day))? (?P<opens>\d\d:\d\d)-(?P<closes>\d\d:\d\d)")
_AGE = re.compile(r"(?P<years>\d{1,2})(?:y(?P<months>\d{1,2})m)?")
_YEAR = 12
_EVERY_DAY = "every day"
Row = Mapping[str, Any]
Raw = TypeVar("Raw")
Made = TypeVar("Made")


class SeedError(ValueError):
    """A seed file that cannot be loaded; the message names the file, the row and the field."""


def read_seed_files(authorities: Authorities, folder: Path = SEED_FOLDER) -> tuple[Service, ...]:
    """Every service of the folder's files, by id.

    Raises:
        SeedError: an unknown field or value, an undated row that is not held, an id used twice.
    """
    services = [s for file in sorted(folder.glob("*.yml")) for s in _read_file(file, authorities)]
    ids = [service.id for service in services]
    twice = sorted({each for each in ids if ids.count(each) > 1})
    if twice:
        raise SeedError(f"{folder.name}: the id {twice[0]} is used twice")
    return tuple(sorted(services, key=lambda service: service.id))


def _read_file(file: Path, authorities: Authorities) -> list[Service]:
    data = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
    kind = ServiceKind(data["kind"])
    services = []
    for row in data["services"]:
        try:
            services.append(_service(kind, row, authorities))
        except (ValueError, KeyError, TypeError) as error:
            raise SeedError(f"{file.name}, {row.get('id', 'a row without id')}: {error}") from error
    return services


def _service(kind: ServiceKind, row: Row, authorities: Authorities) -> Service:
    unknown = sorted(set(row) - {*_PLAIN, *_READ, *_PLACED})
    if unknown:
        raise ValueError(f"there is no field {unknown[0]}")
    held, checked_on = row.get("held"), row.get("checked_on")
    if held is None and (not isinstance(checked_on, date) or not row.get("source_url")):
        raise ValueError("a row without a day or a link to its source must be held")
    site = authorities.codes([row["authority"]])[0] if "authority" in row else None
    plain: dict[str, Any] = {name: row.get(name) for name in _PLAIN}
    return Service(
        kind=kind,
        status=Status.ACTIVE if held is None else Status.HELD,
        held_reason=held,
        setting=_maybe(row.get("setting"), CrisisSetting),
        phone=_maybe(row.get("phone"), parse_phone),
        hours=tuple(opening for text in row.get("hours", []) for opening in parse_hours(text)),
        access=tuple(Access(way) for way in row.get("access", [])),
        min_age_months=_maybe(row.get("min_age"), parse_age),
        max_age_months=_maybe(row.get("max_age"), lambda text: parse_age(text) + _YEAR - 1),
        catchment=_catchment(row, authorities),
        bank_holidays=BankHolidays(row.get("bank_holidays", BankHolidays.UNKNOWN)),
        source=_source(row),
        site_authority=site,
        **plain,
    )


def _catchment(row: Row, authorities: Authorities) -> Catchment:
    return Catchment(
        local_authorities=authorities.codes([*row.get("authorities", []), *row.get("counties", [])]),
        gp_practices=tuple(row.get("gp_practices", [])),
        basis=Basis(row.get("area_basis", Basis.AREA)),
        words=row.get("area_words"),
    )


def _source(row: Row) -> str | None:
    """Where the row was read, and where its address was when that came from elsewhere, with its own day."""
    address = row.get("address_source")
    if address is None:
        return row.get("source")
    if row.get("address_checked_on") is None:
        raise ValueError("an address from elsewhere needs a day")
    return f"{row['source']}; address: {address}"


def parse_hours(text: str) -> tuple[Opening, ...]:
    """``every day``, ``every day 16:30-00:30`` or ``Monday-Friday 08:00-18:00``; 00:00 to 00:00 is the whole day.

    Raises:
        ValueError: any other form.
    """
    if text == _EVERY_DAY:
        return all_day_every_day()
    match = _HOURS.fullmatch(text.replace(_EVERY_DAY, f"{DAYS[0]}-{DAYS[-1]}"))
    if match is None:
        raise ValueError(f"hours are not of the form 'Monday-Friday 08:00-18:00': {text!r}")
    first = DAYS.index(match["first"])
    last = DAYS.index(match["last"] or match["first"])
    opens, closes = time.fromisoformat(match["opens"]), time.fromisoformat(match["closes"])
    return tuple(Opening(weekday, opens, closes) for weekday in range(first, last + 1))


def parse_age(text: str) -> int:
    """An age in months: ``18`` is 216, ``17y9m`` is 213.

    Raises:
        ValueError: any other form.
    """
    match = _AGE.fullmatch(text)
    if match is None:
        raise ValueError(f"an age is written 18 or 17y9m, not {text!r}")
    return int(match["years"]) * _YEAR + int(match["months"] or 0)


def _maybe(value: Raw | None, make: Callable[[Raw], Made]) -> Made | None:
    return None if value is None else make(value)
