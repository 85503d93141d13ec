"""A detail told outside an open question (a postcode, an age, a country): kept, and the last search goes on with it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from actions import place_answer
from actions.base import Events, Speaker, SupportAction, remember
from actions.heard import Heard
from actions.nation import nation_in
from actions.not_understood import say_not_understood
from actions.outside_england import say_outside_england
from actions.reading import age_in
from actions.search import Search
from actions.world import World
from bot.places import NotFound, Place

_ENGLAND = "england"


class TakePlace(SupportAction):
    """A postcode out of the blue, or another one than before."""

    def __init__(self, budget_s: float, world: World, searches: Mapping[str, Search]) -> None:
        super().__init__("action_take_place", budget_s)
        self._world = world
        self._searches = searches

    async def act(self, heard: Heard, speaker: Speaker) -> Events:
        """Keep the place; search there again, or ask what to look for."""
        found = await self._world.find(heard.text)
        if isinstance(found, NotFound):
            speaker.say("utter_place_not_found")
            return []
        if not isinstance(found, Place):
            return _hear_no_place(heard, speaker)
        told = place_answer.take(found)
        nation = found.country.value if found.country is not None else heard.nation
        now = dataclasses.replace(heard, place=found.text, nation=nation, no_place=None)
        if nation is None:
            speaker.say("utter_ask_nation")
            return told
        return [*told, *await _go_on(now, speaker, self._searches, "utter_place_noted")]


class TakeAge(SupportAction):
    """An age out of the blue, or the button "I'm under 18" under an answer."""

    def __init__(self, budget_s: float, searches: Mapping[str, Search]) -> None:
        super().__init__("action_take_age", budget_s)
        self._searches = searches

    async def act(self, heard: Heard, speaker: Speaker) -> Events:
        """Keep the age; search again for it, or show the young people's doors."""
        now = dataclasses.replace(heard, age=age_in(heard.text) or heard.age)
        told = remember("age", now.age)
        if now.last_search is None and now.under_18:
            now = dataclasses.replace(now, last_search="action_find_young_people_doors")
        return [told, *await _go_on(now, speaker, self._searches, "utter_what_next")]


class TakeNation(SupportAction):
    """A country: England, or what works elsewhere."""

    def __init__(self, budget_s: float, searches: Mapping[str, Search]) -> None:
        super().__init__("action_take_nation", budget_s)
        self._searches = searches

    async def act(self, heard: Heard, speaker: Speaker) -> Events:
        """Keep the country; go on in England, or say what works there."""
        nation = nation_in(heard.text) if heard.text else heard.nation
        now = dataclasses.replace(heard, nation=nation, place=heard.place if nation == heard.nation else None)
        told = remember("nation", nation)
        if nation == _ENGLAND:
            return [
                told,
                *await _go_on(dataclasses.replace(now, place=heard.place), speaker, self._searches, "utter_what_next"),
            ]
        say_outside_england(now, speaker)
        return [told]


def _hear_no_place(heard: Heard, speaker: Speaker) -> Events:
    """The engine took it for a postcode and it is none: talk about postcodes, or letters thrown together."""
    if "post" not in heard.text.lower():
        say_not_understood(heard, speaker)
        return []
    speaker.say("utter_no_place_noted")
    return [remember("no_place", None)]


async def _go_on(heard: Heard, speaker: Speaker, searches: Mapping[str, Search], otherwise: str) -> Events:
    """Run the last search again with what is known now; without one, say ``otherwise``."""
    search = searches.get(heard.last_search or "")
    if search is not None:
        return await search.act(heard, speaker)
    speaker.say(otherwise, place=heard.place or "")
    return []
