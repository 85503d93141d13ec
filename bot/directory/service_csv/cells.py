"""Reading what a cell says of a service: what it is, how it is reached, in which languages, for whose patients. Pure.

Every reader raises ``CellError`` with words that follow the column's name; none repeats the cell.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TypeVar
from urllib.parse import urlsplit

from bot.directory.csv_cells import CellError
from bot.directory.phones import PhoneError, parse_phone

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}", re.IGNORECASE)
_IN_LINK = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
_SHORT_CODE = re.compile(r"[678][0-9]{4}")
_TEXT_TO = re.compile(r"(?:(?P<keyword>[A-Z]{2,10}) to )?(?P<number>.+)")
_LONGEST_TEXT_TO, _LONGEST_NAME = 20, 200  # characters: what the tables hold
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ODS_CODE = re.compile(r"[A-HJ-NPVWY][0-9]{5}")
_CODE_LIKE = re.compile(r"[A-Z]?[0-9]+[A-Z0-9]*", re.IGNORECASE)
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{1,79}")
Chosen = TypeVar("Chosen", bound=Enum)


def split_list(text: str) -> tuple[str, ...]:
    """The parts of a cell that holds several, separated by semicolons."""
    return tuple(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))


def read_id(text: str) -> str:
    """An id: small letters, digits, dots and dashes."""
    if not _ID.fullmatch(text):
        raise CellError("must be 2 to 80 small letters, digits, dots, dashes or underscores")
    return text


def read_choice(text: str, choices: type[Chosen]) -> Chosen:
    """One of a list's values."""
    try:
        return choices(text)
    except ValueError:
        raise CellError(f"must be one of {', '.join(choice.value for choice in choices)}") from None


def read_phone(text: str) -> str:
    """A number as the United Kingdom writes it."""
    try:
        return parse_phone(text)
    except PhoneError:
        raise CellError("is no phone number of the United Kingdom") from None


def read_text_to(text: str) -> str:
    """Where a text message goes: ``85258``, ``SHOUT to 85258`` or a whole number."""
    match = _TEXT_TO.fullmatch(text)
    if match is None:
        raise CellError("must be a number, or a word in capitals, 'to' and a number")
    number = match["number"] if _SHORT_CODE.fullmatch(match["number"]) else read_phone(match["number"])
    whole = f"{match['keyword']} to {number}" if match["keyword"] else number
    if len(whole) > _LONGEST_TEXT_TO:
        raise CellError(f"is too long: {_LONGEST_TEXT_TO} characters at most")
    return whole


def read_link(text: str) -> str:
    """A link to a page that anybody may open."""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise CellError("is no link") from None
    if parts.scheme not in ("https", "http"):
        raise CellError("must begin with https:// or http://")
    if "@" in parts.netloc:
        raise CellError("holds a user name")
    if not _HOST.fullmatch(host) or not _IN_LINK.fullmatch(text):
        raise CellError("is no link")
    return text


def read_languages(text: str) -> tuple[str, ...]:
    """BCP 47 codes: ``en; ur; bfi``."""
    found = split_list(text)
    if not all(map(_LANGUAGE.fullmatch, found)):
        raise CellError("must be codes of languages like en; ur; bfi")
    return found


def read_practices(text: str) -> tuple[str, ...]:
    """ODS codes of GP practices, or their names where no code is known."""
    found = split_list(text)
    if any(len(one) > _LONGEST_NAME for one in found):
        raise CellError(f"hold a name that is too long: {_LONGEST_NAME} characters at most")
    if any(_CODE_LIKE.fullmatch(one) and not _ODS_CODE.fullmatch(one) for one in found):
        raise CellError("hold what is neither an ODS code like F84062 nor a name")
    return found
