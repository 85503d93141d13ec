"""Finds the Young Futures Hub of an area. Hubs are matched by local authority: few addresses are known."""

from __future__ import annotations

from actions.base import Speaker
from actions.heard import Heard
from actions.search import Search
from bot.directory import Door, ServiceKind, card
from bot.directory.catchment import Cover
from bot.places import Place


class FindYoungFuturesHubs(Search):
    """Says whether the person's area is one of the first ones."""

    async def look(self, heard: Heard, place: Place | None, speaker: Speaker) -> None:  # noqa: ARG002  # a parent asks too: age does not decide
        """Say the hub, or that none is known and what helps today."""
        if place is None:
            speaker.say("utter_young_futures_hubs_no_place")
            return
        doors = await self._world.doors(ServiceKind.YOUNG_FUTURES_HUB, place)
        speaker.say(_response(doors, place), map(card, doors), place=place.text)


def _response(doors: tuple[Door, ...], place: Place) -> str:
    """An area is called one of the first only where all of it is; an address only where one is known."""
    if not doors:
        return "utter_young_futures_hubs_none"
    if any(door.service.address for door in doors):
        return "utter_young_futures_hubs_found_address"
    covers = [door.service.catchment.covers(place, None, door.service.point) for door in doors]
    return "utter_young_futures_hubs_found" if Cover.WHOLE in covers else "utter_young_futures_hubs_found_part"
