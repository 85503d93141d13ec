"""Finds the NHS Talking Therapies service of an area; the NHS finder and the NHS App stand beside it always."""

from __future__ import annotations

from actions.base import Speaker
from actions.heard import Heard
from actions.search import Search
from actions.young_people import say_doors_near
from bot.directory import ServiceKind, card
from bot.places import Place


class FindTalkingTherapies(Search):
    """Adults refer themselves; under 18 an adult service never stands alone."""

    async def look(self, heard: Heard, place: Place | None, speaker: Speaker) -> None:
        """Say the service for the area, or that the list has none, and the national ways in."""
        if heard.under_18:
            await self._look_under_18(heard, place, speaker)
            return
        if place is None:
            speaker.say("utter_talking_therapies_no_place")
        else:
            doors = await self._world.doors(ServiceKind.TALKING_THERAPIES, place, heard.months)
            response = "utter_talking_therapies_found" if doors else "utter_talking_therapies_none_known"
            speaker.say(response, map(card, doors), place=place.text)
        speaker.say("utter_talking_therapies_also" if heard.age is None else "utter_talking_therapies_also_adult")

    async def _look_under_18(self, heard: Heard, place: Place | None, speaker: Speaker) -> None:
        speaker.say("utter_talking_therapies_under_18")
        if place is not None and heard.years is not None:
            doors = await self._world.doors(ServiceKind.TALKING_THERAPIES, place, heard.months)
            open_at_this_age = [door for door in doors if door.service.min_age_months is not None]
            if open_at_this_age:
                speaker.say("utter_talking_therapies_some_take_you", map(card, open_at_this_age), place=place.text)
        speaker.say("utter_children_young_people")
        await say_doors_near(self._world, place, heard, speaker)
