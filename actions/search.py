"""What every search has in common: outside England it says so, and it remembers that it was the last one."""

from __future__ import annotations

import dataclasses
from abc import abstractmethod

from actions import place_answer
from actions.base import Events, Speaker, SupportAction, remember
from actions.heard import Heard
from actions.outside_england import say_outside_england
from actions.reading import age_in, role_stated
from actions.where import Where
from actions.world import World


class Search(SupportAction):
    """Looks for doors; subclasses write ``look``."""

    def __init__(self, name: str, budget_s: float, world: World) -> None:
        super().__init__(name, budget_s)
        self._world = world

    async def act(self, heard: Heard, speaker: Speaker) -> Events:
        """Search where the person is, as far as that is known."""
        heard = _with_what_was_said(heard)
        place = await self._world.place(heard.place) if heard.place else None
        asked: Events = []
        if heard.outside_england or (place is not None and not place_answer.in_england(place, heard.nation)):
            say_outside_england(heard, speaker)
        else:
            asked = await self.look(heard, Where(place, await self._world.practice(heard.gp_practice)), speaker)
        return [
            *asked,
            remember("last_search", self.name()),
            remember("age", heard.age),
            remember("school_role", heard.school_role),
        ]

    @abstractmethod
    async def look(self, heard: Heard, where: Where, speaker: Speaker) -> Events:
        """Find the doors and say them; ``where`` is in England, or not known. What to remember of it comes back."""


def ask_closer(heard: Heard, where: Where, speaker: Speaker) -> Events:
    """Ask for a postcode, once for each place: what is known of where the person is, is too wide for this answer."""
    if where.place is None or heard.asked_closer == where.place.text:
        return []
    speaker.say("utter_place_closer", place=where.name)
    return [remember("asked_closer", where.place.text)]


def _with_what_was_said(heard: Heard) -> Heard:
    """An age or a role in this very message counts from now on."""
    return dataclasses.replace(
        heard,
        age=age_in(heard.text) or heard.age,
        school_role=role_stated(heard.text) or heard.school_role,
    )
