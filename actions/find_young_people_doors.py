"""The doors for children and young people: said to the young person, or to the adult who asks for them."""

from __future__ import annotations

from actions.base import Speaker
from actions.heard import Heard
from actions.search import Search
from actions.young_people import say_doors_near
from bot.places import Place

_FOR_ROLE = {
    "parent": "utter_children_young_people_parent",
    "teacher": "utter_children_young_people_teacher",
}


class FindYoungPeopleDoors(Search):
    """National doors first; a Young Futures Hub where the place is known and has one."""

    async def look(self, heard: Heard, place: Place | None, speaker: Speaker) -> None:
        """Say the doors in the words for who asks."""
        speaker.say(_FOR_ROLE.get(heard.school_role or "", "utter_children_young_people"))
        await say_doors_near(self._world, place, heard, speaker)
