"""What a cell of an operator's file may hold, and how a day, a postcode and an authority are read from one. Pure.

A reason names no more than what is wrong: what stands in the cell may be somebody's name.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from bot.places import Country, Place, Places, Precision
from bot.places.authorities import Authorities

# What UTF-8 looks like where it was read as cp1252 and saved again: the two bytes of an accent, the three of a quote.
_GARBLED = re.compile("[\u00c2\u00c3][\u0080-\u00bf\u2018-\u201e\u2020-\u203a\u20ac\u2122]|\u00e2\u20ac|\ufffd")
_MARKUP = re.compile(r"[<>]|&#?\w{2,8};")
_FORMULA = ("=", "+", "-", "@")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_EARLIEST = date(2000, 1, 1)


class CellError(ValueError):
    """Why a cell is refused: words that follow its column's name and repeat nothing of it."""


def check_cell(text: str, longest: int) -> None:
    """Refuse what no cell may hold, whatever its column.

    Raises:
        CellError: it is longer than ``longest`` characters, or holds a character that is not seen or is garbled.
    """
    if len(text) > longest:
        raise CellError(f"is too long: {longest} characters at most")
    kinds = {unicodedata.category(character) for character in text}
    if kinds & {"Cc", "Zl", "Zp"}:
        raise CellError("holds a control character or a line break")
    if kinds & {"Cf"}:
        raise CellError("holds a character that is not seen, or that turns the direction of reading")
    if kinds & {"Co", "Cn", "Cs"} or _GARBLED.search(text):
        raise CellError("holds garbled characters: it was read in a wrong encoding once")


def check_words(text: str) -> None:
    """Refuse what words for a person may not be.

    Raises:
        CellError: markup, or the beginning of a spreadsheet formula.
    """
    if _MARKUP.search(text):
        raise CellError("holds markup: a character that no text of ours may hold")
    if unicodedata.normalize("NFKC", text).startswith(_FORMULA):
        raise CellError("begins like a spreadsheet formula")


def read_postcode(text: str, places: Places) -> Place:
    """The place of a whole postcode in England, and of nothing besides.

    Raises:
        CellError: it is not one, is not in the file, or lies in another country.
    """
    place = places.find(text)
    if (
        not isinstance(place, Place)
        or place.precision is not Precision.POSTCODE
        or _joined(place.text) != _joined(text)
    ):
        raise CellError("is not a postcode that we know")
    if place.country is not Country.ENGLAND:
        raise CellError("lies outside England")
    return place


def read_authorities_named(text: str, authorities: Authorities) -> tuple[str, ...]:
    """The ONS codes of a local authority or a county, by code (older ones too) or by name.

    Raises:
        CellError: there is none.
    """
    known = authorities.current(text)
    if known is not None:
        return (known.area.code,)
    try:
        return authorities.codes([text])
    except ValueError:
        raise CellError("is no local authority of England") from None


def read_one_authority(text: str, authorities: Authorities) -> str:
    """The ONS code of one local authority, by code or by name.

    Raises:
        CellError: there is none, or it is a county with several.
    """
    codes = read_authorities_named(text, authorities)
    if len(codes) != 1:
        raise CellError("is a county with several authorities: name one")
    return codes[0]


def read_seen_day(text: str, today: date) -> date:
    """The day on which a source was seen.

    Raises:
        CellError: it is no day, long ago, or ahead of ``today``.
    """
    day = read_day(text)
    if day < _EARLIEST:
        raise CellError("lies too long ago")
    if day > today:
        raise CellError("lies ahead of today")
    return day


def read_day(text: str) -> date:
    """A day like ``2026-04-30``.

    Raises:
        CellError: any other form, and days that no calendar has.
    """
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise CellError("must be a day like 2026-04-30")


def _joined(postcode: str) -> str:
    return "".join(postcode.split()).upper()
