"""Finds the Young Futures Hub of an area. Hubs are matched by local authority: few addresses are known."""

from __future__ import annotations

from actions.base import Events, Speaker
from actions.heard import Heard
from actions.search import Search
from actions.where import Where
from bot.directory import Door, ServiceKind, card


class FindYoungFuturesHubs(Search):
    """Says whether the person's area is one of the first ones."""

    async def look(self, heard: Heard, where: Where, speaker: Speaker) -> Events:  # noqa: ARG002  # a parent asks too: age does not decide
        """Say the hub, or that none is known and what helps today."""
        if where.near is None:
            speaker.say("utter_young_futures_hubs_no_place")
            return []
        doors = await self._world.doors(ServiceKind.YOUNG_FUTURES_HUB, where)
        speaker.say(_response(doors, where), map(card, doors), place=where.name)
        return []


def _response(doors: tuple[Door, ...], where: Where) -> str:
    """An area is called one of the first only where all of it is; an address only where one is known."""
    if not doors:
        return "utter_young_futures_hubs_none"
    if any(door.service.address for door in doors):
        return "utter_young_futures_hubs_found_address"
    whole = any(map(where.is_held_whole, doors))
    return "utter_young_futures_hubs_found" if whole else "utter_young_futures_hubs_found_part"
