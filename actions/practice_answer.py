"""A GP practice that a person names: when words are meant as one, which it is, and what is remembered.

The slot ``gp_practice`` takes the ODS code of a practice of the directory, and nothing else ever.
"""

from __future__ import annotations

import json
import re

from actions.base import Events, Speaker, remember
from actions.heard import Heard
from actions.place_answer import close
from actions.where import practice_name
from actions.world import World
from bot.places import Place, Practice, Precision
from bot.words import Button

WHICH_PRACTICE = "which_practice"  # the open question, where several may be meant
_MOST = 4  # choices
_SHORT = 5  # words: a longer answer without a word like "surgery" names none
_UNNAMED = (  # before "surgery": it says nothing of which
    r"my|our|the|a|an|any|your|their|gps?|doctor['’]?s?|dr['’]?s?|general|local|new|old|nearest|to|at|health|which|no"
    r"|this|that"
)
_OWN = r"my (?:gp|doctor|surgery|practice|gp surgery|gp practice|doctors? surgery)(?:['’]?s)?"
_KIND = r"(?:surgery|practice|medical (?:cent(?:re|er)|practice|group)|health cent(?:re|er))"
_STATED = re.compile(
    r"\bregistered (?:at|with|to)\b"
    rf"|\b{_OWN} (?:is|are|at|in)\b"
    rf"|\b(?!(?:{_UNNAMED})\b)[a-z][\w'’]* {_KIND}\b"
    r"|(?<![a-z0-9])[a-z][0-9]{5}(?![a-z0-9])",
    re.IGNORECASE,
)


def is_stated(heard: Heard) -> bool:
    """Whether somebody says which practice they are with: "I'm at the Park Surgery", "registered with F84062"."""
    return bool(heard.text) and (heard.intent == "inform_practice" or _STATED.search(heard.text) is not None)


def may_answer(heard: Heard) -> bool:
    """Whether an answer to "your postcode, or the name of your GP surgery?" may be such a name."""
    return is_stated(heard) or 0 < len(heard.text.split()) <= _SHORT


def take(heard: Heard, practice: Practice, place: Place | None) -> Events:
    """Remember a practice, and a postcode told beside it; the question where they are is answered by that.

    The practices are English: a place outside England, told before, is where they are no more.
    """
    told = [remember("gp_practice", practice.code), remember("nation", "england"), remember("no_place", None)]
    exact = place is not None and place.precision in (Precision.POSTCODE, Precision.OUTCODE)
    if place is not None and exact:
        return close(*told, remember("place", place.text))
    return close(*told, *([remember("place", None)] if heard.outside_england else []))


def ask_which(practices: tuple[Practice, ...], speaker: Speaker) -> Events:
    """Several may be meant: ask which, with at most four to choose from."""
    speaker.ask("utter_practice_which", [_choice(practice) for practice in practices[:_MOST]])
    return [remember("gp_practice", None)]


async def named(world: World, heard: Heard, found: Place | None) -> tuple[Practice, ...]:
    """The practices that the words may mean, about the place that they name or that was told before."""
    place = found or (await world.place(heard.place) if heard.place else None)
    return await world.practices(heard.text, place)


async def hear(world: World, heard: Heard, found: Place | None, speaker: Speaker, *, choose: bool = True) -> Events:
    """What the words say of a practice; nothing where they name none that is known. ``found`` is the place in them.

    Where several may be meant it asks which, unless ``choose`` is false.
    """
    practices = await named(world, heard, found)
    if len(practices) == 1:
        return take(heard, practices[0], found)
    return ask_which(practices, speaker) if practices and choose else []


def _choice(practice: Practice) -> Button:
    return Button(practice_name(practice), f"/inform_practice{json.dumps({'gp_practice': practice.code})}")
