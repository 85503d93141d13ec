"""Hears the answer to "what is your postcode?", for each form that asks it."""

from __future__ import annotations

from actions import place_answer
from actions.base import Events, Speaker, SupportAction, remember
from actions.heard import Heard
from actions.nation import nation_in
from actions.reading import age_in
from actions.world import World
from bot.places import NotFound, Place

_UNCLEAR = ("nlu_fallback", "inform_postcode", "inform_role", "affirm")  # an attempt at an answer, not a new subject
_SEARCHES = (  # subjects of their own, also with a postcode in them: "crisis cafe near M14"
    "talking_therapies",
    "crisis_units",
    "school_support",
    "children_young_people",
    "young_futures_hubs",
    "neighbourhood_centres",
    "helplines",
    "gp",
)
_NATION_ASKED = "nation"
_UNKNOWN = "unknown"


class ValidatePlace(SupportAction):
    """The validation action of one form.

    No events at all mean that the person changed the subject: Rasa then follows the rule of the new topic, which
    closes the form.
    """

    def __init__(self, form: str, budget_s: float, world: World, *, closes_under_18: bool = False) -> None:
        super().__init__(f"validate_{form}", budget_s)
        self._world = world
        self._closes_under_18 = closes_under_18

    async def act(self, heard: Heard, speaker: Speaker) -> Events:
        """Hear the opening message, an answer about the place, or an answer about the country."""
        if heard.requested is None:
            return await self._open(heard, speaker)
        if heard.requested == _NATION_ASKED:
            return _hear_nation(heard)
        return await self._hear_place(heard, speaker)

    def after_failure(self) -> Events:
        """No place can be read just now: the search goes on to the national door."""
        return place_answer.without_place("not_found")

    async def _open(self, heard: Heard, speaker: Speaker) -> Events:
        """The form opens: use what the message and the slots tell already."""
        age = age_in(heard.text) or heard.age
        told = [remember("age", age)]
        found = await self._world.find(heard.text)
        if isinstance(found, Place):
            return [*told, *place_answer.take(found)]
        if self._closes_under_18 and _young(age):
            return place_answer.close(*told)
        if isinstance(found, NotFound):
            speaker.say("utter_place_not_found")
            return [*told, remember("place", None), remember("misses", 1.0)]
        if heard.outside_england or (heard.place is None and heard.no_place is not None):
            return place_answer.close(*told)
        return [*told, *place_answer.keep(heard)]

    async def _hear_place(self, heard: Heard, speaker: Speaker) -> Events:
        found = await self._world.find(heard.text)
        if found is not None and _another_search(heard):
            return []
        if isinstance(found, Place):
            return place_answer.take(found)
        if isinstance(found, NotFound):
            if heard.misses == 0:
                speaker.say("utter_place_not_found")
            return place_answer.missed(heard, found)
        if heard.intent in ("refuse", "deny"):
            return place_answer.without_place("refused")
        return self._hear_other(heard, speaker)

    def _hear_other(self, heard: Heard, speaker: Speaker) -> Events:
        """No postcode in it: an age, a country, an attempt, or another subject."""
        if heard.intent == "inform_age" and (age := age_in(heard.text) or heard.age):
            told = remember("age", age)
            return place_answer.close(told) if self._closes_under_18 and _young(age) else [told]
        nation = heard.nation if heard.intent == "inform_nation" and not heard.text else nation_in(heard.text)
        if heard.intent in ("inform_nation", "outside_england") and nation is not None:
            told = remember("nation", nation)
            return [told] if nation == "england" else place_answer.close(told)
        if heard.intent in _UNCLEAR:
            if heard.misses == 0:
                speaker.say("utter_place_unclear")
            return place_answer.missed(heard, None)
        return []


def _hear_nation(heard: Heard) -> Events:
    """The answer to "is your GP in England?", asked only near a border."""
    if heard.intent == "inform_nation" and heard.nation is not None and not heard.text:
        return [remember("nation", heard.nation)]
    if (nation := nation_in(heard.text)) is not None:
        return [remember("nation", nation)]
    if heard.intent == "affirm":
        return [remember("nation", "england")]
    if heard.intent in ("deny", "refuse", *_UNCLEAR):
        return [remember("nation", _UNKNOWN)]
    return []


def _another_search(heard: Heard) -> bool:
    """Whether the words around a postcode ask for something new; a bare postcode never does."""
    words = [word for word in heard.text.split() if word.isalpha()]
    return heard.intent in _SEARCHES and len(words) > 1


def _young(age: str | None) -> bool:
    return Heard(age=age).under_18
