"""A detail told outside an open question (a place, a GP practice, an age, a country): kept, and the search goes on."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from actions import place_answer, practice_answer
from actions.base import Events, Speaker, SupportAction, remember
from actions.heard import Heard
from actions.nation import nation_in
from actions.not_understood import say_not_understood
from actions.outside_england import say_outside_england
from actions.reading import age_in
from actions.search import Search
from actions.where import practice_name
from actions.world import World
from bot.places import Choice, NotFound, Place, Practice

_ENGLAND = "england"


class TakePlace(SupportAction):
    """A postcode, town or GP practice out of the blue, another one than before, or a button that names one."""

    def __init__(self, budget_s: float, world: World, searches: Mapping[str, Search]) -> None:
        super().__init__("action_take_place", budget_s)
        self._world = world
        self._searches = searches

    async def act(self, heard: Heard, speaker: Speaker) -> Events:
        """Keep it; search there again, or ask what to look for."""
        if not heard.text:
            return await self._hear_button(heard, speaker)
        found = await self._world.find(heard.text)
        if practice_answer.is_stated(heard) and (events := await self._hear_practice(heard, found, speaker)):
            return events
        if isinstance(found, NotFound):
            speaker.say("utter_place_not_found")
            return []
        if isinstance(found, Choice):
            return place_answer.ask_which(found, speaker)
        return await self.take(heard, found, speaker) if found is not None else _hear_no_place(heard, speaker)

    async def take(self, heard: Heard, found: Place, speaker: Speaker) -> Events:
        """Search at ``found``; near a border ask for the country, outside England say what works there."""
        nation = found.country.value if found.country is not None else heard.nation
        now = dataclasses.replace(heard, place=found.text, nation=nation, no_place=None)
        told = place_answer.take(found)
        if nation is None:
            speaker.say("utter_ask_nation")
            return told
        if now.outside_england:
            say_outside_england(now, speaker)
            return told
        return [*told, *await _go_on(now, speaker, self._searches, "utter_place_noted")]

    def town(self, heard: Heard) -> Place | Choice | None:
        """The town that the words name."""
        return self._world.town(heard.text)

    async def _hear_button(self, heard: Heard, speaker: Speaker) -> Events:
        if heard.intent == "inform_practice":
            practice = await self._world.practice(heard.gp_practice)
            return await self._take_practice(heard, practice, None, speaker)
        place = await self._world.place(heard.place) if heard.place else None
        if place is not None:
            return await self.take(heard, place, speaker)
        speaker.say("utter_no_place_noted")
        return [remember("place", None), remember("no_place", None)]

    async def _hear_practice(self, heard: Heard, found: Place | NotFound | Choice | None, speaker: Speaker) -> Events:
        place = found if isinstance(found, Place) else None
        practices = await practice_answer.named(self._world, heard, place)
        if len(practices) == 1:
            return await self._take_practice(heard, practices[0], place, speaker)
        if practices:
            return practice_answer.ask_which(practices, speaker)
        if not await self._world.has_practices():
            return []
        speaker.say("utter_practice_not_found")
        return [] if found is not None else await self._take_practice(heard, None, None, speaker)

    async def _take_practice(
        self, heard: Heard, practice: Practice | None, place: Place | None, speaker: Speaker
    ) -> Events:
        """Search for the patients of ``practice``; without one, ask for a postcode."""
        if practice is None:
            speaker.say("utter_no_place_noted")
            return [remember("gp_practice", None)]
        told = practice_answer.take(heard, practice, place)
        slots = {event["name"]: event["value"] for event in told}
        now = dataclasses.replace(
            heard, gp_practice=practice.code, nation=_ENGLAND, no_place=None, place=slots.get("place", heard.place)
        )
        return [*told, *await _go_on(now, speaker, self._searches, "utter_practice_noted", practice_name(practice))]


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

    def __init__(self, budget_s: float, take_place: TakePlace, searches: Mapping[str, Search]) -> None:
        super().__init__("action_take_nation", budget_s)
        self._take_place = take_place
        self._searches = searches

    async def act(self, heard: Heard, speaker: Speaker) -> Events:
        """Keep the country; go on in England, or say what works there. A town tells its country too."""
        town = self._take_place.town(heard) if heard.text else None
        if isinstance(town, Place):
            return await self._take_place.take(heard, town, speaker)
        if isinstance(town, Choice):
            return place_answer.ask_which(town, speaker)
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
    """The engine took it for a place and it is none: talk about postcodes, or letters thrown together."""
    if "post" not in heard.text.lower():
        say_not_understood(heard, speaker)
        return []
    speaker.say("utter_no_place_noted")
    return [remember("no_place", None)]


async def _go_on(
    heard: Heard, speaker: Speaker, searches: Mapping[str, Search], otherwise: str, practice: str = ""
) -> Events:
    """Run the last search again with what is known now; without one, say ``otherwise``."""
    search = searches.get(heard.last_search or "")
    if search is not None:
        return await search.act(heard, speaker)
    speaker.say(otherwise, place=heard.place or "", practice=practice)
    return []
