"""Finds the nearest crisis places. The rule has said 111 before this runs; none in reach is said honestly."""

from __future__ import annotations

from actions.base import Events, Speaker
from actions.heard import Heard
from actions.search import Search, ask_closer
from actions.where import Where
from actions.world import REACH_MILES
from bot.directory import ServiceKind, card


class FindCrisisPlaces(Search):
    """Emergency units, assessment services, crisis cafes and safe havens, the nearest first."""

    async def look(self, heard: Heard, where: Where, speaker: Speaker) -> Events:
        """Say the places, and what can be done on the way; from the middle of a county "nearest" is little worth."""
        asked: Events = []
        if where.near is None:
            speaker.say("utter_crisis_units_no_place")
        else:
            doors = await self._world.doors(ServiceKind.CRISIS_PLACE, where, heard.months)
            none = "utter_crisis_units_none_for_age" if heard.under_18 else "utter_crisis_units_none_in_reach"
            response = "utter_crisis_units_found" if doors else none
            speaker.say(response, map(card, doors), place=where.start, miles=f"{REACH_MILES:.0f}")
            asked = ask_closer(heard, where, speaker) if where.is_wide else []
        if heard.under_18:
            speaker.say("utter_crisis_units_under_18")
        speaker.say("utter_crisis_units_also" if heard.age is None else "utter_crisis_units_also_age_known")
        return asked
