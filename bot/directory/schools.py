"""Finding a school of the operator's coverage file by its name in a sentence, or by its own postcode."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.directory.tables import school
from bot.directory.values import School
from bot.places import Place, Precision

_LIMIT = 5
_READ = 500  # rows that share a telling word with the text; ranked in Python
_SEARCHED = 2_000  # characters of a text


def _common(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that many schools' names have, and words of any sentence about a school: they tell none apart.
_COMMON = _common(
    "school schools primary secondary academy college high infant infants junior juniors nursery community church of "
    "england ce c e rc catholic roman voluntary aided controlled grammar sixth form first middle upper lower the and "
    "at in for a an my our is i s go goes to child son daughter kid kids teacher pupil work student near called name "
    "trust centre free special saint st"
)


async def find_schools(connection: AsyncConnection, text: str, place: Place | None) -> tuple[School, ...]:
    """The likeliest schools for ``text``, at most five, the best first; ``place`` prefers those in its authority.

    A school is found when every telling word of its name is in the text ("Allerton Grange" of "my son is at Allerton
    Grange in Leeds"), or when the text holds nothing but its postcode. Empty when no school is known to fit.
    """
    words = telling_words(text[:_SEARCHED])
    found = await _read(connection, _by_name(words)) if words else []
    spoken = set(_words(text[:_SEARCHED]))
    fitting = [each for each in found if set(telling_words(each.name)) <= spoken]
    if not fitting and place is not None and place.precision is Precision.POSTCODE:
        fitting = await _read(connection, select(school).where(school.c.postcode == place.text).limit(_READ))
    codes = {area.code for area in place.local_authorities} if place is not None else set()

    def order(each: School) -> tuple[bool, bool, int, str, str]:
        here = each.local_authority in codes
        town = bool(each.town) and set(_words(each.town or "")) <= spoken
        return (not here, not town, -len(set(_words(each.name)) & spoken), each.name, each.urn)

    return tuple(sorted(fitting, key=order)[:_LIMIT])


def search_name(name: str) -> str:
    """A school's name as it is searched: plain small letters, one space before, between and after the words."""
    return f" {' '.join(_words(name))} "


def telling_words(text: str) -> list[str]:
    """The words of a name or sentence that can tell one school from another, in order, each once."""
    return [word for word in dict.fromkeys(_words(text)) if word not in _COMMON]


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", plain.replace("'", "").replace("st.", "st "))


def _by_name(words: list[str]) -> Select[Any]:
    longest = sorted(words, key=lambda word: (-len(word), word))[:8]
    return select(school).where(or_(*(school.c.search_name.contains(f" {word} ") for word in longest))).limit(_READ)


async def _read(connection: AsyncConnection, query: Select[Any]) -> list[School]:
    rows = (await connection.execute(query.order_by(school.c.urn))).mappings()
    return [
        School(
            urn=row["urn"],
            name=row["name"],
            town=row["town"],
            postcode=row["postcode"],
            local_authority=row["local_authority"],
            has_team=True if row["has_team"] else None,
            checked_on=row["checked_on"],
        )
        for row in rows
    ]
