"""What lies outside the web process's own code (database, engine, keys, wording, clock), opened in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import aiohttp
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.database import make_engine
from bot.dialogue.port import Dialogue
from bot.dialogue.rasa import RasaDialogue
from bot.gateway.order import AdvisoryLockOrder, InProcessOrder, Order
from bot.keys import KeyRing, load_keys
from bot.safety import Screen, load_screen
from bot.settings import ROOT, Settings
from bot.wording import Wording, load_wording


@dataclass(frozen=True)
class Outside:
    """What the application stands on. Tests hand in their own."""

    settings: Settings
    keys: KeyRing
    engine: AsyncEngine
    order: Order
    dialogue: Dialogue
    session: aiohttp.ClientSession
    screen: Screen
    wording: Wording
    now: Callable[[], datetime]
    lock_engine: AsyncEngine | None = None

    async def close(self) -> None:
        """Close what was opened."""
        await self.session.close()
        await self.engine.dispose()
        if self.lock_engine is not None:
            await self.lock_engine.dispose()


def open_outside(settings: Settings) -> Outside:
    """Open the real things. Call it inside the running event loop.

    Raises:
        SettingsError, KeyRingError, WordingError, or a pattern's error: the process must not start.
    """
    keys = load_keys(settings.keys, settings.var_dir)
    engine = make_engine(settings.database)
    lock_engine = None if engine.dialect.name == "sqlite" else make_engine(settings.database, pool_size=32)
    session = aiohttp.ClientSession()
    return Outside(
        settings=settings,
        keys=keys,
        engine=engine,
        order=AdvisoryLockOrder(lock_engine) if lock_engine else InProcessOrder(),
        dialogue=RasaDialogue(session, settings.engine_url, keys.digest("engine", "channel")),
        session=session,
        screen=load_screen(),
        wording=load_wording(ROOT / "bot" / "wording"),
        now=lambda: datetime.now(UTC),
        lock_engine=lock_engine,
    )
