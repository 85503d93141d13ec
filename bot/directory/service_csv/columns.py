"""The columns of an operator's list of services: how each is read, and how long its cells may be. Pure.

docs/directory.md tells the same for people.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from bot.directory.catchment import Basis
from bot.directory.csv_cells import (
    CellError,
    check_cell,
    check_words,
    read_authorities_named,
    read_one_authority,
    read_postcode,
    read_seen_day,
)
from bot.directory.service_csv import cells, points, times
from bot.directory.values import Access, BankHolidays, CrisisSetting, ServiceKind, Status
from bot.places import Country, Place, Places, Precision
from bot.places.authorities import Authorities

_SHORT, _LONG, _LISTS, _RING, _OUTCODE = (
    200,
    500,
    20_000,
    100_000,
    4,
)  # characters; the first two are what the tables hold


@dataclass(frozen=True)
class Known:
    """What a cell is held against: England's authorities and postcodes, and the day."""

    authorities: Authorities
    places: Places
    today: date


@dataclass(frozen=True)
class Column:
    """How a column is read, how long its cells may be, and whether they are words for a person."""

    read: Callable[[str, Known], Any]
    longest: int
    words: bool = False


def _words(longest: int) -> Column:
    return Column(lambda text, _known: text, longest, words=True)


def _plain(read: Callable[[str], Any], longest: int = _SHORT) -> Column:
    return Column(lambda text, _known: read(text), longest)


def _each(text: str, read: Callable[[str], Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(read(part) for part in cells.split_list(text)))


def _authorities(text: str, known: Known) -> tuple[str, ...]:
    named = _each(text, partial(read_authorities_named, authorities=known.authorities))
    return tuple(dict.fromkeys(code for codes in named for code in codes))


def _icbs(text: str, known: Known) -> tuple[str, ...]:
    found = cells.split_list(text.upper())
    if not set(found) <= known.authorities.icbs.keys():
        raise CellError("must be codes of integrated care boards like QWO")
    return found


def _outcode(text: str, places: Places) -> str:
    place = places.find(text.upper()) if len(text) <= _OUTCODE else None
    if not isinstance(place, Place) or place.precision is not Precision.OUTCODE or place.text != text.upper():
        raise CellError("must be first halves of postcodes like LS6")
    if place.country not in (Country.ENGLAND, None):
        raise CellError("lie outside England")
    return place.text


COLUMNS: dict[str, Column] = {
    "id": _plain(cells.read_id),
    "kind": _plain(partial(cells.read_choice, choices=ServiceKind)),
    "name": _words(_SHORT),
    "status": _plain(partial(cells.read_choice, choices=Status)),
    "held_reason": _words(_LONG),
    "operator": _words(_SHORT),
    "setting": _plain(partial(cells.read_choice, choices=CrisisSetting)),
    "phone": _plain(cells.read_phone),
    "phone_note": _words(_SHORT),
    "text_to": _plain(cells.read_text_to),
    "bsl_url": _plain(cells.read_link, _LONG),
    "interpreter": _words(_LONG),
    "languages": _plain(cells.read_languages, _LONG),
    "accessibility": _words(_LONG),
    "cost": _words(_SHORT),
    "hours": _plain(times.read_hours, _LONG),
    "special_hours": Column(lambda text, _known: times.read_special_hours(text), _LISTS, words=True),
    "bank_holidays": _plain(partial(cells.read_choice, choices=BankHolidays)),
    "access": _plain(partial(_each, read=partial(cells.read_choice, choices=Access))),
    "min_age": _plain(times.read_age),
    "max_age": _plain(times.read_oldest_age),
    "local_authorities": Column(_authorities, _LISTS),
    "icbs": Column(_icbs, _LISTS),
    "outcodes": Column(lambda text, known: _each(text, partial(_outcode, places=known.places)), _LISTS),
    "gp_practices": Column(lambda text, _known: cells.read_practices(text), _LISTS, words=True),
    "polygon": _plain(points.read_polygon, _RING),
    "radius_miles": _plain(points.read_radius),
    "area_basis": _plain(partial(cells.read_choice, choices=Basis)),
    "area_words": _words(_LONG),
    "address": _words(_LONG),
    "town": _words(_SHORT),
    "postcode": Column(lambda text, known: read_postcode(text, known.places), _SHORT),
    "site_authority": Column(lambda text, known: read_one_authority(text, known.authorities), _SHORT),
    "latitude": _plain(points.read_degrees),
    "longitude": _plain(points.read_degrees),
    "url": _plain(cells.read_link, _LONG),
    "note": _words(_LONG),
    "source": _words(_LONG),
    "source_url": _plain(cells.read_link, _LONG),
    "checked_on": Column(lambda text, known: read_seen_day(text, known.today), _SHORT),
}


def read_cell(text: str, column: Column, known: Known) -> Any:
    """What a cell says; ``None`` where it is empty.

    Raises:
        CellError: why it is refused; the words follow the column's name.
    """
    if not text:
        return None
    check_cell(text, column.longest)
    if column.words:
        check_words(text)
    return column.read(text, known)
