"""Hears who asks about a school, and which school it is."""

from __future__ import annotations

from rasa_sdk.forms import REQUESTED_SLOT

from actions.base import Event, Events, Speaker, SupportAction, remember
from actions.heard import Heard
from actions.reading import age_in, looks_like_a_school, role_named, role_stated
from actions.world import World
from bot.directory import School
from bot.places import NotFound, Place

UNLISTED = "unlisted"  # a school was named that the directory does not know
SEVERAL = "several"  # more than one school in the directory may be meant
NONE_NAMED = "none"
_ROLES = ("pupil", "parent", "teacher")
_UNCLEAR = ("nlu_fallback", "inform_postcode", "inform_role", "inform_age", "affirm", "school_support")


_ABOUT_ROLES = (*_UNCLEAR, "children_young_people_parent")


class ValidateSchool(SupportAction):
    """The validation action of ``school_support_form``; no events at all mean a change of subject."""

    def __init__(self, budget_s: float, world: World) -> None:
        super().__init__("validate_school_support_form", budget_s)
        self._world = world

    async def act(self, heard: Heard, speaker: Speaker) -> Events:
        """Hear the opening message, who asks, or which school."""
        if heard.requested is None:
            return await self._open(heard)
        if heard.requested == "school_role":
            return await self._hear_role(heard)
        return await self._hear_school(heard, speaker)

    def after_failure(self) -> Events:
        """No school can be looked up: the answer goes on without one."""
        return [remember("school", NONE_NAMED), remember("misses", 0.0), remember(REQUESTED_SLOT, None)]

    async def _open(self, heard: Heard) -> Events:
        """The form opens: use what the message and the slots tell already."""
        age = age_in(heard.text) or heard.age
        role = role_stated(heard.text) or heard.school_role
        told = [remember("age", age), remember("school_role", role), remember("misses", 0.0)]
        if heard.outside_england:
            return [*told, remember(REQUESTED_SLOT, None)]
        schools = await self._world.schools(heard.text, None) if heard.text else ()
        if schools:
            return [*told, _take(schools, heard.text)]
        found = await self._world.find(heard.text)
        if isinstance(found, Place):
            return [*told, *_take_place(found)]
        if heard.school is not None or heard.place is not None or heard.no_place is not None:
            return [*told, remember("school", heard.school or NONE_NAMED)]
        return told

    async def _hear_school(self, heard: Heard, speaker: Speaker) -> Events:
        found = await self._world.find(heard.text)
        schools = (
            await self._world.schools(heard.text, found if isinstance(found, Place) else None) if heard.text else ()
        )
        if schools:
            return [_take(schools, heard.text)]
        if isinstance(found, Place):
            return _take_place(found)
        if looks_like_a_school(heard.text):
            return [remember("school", UNLISTED)]
        if heard.intent in ("refuse", "deny"):
            return [remember("school", NONE_NAMED)]
        if heard.intent in _UNCLEAR or isinstance(found, NotFound):
            return _missed(heard, speaker)
        return []

    async def _hear_role(self, heard: Heard) -> Events:
        """Who asks, from the button or the words; a postcode told here is kept, and the question asked again."""
        found = await self._world.find(heard.text)
        return [remember("school_role", None), *_take_place(found)] if isinstance(found, Place) else _role_events(heard)


def _take(schools: tuple[School, ...], text: str) -> Event:
    """The likeliest school in the directory's words, or none where two are as likely: a wrong one must not be named."""
    first, *others = schools
    same_name = [other for other in others if other.name == first.name]
    if same_name and not (first.town and first.town.lower() in text.lower()):
        return remember("school", SEVERAL)
    return remember("school", ", ".join(part for part in (first.name, first.town) if part))


def _take_place(place: Place) -> Events:
    nation = None if place.country is None else place.country.value
    return [remember("school", NONE_NAMED), remember("place", place.text), remember("nation", nation)]


def _role_events(heard: Heard) -> Events:
    """Who asks: from the button, or from the words."""
    if heard.intent == "inform_role" and not heard.text and heard.school_role in _ROLES:
        return [remember("school_role", heard.school_role)]
    if heard.intent in _ABOUT_ROLES and (role := role_named(heard.text)) is not None:
        return [remember("school_role", role)]
    if heard.intent == "inform_age" and Heard(age=age_in(heard.text)).under_18:
        return [remember("age", age_in(heard.text)), remember("school_role", "pupil")]
    if heard.intent in ("refuse", "deny") or (heard.intent in _UNCLEAR and heard.misses > 0):
        return [remember("misses", 0.0), remember(REQUESTED_SLOT, None), remember("school", NONE_NAMED)]
    if heard.intent in _UNCLEAR:
        return [remember("school_role", None), remember("misses", float(heard.misses + 1))]
    return []


def _missed(heard: Heard, speaker: Speaker) -> Events:
    """Neither a school nor a place: asked once more, then the answer goes on without."""
    if heard.misses > 0:
        return [remember("school", NONE_NAMED), remember("misses", 0.0)]
    speaker.say("utter_school_unclear")
    return [remember("school", None), remember("misses", float(heard.misses + 1))]
