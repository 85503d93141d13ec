"""Hears who asks about a school, and which school it is."""

from __future__ import annotations

from rasa_sdk.forms import REQUESTED_SLOT

from actions import place_answer
from actions.base import Event, Events, Speaker, SupportAction, remember
from actions.heard import Heard
from actions.reading import age_in, looks_like_a_school, role_named, role_stated
from actions.world import World
from bot.directory import School
from bot.places import Choice, NotFound, Place

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
            speaker.say("utter_school_support_intro")
            return await self._open(heard)
        if heard.requested == "school_role":
            return await self._hear_role(heard)
        if not heard.text and heard.intent == "inform_postcode":
            return await self._hear_button(heard)
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
        found = await self._world.find(heard.text)
        if schools := await self._schools(heard, found):
            return [*told, _take(schools, await self._hint(heard, found), heard.text)]
        if isinstance(found, Place):
            return [*told, *_take_place(found)]
        if heard.school is not None or heard.place is not None or heard.no_place is not None:
            return [*told, remember("school", heard.school or NONE_NAMED)]
        return told

    async def _hear_school(self, heard: Heard, speaker: Speaker) -> Events:
        found = await self._world.find(heard.text, asked=True)
        if schools := await self._schools(heard, found):
            return [_take(schools, await self._hint(heard, found), heard.text)]
        named = looks_like_a_school(heard.text)
        if isinstance(found, Place) and (not named or found.outcode is not None):
            return _take_place(found)
        return [remember("school", UNLISTED)] if named else self._hear_no_school(heard, found, speaker)

    def _hear_no_school(self, heard: Heard, found: Place | NotFound | Choice | None, speaker: Speaker) -> Events:
        """No school, and no place that is one alone."""
        if isinstance(found, Choice) and heard.requested != place_answer.WHICH_PLACE:
            which = remember(REQUESTED_SLOT, place_answer.WHICH_PLACE)
            return [*place_answer.ask_which(found, speaker), remember("school", None), which]
        if heard.intent in ("refuse", "deny"):
            return [remember("school", NONE_NAMED)]
        return _missed(heard, speaker) if heard.intent in _UNCLEAR or found is not None else []

    async def _hear_role(self, heard: Heard) -> Events:
        """Who asks, from the button or the words; a postcode told here is kept, and the question asked again."""
        found = await self._world.find(heard.text)
        if not isinstance(found, Place):
            return _role_events(heard)
        return [remember("school_role", role_named(heard.text)), *_take_place(found)]

    async def _hear_button(self, heard: Heard) -> Events:
        """One of the places to choose from; another than these: the form asks for the school again."""
        place = await self._world.place(heard.place) if heard.place else None
        return [remember("place", None), remember("school", None)] if place is None else _take_place(place)

    async def _schools(self, heard: Heard, found: Place | NotFound | Choice | None) -> tuple[School, ...]:
        return await self._world.schools(heard.text, await self._hint(heard, found)) if heard.text else ()

    async def _hint(self, heard: Heard, found: Place | NotFound | Choice | None) -> Place | None:
        """Where the school is likely to be: the place beside its name, else the one told before."""
        if isinstance(found, Place):
            return found
        return await self._world.place(heard.place) if heard.place else None


def _take(schools: tuple[School, ...], place: Place | None, text: str) -> Event:
    """The likeliest school in the directory's words, or none where two are as likely: a wrong one must not be named."""
    same_name = [each for each in schools if each.name == schools[0].name]
    codes = {area.code for area in place.local_authorities} if place is not None else set()
    here = [each for each in same_name if each.local_authority in codes]
    in_town = [each for each in same_name if each.town and each.town.lower() in text.lower()]
    meant = next((some for some in (in_town, here, same_name) if some), same_name)
    if len(meant) > 1:
        return remember("school", SEVERAL)
    (first,) = meant
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
