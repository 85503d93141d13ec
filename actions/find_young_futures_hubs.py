"""Finds the Young Futures Hub of an area. Hubs are matched by local authority: no addresses are known yet."""

from __future__ import annotations

from actions.base import Speaker
from actions.heard import Heard
from actions.search import Search
from bot.directory import ServiceKind, card
from bot.places import Place


class FindYoungFuturesHubs(Search):
    """Says whether the person's area is one of the first ones."""

    async def look(self, heard: Heard, place: Place | None, speaker: Speaker) -> None:  # noqa: ARG002  # a parent asks too: age does not decide
        """Say the hub, or that none is known and what helps today."""
        if place is None:
            speaker.say("utter_young_futures_hubs_no_place")
            return
        doors = await self._world.doors(ServiceKind.YOUNG_FUTURES_HUB, place)
        response = "utter_young_futures_hubs_found" if doors else "utter_young_futures_hubs_none"
        speaker.say(response, map(card, doors), place=place.text)
