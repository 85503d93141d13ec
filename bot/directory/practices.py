"""Which GP practice a person means: by its ODS code, or by its name, misspelt too, with town and place as hints."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.directory.practice_names import KIND_WORDS, plain_words, telling_words
from bot.directory.tables import gp_practice
from bot.places import Country, Place, Point, Practice, Precision
from bot.places.authorities import Authorities

_LIMIT = 5
_SEARCHED = 500  # characters of a text
_WORDS = 12  # telling words of a text that are looked for
_CUT_OFF = 0.8  # of 1: one slip in a word of five to nine letters
_SHORTEST_MENDED = 5
_COVERED = 0.6  # of a name's weight: less of it is another name
_WHOLE = 0.95
_ALIKE = 0.96  # a word with an s too many, or without its own
_FEW = 4  # telling words of a text: in a longer one, a practice of one common word must be called a surgery
_REACH_MILES = 25.0
_CODE = re.compile(r"(?<![A-Za-z0-9])([A-Za-z][0-9]{5})(?![A-Za-z0-9])")


@dataclass(frozen=True)
class _Known:
    practice: Practice
    words: frozenset[str]  # that tell it from others
    towns: tuple[frozenset[str], ...]  # "Bramley, Leeds" is two


@dataclass(frozen=True)
class _Match:
    known: _Known
    covered: float  # of its name's weight, 0 to 1
    words: frozenset[str]  # of its name, that were said


async def has_practices(connection: AsyncConnection) -> bool:
    """Whether any practice is loaded: only then may one be asked for by name."""
    return (await connection.execute(select(gp_practice.c.code).limit(1))).first() is not None


class PracticeBook:
    """All practices of the directory in memory: read once, and again when another file was loaded."""

    def __init__(self, authorities: Authorities) -> None:
        self._authorities = authorities
        self._version: tuple[Any, ...] | None = None
        self._index = PracticeIndex(())

    async def find(self, connection: AsyncConnection, text: str, place: Place | None) -> tuple[Practice, ...]:
        """The practices that ``text`` may mean, the likeliest first, at most five; one alone where it is clear.

        Empty where no practice's name is near. ``place`` prefers those of its authorities, then the nearest.
        """
        columns = gp_practice.c
        asked = select(
            func.count(), func.max(columns.checked_on), func.sum(func.length(columns.name + columns.postcode))
        )
        version = tuple((await connection.execute(asked)).one())
        if version != self._version:
            rows = (await connection.execute(select(gp_practice).order_by(columns.code))).mappings()
            self._index = PracticeIndex(self._practice(row) for row in rows)
            self._version = version
        return self._index.find(text, place)

    def _practice(self, row: Mapping[Any, Any]) -> Practice:
        return Practice(row["code"], row["name"], row["town"], self._place(row))

    def _place(self, row: Mapping[Any, Any]) -> Place | None:
        known = self._authorities.current(row["local_authority"] or "")
        if known is None or row["latitude"] is None:
            return None
        icb = self._authorities.icbs.get(row["icb"] or "")
        return Place(
            row["postcode"],
            Precision.POSTCODE,
            Country.ENGLAND,
            Point(row["latitude"], row["longitude"]),
            (known.area,),
            known.icbs if icb is None else (icb,),
        )


class PracticeIndex:
    """Practices by the words of their names. Pure."""

    def __init__(self, practices: Iterable[Practice]) -> None:
        self._known = [
            _Known(each, frozenset(telling_words(each.name)), tuple(map(_word_set, (each.town or "").split(","))))
            for each in practices
        ]
        self._by_code = {known.practice.code: known.practice for known in self._known}
        self._by_word: defaultdict[str, list[_Known]] = defaultdict(list)
        for known in self._known:
            for word in known.words:
                self._by_word[word].append(known)
        self._vocabulary = [word for word in self._by_word if len(word) >= _SHORTEST_MENDED]
        total = len(self._known) + 1
        self._weight = {word: math.log(total / len(having)) for word, having in self._by_word.items()}

    def find(self, text: str, place: Place | None) -> tuple[Practice, ...]:
        """See ``PracticeBook.find``. Some milliseconds for 7,000 practices, however long the text is."""
        text = text[:_SEARCHED]
        coded = [self._by_code[code.upper()] for code in _CODE.findall(text) if code.upper() in self._by_code]
        if coded:
            return tuple(dict.fromkeys(coded))[:_LIMIT]
        return tuple(match.known.practice for match in self._likely(text, place)[:_LIMIT])

    def _likely(self, text: str, place: Place | None) -> list[_Match]:
        spoken = plain_words(text)
        matches = [match for match in self._matches(text) if _is_named(match, spoken)]
        largest = {match.words for match in matches}
        largest = {words for words in largest if not any(words < other for other in largest)}
        matches = [match for match in matches if match.words in largest]
        in_town = [match for match in matches if _is_in_town(match, frozenset(spoken))]
        matches = in_town or _within_reach(matches, place)
        matches.sort(key=lambda match: (-round(match.covered, 1), *_far(match, place), -match.covered, _code(match)))
        return matches[:1] if _is_clear(matches, place) else matches

    def _matches(self, text: str) -> Iterable[_Match]:
        """Every practice of whose name enough was said."""
        said: dict[str, float] = {}
        for word in telling_words(text)[:_WORDS]:
            for near, likeness in self._near(word):
                said[near] = max(likeness, said.get(near, 0.0))
        touched = {known.practice.code: known for word in said for known in self._by_word[word]}
        for known in touched.values():
            whole = sum(self._weight[word] for word in known.words)
            weight = sum(self._weight[word] * said.get(word, 0.0) for word in known.words)
            if weight >= _COVERED * whole:
                yield _Match(known, weight / whole, known.words.intersection(said))

    def _near(self, word: str) -> list[tuple[str, float]]:
        """The word itself where a name has it, with and without an s; else those a slip away."""
        alike = [each for each in (word, f"{word}s", word.removesuffix("s")) if each in self._by_word]
        if alike or len(word) < _SHORTEST_MENDED or not word.isalpha():
            return [(each, 1.0 if each == word else _ALIKE) for each in dict.fromkeys(alike)]
        found = process.extract(word, self._vocabulary, scorer=OSA.normalized_similarity, score_cutoff=_CUT_OFF)
        return [(near, likeness) for near, likeness, _ in found]


def _word_set(text: str) -> frozenset[str]:
    return frozenset(plain_words(text))


def _is_in_town(match: _Match, spoken: frozenset[str]) -> bool:
    """Whether a text names the practice's town, besides what it says of its name."""
    return any(town and town <= spoken and not town <= match.words for town in match.known.towns)


def _is_named(match: _Match, spoken: list[str]) -> bool:
    """Whether a text of many words says a name of one word as a name: "Park surgery", not "a walk in the park"."""
    if len(match.words) > 1 or len(telling_words(" ".join(spoken))) <= _FEW:
        return True
    return any(word in match.words and after in KIND_WORDS for word, after in pairwise(spoken))


def _within_reach(matches: list[_Match], place: Place | None) -> list[_Match]:
    """Those about where the person is; where there are none, the only one whose name was said whole."""
    if place is None or place.point is None:
        return matches
    near = [match for match in matches if _far(match, place)[1] <= _REACH_MILES]
    whole = [match for match in matches if match.covered >= _WHOLE]
    return near or (whole if len(whole) == 1 else [])


def _far(match: _Match, place: Place | None) -> tuple[bool, float]:
    """Whether a practice lies in none of the place's authorities, and how many miles off it is."""
    where = match.known.practice.place
    if place is None or place.point is None or where is None or where.point is None:
        return place is not None, math.inf
    own = set(where.local_authorities) & set(place.local_authorities)
    return not own, place.point.miles_to(where.point)


def _is_clear(matches: list[_Match], place: Place | None) -> bool:
    """Whether the first is meant and no other: said whole, and nobody else's name is, or not in the same authority."""
    if not matches or matches[0].covered < _WHOLE:
        return len(matches) == 1
    others = [match for match in matches[1:] if match.covered >= _WHOLE]
    if not others:
        return True
    return not _far(matches[0], place)[0] and place is not None and all(_far(match, place)[0] for match in others)


def _code(match: _Match) -> str:
    return match.known.practice.code
