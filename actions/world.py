"""What actions may ask of the world outside the conversation: places, the directory, the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.directory import Door, Need, School, ServiceKind, find_doors, find_schools
from bot.places import NotFound, Place
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
    """Everything outside, as parameters: tests give a small one of their own."""

    places: PlaceBook
    engine: AsyncEngine
    clock: Callable[[], datetime]
    live: LivePlaces | None = None

    async def find(self, text: str) -> Place | NotFound | None:
        """The first postcode or outcode in ``text``; the look-up server, where one is set, sees what the file lacks.

        Raises:
            LookupError: there is no postcode file, and ``text`` may hold a postcode.
        """
        found = self.places.find(text)
        return await self.live.find(found) if self.live is not None and isinstance(found, NotFound) else found

    async def place(self, text: str) -> Place | None:
        """The place of the slot ``place``, which holds a postcode that was found before."""
        found = await self.find(text)
        return found.outcode if isinstance(found, NotFound) else found

    async def doors(self, kind: ServiceKind, place: Place, age_months: int | None = None) -> tuple[Door, ...]:
        """The doors of ``kind`` for somebody at ``place``, the best first."""
        need = Need(kind, place, age_months, self.clock(), within_miles=REACH_MILES)
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
