"""Finding a school of the operator's coverage file by its name in a sentence, or by its own postcode."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from sqlalchemy import Select, case, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.directory.tables import school
from bot.directory.values import School
from bot.places import Place, Precision

_LIMIT = 5
_ROWS = 200  # rows that are read, those that share most words with the text first
_WORDS = 8  # words of the text that are searched for, the longest first
_STRONG = 4  # letters: a name's only telling word, if shorter, turns up in any sentence
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
    text = text[:_SEARCHED]
    words = telling_words(text)
    codes = [area.code for area in place.local_authorities] if place is not None else []
    found = await _read(connection, _by_name(words, codes)) if words else []
    fitting = _closest([each for each in found if _is_named(each, text)])
    if not fitting and place is not None and place.precision is Precision.POSTCODE:
        fitting = await _read(connection, select(school).where(school.c.postcode == place.text))
    spoken = set(_words(text))

    def order(each: School) -> tuple[bool, bool, int, str, str]:
        here = each.local_authority in codes
        town = bool(each.town) and set(_words(each.town or "")) <= spoken
        return (not here, not town, -len(set(_words(each.name)) & spoken), each.name, each.urn)

    return tuple(sorted(fitting, key=order)[:_LIMIT])


def _is_named(each: School, text: str) -> bool:
    """Whether the text names the school. A name of nothing but its town, or a short word, must stand there whole."""
    telling = set(telling_words(each.name))
    weak = telling <= set(_words(each.town or "")) or max(map(len, telling), default=0) < _STRONG
    return search_name(each.name) in search_name(text) if weak else telling <= set(_words(text))


def _closest(schools: list[School]) -> list[School]:
    """Without those whose name says less of what was said: "Allerton High" where "Allerton Grange" is there."""
    names = [frozenset(telling_words(each.name)) for each in schools]
    return [each for each, name in zip(schools, names, strict=True) if not any(name < other for other in names)]


def search_name(name: str) -> str:
    """A school's name as it is searched: plain small letters, one space before, between and after the words."""
    return f" {' '.join(_words(name))} "


def telling_words(text: str) -> list[str]:
    """The words of a name or sentence that can tell one school from another, in order, each once."""
    return [word for word in dict.fromkeys(_words(text)) if word not in _COMMON]


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", plain.replace("'", "").replace("st.", "st "))


def _by_name(words: list[str], codes: list[str]) -> Select[Any]:
    """Schools that share a word with the text, those that share most first, then those of the town or authority."""
    longest = sorted(words, key=lambda word: (-len(word), word))[:_WORDS]
    shared = sum((case((school.c.search_name.contains(f" {word} "), 1), else_=0) for word in longest), literal(0))
    local = or_(func.lower(school.c.town).in_(words), school.c.local_authority.in_(codes))
    near = case((local, 1), else_=0)
    return select(school).where(shared > 0).order_by(shared.desc(), near.desc()).limit(_ROWS)


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
