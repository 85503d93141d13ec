"""Finds the NHS Talking Therapies service of an area; the NHS finder and the NHS App stand beside it always."""

from __future__ import annotations

from actions.base import Events, Speaker
from actions.heard import Heard
from actions.search import Search, ask_closer
from actions.where import Where, practice_name
from actions.young_people import say_doors_near
from bot.directory import ServiceKind, card


class FindTalkingTherapies(Search):
    """Adults refer themselves; under 18 an adult service never stands alone."""

    async def look(self, heard: Heard, where: Where, speaker: Speaker) -> Events:
        """Say the service for the area, or that the list has none, and the national ways in."""
        if heard.under_18:
            await self._look_under_18(heard, where, speaker)
            return []
        asked = await self._look_for_adults(heard, where, speaker)
        speaker.say("utter_talking_therapies_also" if heard.age is None else "utter_talking_therapies_also_adult")
        return asked

    async def _look_for_adults(self, heard: Heard, where: Where, speaker: Speaker) -> Events:
        """What the GP practice decides where it is known; else what is found for the place, and for how much of it."""
        if not where.is_known:
            speaker.say("utter_talking_therapies_no_place")
            return []
        doors = await self._world.doors(ServiceKind.TALKING_THERAPIES, where, heard.months)
        if not doors:
            speaker.say("utter_talking_therapies_none_known", place=where.name)
            return []
        if where.practice is not None:
            practice = practice_name(where.practice)
            speaker.say("utter_talking_therapies_found_practice", map(card, doors), practice=practice)
            return []
        whole = all(where.is_held_whole(door) or not door.service.catchment for door in doors)
        response = "utter_talking_therapies_found" if whole else "utter_talking_therapies_found_part"
        speaker.say(response, map(card, doors), place=where.name)
        return [] if whole else ask_closer(heard, where, speaker)

    async def _look_under_18(self, heard: Heard, where: Where, speaker: Speaker) -> None:
        speaker.say("utter_talking_therapies_under_18")
        if where.is_known and heard.years is not None:
            doors = await self._world.doors(ServiceKind.TALKING_THERAPIES, where, heard.months)
            open_at_this_age = [door for door in doors if door.service.min_age_months is not None]
            if open_at_this_age:
                speaker.say("utter_talking_therapies_some_take_you", map(card, open_at_this_age), place=where.name)
        speaker.say("utter_children_young_people")
        await say_doors_near(self._world, where, heard, speaker)
