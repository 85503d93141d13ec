"""The right doors for a need: the directory is kept in memory, laid out for the search, and read anew once it changes.

To read what may fit from the database for each search costs a dozen statements, and more the fuller the area is. Kept,
a search costs one: has the directory changed?
"""

from __future__ import annotations

import asyncio
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.directory.best import find_best
from bot.directory.generation import read_generation
from bot.directory.index import Index
from bot.directory.rows import read_services, select_services
from bot.directory.tables import service
from bot.directory.values import Door, Need, ServiceKind, Status


async def find_doors(connection: AsyncConnection, need: Need) -> tuple[Door, ...]:
    """The doors for ``need``, the best first, each with its reason in words: what ``rank`` gives of all services.

    Never a held, closed or stale service. Empty when nothing is known to fit: show the national door then.
    """
    if need.place is None and need.practice is None:
        return ()
    return find_best(await _kept_of(connection).index(connection, need.kind), need)


class _Kept:
    """What is in memory of one database's directory: each kind as it was at a generation."""

    def __init__(self) -> None:
        self._indexes: dict[ServiceKind, tuple[int, Index]] = {}
        self._reading = asyncio.Lock()

    async def index(self, connection: AsyncConnection, kind: ServiceKind) -> Index:
        """The services of a kind as they stand now."""
        generation = await read_generation(connection)
        kept = self._indexes.get(kind)
        if kept is not None and kept[0] == generation:
            return kept[1]
        async with self._reading:  # one reads for all who wait
            return await self._read(connection, kind)

    async def _read(self, connection: AsyncConnection, kind: ServiceKind) -> Index:
        """Read until nothing changed meanwhile: rows of two states would show a service without its area."""
        query = select_services().where(service.c.kind == kind.value, service.c.status == Status.ACTIVE.value)
        generation = await read_generation(connection)
        while (kept := self._indexes.get(kind)) is None or kept[0] != generation:
            index = Index(await read_services(connection, query))
            before, generation = generation, await read_generation(connection)
            if before == generation:
                self._indexes[kind] = (generation, index)
        return kept[1]


_KEPT: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()


def _kept_of(connection: AsyncConnection) -> _Kept:
    return _KEPT.setdefault(connection.sync_engine, _Kept())
