"""Hears the answer to "where are you?" (a postcode, a town, a GP practice), for each form that asks it."""

from __future__ import annotations

import dataclasses

from rasa_sdk.forms import REQUESTED_SLOT

from actions import place_answer, practice_answer
from actions.base import Events, Speaker, SupportAction, remember
from actions.heard import Heard
from actions.nation import nation_in
from actions.reading import age_in
from actions.subject import UNCLEAR, is_another_search
from actions.world import World
from bot.places import Choice, NotFound, Place

_NATION_ASKED = "nation"
_PRACTICE_ASKED = "place_or_practice"  # no slot, and no response is called utter_ask_ it: Rasa would ask once more
_BUTTONS = ("inform_postcode", "inform_practice")
_UNKNOWN = "unknown"


class ValidatePlace(SupportAction):
    """The validation action of one form.

    No events at all mean that the person changed the subject: Rasa then follows the rule of the new topic, which
    closes the form. ``intro`` is said when the form opens; ``asks_practice``: a GP practice is as good an answer.
    """

    def __init__(  # what tells the forms apart, by name
        self,
        form: str,
        budget_s: float,
        world: World,
        *,
        intro: str | None = None,
        closes_under_18: bool = False,
        asks_practice: bool = False,
    ) -> None:
        super().__init__(f"validate_{form}", budget_s)
        self._world = world
        self._intro = intro
        self._closes_under_18 = closes_under_18
        self._asks_practice = asks_practice

    async def act(self, heard: Heard, speaker: Speaker) -> Events:
        """Hear the opening message, an answer about the place, or an answer about the country."""
        if heard.requested is None:
            return await self._open(heard, speaker)
        if heard.requested == _NATION_ASKED:
            return _hear_nation(heard)
        if not heard.text and heard.intent in _BUTTONS:
            return await self._hear_button(heard)
        return await self._hear_place(heard, speaker)

    def after_failure(self) -> Events:
        """No place can be read just now: the search goes on to the national door."""
        return place_answer.without_place("not_found")

    async def _open(self, heard: Heard, speaker: Speaker) -> Events:
        """The form opens: use what the message and the slots tell already."""
        if self._intro is not None:
            speaker.say(self._intro)
        age = age_in(heard.text) or heard.age
        heard = dataclasses.replace(heard, misses=0)
        told = [remember("age", age), remember("misses", 0.0)]
        found = await self._world.find(heard.text)
        if practice_answer.is_stated(heard) and (events := await self._hear_practice(heard, found, speaker)):
            return [*told, *events]
        if isinstance(found, Place):
            return [*told, *place_answer.take(found)]
        if self._closes_under_18 and _young(age):
            return place_answer.close(*told)
        if found is not None:
            return [*told, *_hear_unsure(heard, found, speaker)]
        if heard.outside_england or (heard.place is None and (heard.no_place or heard.gp_practice)):
            return place_answer.close(*told)
        return [*told, *place_answer.keep(heard), *await self._ask_practice_too(heard, speaker)]

    async def _ask_practice_too(self, heard: Heard, speaker: Speaker) -> Events:
        """The question in other words where practices are known; Rasa asks its own where nothing is asked here."""
        if heard.place is not None or not self._asks_practice or not await self._world.has_practices():
            return []
        speaker.say("utter_postcode_or_practice")
        return [remember(REQUESTED_SLOT, _PRACTICE_ASKED)]

    async def _hear_button(self, heard: Heard) -> Events:
        """One of the places or practices to choose from; another than these: the form asks its question."""
        if heard.intent == "inform_practice":
            practice = await self._world.practice(heard.gp_practice)
            none = [remember("gp_practice", None), remember("place", heard.place)]
            return none if practice is None else practice_answer.take(heard, practice, None)
        place = await self._world.place(heard.place) if heard.place else None
        return [remember("place", None)] if place is None else place_answer.take(place)

    async def _hear_place(self, heard: Heard, speaker: Speaker) -> Events:
        found = await self._world.find(heard.text, asked=True)
        if found is not None and is_another_search(heard, found):
            return []
        if self._may_name_practice(heard, found) and (events := await self._hear_practice(heard, found, speaker)):
            return events
        if isinstance(found, Place):
            await self._say_unknown_practice(heard, speaker)
            return place_answer.take(found)
        if found is not None:
            return _hear_unsure(heard, found, speaker)
        return await self._hear_other(heard, speaker)

    def _may_name_practice(self, heard: Heard, found: Place | NotFound | Choice | None) -> bool:
        if practice_answer.is_stated(heard):
            return True
        answers = self._asks_practice and found is None and heard.intent in (*UNCLEAR, "gp")
        return answers and practice_answer.may_answer(heard)

    async def _hear_practice(self, heard: Heard, found: Place | NotFound | Choice | None, speaker: Speaker) -> Events:
        """The practice that is named; which, where several may be. A place beside it is enough where none is asked."""
        place = found if isinstance(found, Place) else None
        choose = self._asks_practice or place is None
        events = await practice_answer.hear(self._world, heard, place, speaker, choose=choose)
        asks = bool(events) and not any(event["name"] == REQUESTED_SLOT for event in events)
        return [*events, remember(REQUESTED_SLOT, practice_answer.WHICH_PRACTICE)] if asks else events

    async def _hear_other(self, heard: Heard, speaker: Speaker) -> Events:
        """No place in it: a refusal, an age, a country, an attempt, or another subject."""
        if heard.intent in ("refuse", "deny"):
            return place_answer.without_place("refused")
        if heard.intent == "inform_age" and (age := age_in(heard.text) or heard.age):
            told = remember("age", age)
            return place_answer.close(told) if self._closes_under_18 and _young(age) else [told]
        nation = heard.nation if heard.intent == "inform_nation" and not heard.text else nation_in(heard.text)
        if heard.intent in ("inform_nation", "outside_england") and nation is not None:
            told = remember("nation", nation)
            return [told] if nation == "england" else place_answer.close(told)
        if heard.intent not in UNCLEAR:
            return []
        if not await self._say_unknown_practice(heard, speaker) and heard.misses == 0:
            speaker.say("utter_place_unclear")
        return place_answer.missed(heard, None)

    async def _say_unknown_practice(self, heard: Heard, speaker: Speaker) -> bool:
        """Whether a practice was named that is not in the list; said only where there is a list."""
        unknown = practice_answer.is_stated(heard) and await self._world.has_practices()
        if unknown:
            speaker.say("utter_practice_not_found")
        return unknown


def _hear_unsure(heard: Heard, found: NotFound | Choice, speaker: Speaker) -> Events:
    """A postcode that is not found, or a name of several places: asked which, once."""
    if isinstance(found, Choice) and heard.requested != place_answer.WHICH_PLACE:
        return [*place_answer.ask_which(found, speaker), remember(REQUESTED_SLOT, place_answer.WHICH_PLACE)]
    if isinstance(found, Choice):
        return place_answer.missed(heard, None)
    if heard.misses == 0:
        speaker.say("utter_place_not_found")
    return place_answer.missed(heard, found)


def _hear_nation(heard: Heard) -> Events:
    """The answer to "is your GP in England?", asked only near a border."""
    if heard.intent == "inform_nation" and heard.nation is not None and not heard.text:
        return [remember("nation", heard.nation)]
    if (nation := nation_in(heard.text)) is not None:
        return [remember("nation", nation)]
    if heard.intent == "affirm":
        return [remember("nation", "england")]
    if heard.intent in ("deny", "refuse", *UNCLEAR):
        return [remember("nation", _UNKNOWN)]
    return []


def _young(age: str | None) -> bool:
    return Heard(age=age).under_18
