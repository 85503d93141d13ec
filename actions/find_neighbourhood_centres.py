"""Finds the neighbourhood mental health centres in reach, with whom each is for."""

from __future__ import annotations

from actions.base import Events, Speaker
from actions.heard import Heard
from actions.search import Search
from actions.where import Where
from actions.world import REACH_MILES
from bot.directory import Door, ServiceKind, card


class FindNeighbourhoodCentres(Search):
    """Six pilots in England: most people are told that none is near, and what to ask for."""

    async def look(self, heard: Heard, where: Where, speaker: Speaker) -> Events:
        """Say the centres, or the ordinary way to the community team."""
        doors = await self._doors(heard, where) if where.is_known else ()
        if heard.under_18 and not doors:
            speaker.say("utter_neighbourhood_centres_under_18")
        elif not where.is_known:
            speaker.say("utter_neighbourhood_centres_no_place")
        else:
            response = "utter_neighbourhood_centres_found" if doors else "utter_neighbourhood_centres_none"
            speaker.say(response, map(card, doors), place=where.start, miles=f"{REACH_MILES:.0f}")
        return []

    async def _doors(self, heard: Heard, where: Where) -> tuple[Door, ...]:
        """The centres in reach; for somebody under 18 those alone that say from which age on they take people."""
        doors = await self._world.doors(ServiceKind.NEIGHBOURHOOD_CENTRE, where, heard.months)
        return tuple(door for door in doors if not heard.under_18 or door.service.min_age_months is not None)
