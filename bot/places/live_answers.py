"""Reading the answers of a look-up server of the shape of postcodes.io. Pure.

An answer is believed only where it is about the postcode that was asked for, and whole: everything else raises.
"""

from __future__ import annotations

from typing import Any

from bot.places.authorities import Authorities, Authority
from bot.places.values import Area, Country, NotFound, Place, Point, Precision

_COUNTRIES = {
    "England": Country.ENGLAND,
    "Wales": Country.WALES,
    "Scotland": Country.SCOTLAND,
    "Northern Ireland": Country.NORTHERN_IRELAND,
    "Channel Islands": Country.CROWN_DEPENDENCY,
    "Isle of Man": Country.CROWN_DEPENDENCY,
}
_SOUTH, _NORTH, _WEST, _EAST = 49.8, 55.9, -6.5, 1.8  # degrees, around England and the Isles of Scilly
_BOARD = " integrated care board"


class LiveError(Exception):
    """The server did not answer, or not so that it can be believed; the message never holds what was asked."""


def read_postcode(answer: object, missing: NotFound, authorities: Authorities) -> Place:
    """The answer of ``GET /postcodes/{postcode}``: the same as the postcode file says of its own.

    Raises:
        LiveError: a field is missing, of another type, or about another postcode.
    """
    result = _result(answer, missing.text)
    country = _country(result.get("country"))
    if country is not Country.ENGLAND:
        return Place(missing.text, Precision.POSTCODE, country)
    codes = result.get("codes")
    code = codes.get("admin_district") if isinstance(codes, dict) else None
    authority = authorities.current(code) if isinstance(code, str) else None
    if authority is None:
        raise LiveError("no local authority")
    return Place(missing.text, Precision.POSTCODE, country, _point(result), (authority.area,), _icbs(result, authority))


def read_terminated(answer: object, missing: NotFound, outcode: Place) -> Place:
    """The answer of ``GET /terminated_postcodes/{postcode}``: a point, in the areas of its first half.

    Raises:
        LiveError: see ``read_postcode``.
    """
    point = _point(_result(answer, missing.text))
    if outcode.country not in (Country.ENGLAND, None):
        return Place(missing.text, Precision.POSTCODE, outcode.country)
    if point is None:
        raise LiveError("no point")
    areas, icbs = outcode.local_authorities, outcode.icbs
    return Place(missing.text, Precision.POSTCODE, outcode.country, point, areas, icbs)


def read_outcode(answer: object, out: str, authorities: Authorities) -> Place:
    """The answer of ``GET /outcodes/{outcode}``: its countries, and its English authorities, known by their names.

    Raises:
        LiveError: see ``read_postcode``.
    """
    result = _result(answer, out, "outcode")
    countries = {_country(name) for name in _names(result.get("country"))}
    if not countries:
        raise LiveError("no country")
    country = countries.pop() if len(countries) == 1 else None
    if country not in (Country.ENGLAND, None):
        return Place(out, Precision.OUTCODE, country)
    named = _names(result.get("admin_district"))
    districts = [each for each in authorities.by_code.values() if each.area.name in named]
    if len(districts) != len(named) and country is Country.ENGLAND:
        raise LiveError("no local authority")  # one left out would make the others look like all of it
    icbs = dict.fromkeys(icb for each in districts for icb in each.icbs)
    areas = tuple(each.area for each in districts)
    return Place(out, Precision.OUTCODE, country, _point(result), areas, tuple(icbs))


def _result(answer: object, asked: str, field: str = "postcode") -> dict[str, Any]:
    result = answer.get("result") if isinstance(answer, dict) else None
    if isinstance(result, list) and len(result) == 1:  # the description of the terminated ones has a list
        result = result[0]
    if not isinstance(result, dict):
        raise LiveError("no result")
    if _plain(result.get(field)) != _plain(asked):
        raise LiveError("about something else")
    return result


def _plain(code: object) -> str | None:
    return code.replace(" ", "").upper() if isinstance(code, str) else None


def _country(name: object) -> Country:
    country = _COUNTRIES.get(name) if isinstance(name, str) else None
    if country is None:
        raise LiveError("no country")
    return country


def _names(value: object) -> set[str]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise LiveError("no list of names")
    return set(value)


def _point(result: dict[str, Any]) -> Point | None:
    """Where it is; ``None`` where the server knows no grid reference, as for a new postcode."""
    latitude, longitude = result.get("latitude"), result.get("longitude")
    if latitude is None and longitude is None and {"latitude", "longitude"} <= result.keys():
        return None
    return Point(_degrees(latitude, _SOUTH, _NORTH), _degrees(longitude, _WEST, _EAST))


def _degrees(value: object, low: float, high: float) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
        raise LiveError("no point of England")
    return float(value)


def _icbs(result: dict[str, Any], authority: Authority) -> tuple[Area, ...]:
    """The board that the server names, by code or by name, where it is one of the authority's; else all of these."""
    code, name = result["codes"].get("icb"), result.get("icb")
    plain = name.lower().removesuffix(_BOARD) if isinstance(name, str) else None
    named = tuple(icb for icb in authority.icbs if code == icb.code or plain == icb.name.lower())
    return named or authority.icbs
