"""Finds the neighbourhood mental health centres in reach, with whom each is for."""

from __future__ import annotations

from actions.base import Speaker
from actions.heard import Heard
from actions.search import Search
from actions.world import REACH_MILES
from bot.directory import ServiceKind, card
from bot.places import Place


class FindNeighbourhoodCentres(Search):
    """Six pilots in England: most people are told that none is near, and what to ask for."""

    async def look(self, heard: Heard, place: Place | None, speaker: Speaker) -> None:
        """Say the centres, or the ordinary way to the community team."""
        if place is None:
            speaker.say("utter_neighbourhood_centres_no_place")
            return
        doors = await self._world.doors(ServiceKind.NEIGHBOURHOOD_CENTRE, place, heard.months)
        response = "utter_neighbourhood_centres_found" if doors else "utter_neighbourhood_centres_none"
        speaker.say(response, map(card, doors), place=place.text, miles=f"{REACH_MILES:.0f}")
