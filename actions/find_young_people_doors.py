"""The doors for children and young people: said to the young person, or to the adult who asks for them."""

from __future__ import annotations

import dataclasses

from actions import place_answer
from actions.base import Events, Speaker
from actions.heard import Heard
from actions.search import Search
from actions.where import Where
from actions.young_people import say_doors_near
from bot.places import Place

_FOR_ROLE = {
    "parent": "utter_children_young_people_parent",
    "teacher": "utter_children_young_people_teacher",
}


class FindYoungPeopleDoors(Search):
    """National doors first; a Young Futures Hub where the place is known and has one."""

    async def act(self, heard: Heard, speaker: Speaker) -> Events:
        """No form has heard the message: a place in it counts here."""
        found = await self._world.find(heard.text) if heard.text else None
        if not isinstance(found, Place):
            return await super().act(heard, speaker)
        nation = heard.nation if found.country is None else found.country.value
        now = dataclasses.replace(heard, place=found.text, nation=nation)
        return [*place_answer.take(found), *await super().act(now, speaker)]

    async def look(self, heard: Heard, where: Where, speaker: Speaker) -> Events:
        """Say the doors in the words for who asks."""
        speaker.say(_FOR_ROLE.get(heard.school_role or "", "utter_children_young_people"))
        await say_doors_near(self._world, where, heard, speaker)
        return []
