"""What actions may ask of the world outside the conversation: places, GP practices, the directory, the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncEngine

from actions.nation import nation_in
from actions.where import Where
from bot.directory import Door, Need, School, ServiceKind, find_doors, find_schools
from bot.directory.practices import PracticeBook, has_practices
from bot.places import Choice, NotFound, Place, Practice, Towns
from bot.places.live import LivePlaces

REACH_MILES = 25.0  # about an hour by public transport; beyond it "near you" would be a false hope


class PlaceBook(Protocol):
    """Finds the postcode in a text; ``bot.places.Places``, or what stands in for it while its file is missing."""

    def find(self, text: str) -> Place | NotFound | None:
        """The first postcode or outcode in ``text``."""


class NoPlaceBook:
    """The postcode file could not be opened: texts with no digit hold no postcode, the others cannot be read."""

    def find(self, text: str) -> Place | NotFound | None:
        """``None``.

        Raises:
            LookupError: ``text`` may hold a postcode.
        """
        if any(character.isdigit() for character in text):
            raise LookupError("the postcode file is not there")
        return None


@dataclass(frozen=True)
class World:
    """Everything outside, as parameters: tests give a small one of their own.

    Without ``towns`` only postcodes are found, without ``practice_book`` no GP practice.
    """

    places: PlaceBook
    engine: AsyncEngine
    clock: Callable[[], datetime]
    live: LivePlaces | None = None
    towns: Towns | None = None
    practice_book: PracticeBook | None = None

    async def find(self, text: str, *, asked: bool = False) -> Place | NotFound | Choice | None:
        """The first postcode or outcode in ``text``; where there is none, the town, borough or county that it names.

        The look-up server, where one is set, sees the postcodes that the file lacks. ``asked``: the text answers
        "where are you?".

        Raises:
            LookupError: there is no postcode file, and ``text`` may hold a postcode and names no town.
        """
        try:
            found = self.places.find(text)
        except LookupError:
            if (town := self.town(text, asked=asked)) is None:
                raise
            return town
        if self.live is not None and isinstance(found, NotFound):
            found = await self.live.find(found)
        return found if found is not None else self.town(text, asked=asked)

    def town(self, text: str, *, asked: bool = False) -> Place | Choice | None:
        """The town, borough or county that ``text`` names; "in Wales, near Chester" is not Chester."""
        found = None if self.towns is None else self.towns.find(text, asked=asked)
        if not isinstance(found, Place):
            return found
        nation = nation_in(text)
        return found if nation in (None, found.country) else None

    async def place(self, text: str) -> Place | None:
        """The place of the slot ``place``, which holds what was found before, in our own spelling."""
        found = self.places.find(text)
        if self.live is not None and isinstance(found, NotFound):
            found = await self.live.find(found)
        if isinstance(found, NotFound):
            return found.outcode
        town = self.towns.find(text, asked=True) if found is None and self.towns is not None else None
        return found or (town if isinstance(town, Place) else None)

    async def has_practices(self) -> bool:
        """Whether GP practices are loaded, so that one can be asked for by name."""
        if self.practice_book is None:
            return False
        async with self.engine.connect() as connection:
            return await has_practices(connection)

    async def practices(self, text: str, place: Place | None) -> tuple[Practice, ...]:
        """The GP practices that ``text`` may mean, the likeliest first; one alone where it is clear."""
        if self.practice_book is None:
            return ()
        async with self.engine.connect() as connection:
            return await self.practice_book.find(connection, text, place)

    async def practice(self, code: str | None) -> Practice | None:
        """The practice of the slot ``gp_practice``, by its ODS code; ``None`` where it is not listed any more."""
        found = await self.practices(code, None) if code else ()
        return found[0] if len(found) == 1 and found[0].code == code else None

    async def doors(self, kind: ServiceKind, where: Where, age_months: int | None = None) -> tuple[Door, ...]:
        """The doors of ``kind`` for somebody there, the best first."""
        need = Need(kind, where.near, age_months, self.clock(), where.practice, within_miles=REACH_MILES)
        async with self.engine.connect() as connection:
            return await find_doors(connection, need)

    async def schools(self, text: str, place: Place | None) -> tuple[School, ...]:
        """The schools of the directory whose name or postcode ``text`` gives."""
        async with self.engine.connect() as connection:
            return await find_schools(connection, text, place)

    async def close(self) -> None:
        """Give back the connections, to the database and to the look-up server."""
        await self.engine.dispose()
        if self.live is not None:
            await self.live.close()
