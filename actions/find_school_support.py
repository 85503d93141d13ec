"""How somebody at school gets help. That a school has a team is said only where the directory says so."""

from __future__ import annotations

from actions.base import Events, Speaker
from actions.heard import Heard
from actions.search import Search
from actions.validate_school import NONE_NAMED, SEVERAL, UNLISTED
from actions.where import Where
from actions.young_people import say_doors_near
from bot.directory import School

_FOR_ROLE = {
    "parent": "utter_school_support_parent",
    "teacher": "utter_school_support_teacher",
    "pupil": "utter_school_support_pupil",
}


class FindSchoolSupport(Search):
    """A pupil, a parent and a teacher are each told what they can do."""

    async def look(self, heard: Heard, where: Where, speaker: Speaker) -> Events:
        """Say what is known of the school's team, what to ask for, and what else there is."""
        school = await self._school(heard)
        _say_team(heard, school, where, speaker)
        speaker.say(_FOR_ROLE[heard.school_role or "pupil"])
        await say_doors_near(self._world, where, heard, speaker, "utter_school_support_near")
        return []

    async def _school(self, heard: Heard) -> School | None:
        if heard.school in (None, UNLISTED, SEVERAL, NONE_NAMED):
            return None
        found = await self._world.schools(heard.school or "", None)
        return found[0] if found else None


def _say_team(heard: Heard, school: School | None, where: Where, speaker: Speaker) -> None:
    if school is not None and school.has_team:
        day = f"{school.checked_on.day} {school.checked_on:%B %Y}"
        speaker.say("utter_school_has_team", school=_named(school), checked_on=day)
    elif school is not None:
        speaker.say("utter_school_not_known", school=_named(school))
    elif heard.school == UNLISTED:
        speaker.say("utter_school_not_listed")
    elif heard.school == SEVERAL:
        speaker.say("utter_school_several")
    elif where.near is not None:
        speaker.say("utter_school_place_noted", place=where.name)
    else:
        speaker.say("utter_school_none_named")


def _named(school: School) -> str:
    """With its town, where its name does not say it: another school may have the same name."""
    town = school.town
    return school.name if not town or town.lower() in school.name.lower() else f"{school.name} in {town}"
