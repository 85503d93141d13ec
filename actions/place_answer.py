"""The question where a person is: what an answer to it means. Pure, but for the asking: values in, events out.

The slot ``place`` takes a postcode that was found, its first half, or a town, borough or county as our gazetteer
writes it; nothing else ever.
"""

from __future__ import annotations

import json

from rasa_sdk.forms import REQUESTED_SLOT

from actions.base import Event, Events, Speaker, remember
from actions.heard import Heard
from bot.places import Choice, Country, NotFound, Place
from bot.words import Button

WHICH_PLACE = "which_place"  # the open question, where several places have one name


def take(place: Place) -> Events:
    """Remember ``place``. Where its country is not known from the postcode, the form asks next."""
    nation = None if place.country is None else place.country.value
    return [
        remember("place", place.text),
        remember("no_place", None),
        remember("nation", nation),
        remember("misses", 0.0),
    ]


def ask_which(choice: Choice, speaker: Speaker) -> Events:
    """Several places have the name: ask which. Each button holds our own name of a place, never what was typed."""
    speaker.ask("utter_place_which", [_button(place) for place in choice.places])
    return [remember("place", None)]


def keep(heard: Heard) -> Events:
    """Nothing new: what was known stays, and the form asks for what is missing."""
    return [remember("place", heard.place), remember("misses", 0.0)]


def ask_again(heard: Heard) -> Events:
    """The answer was none: the form asks once more."""
    return [remember("place", None), remember("misses", float(heard.misses + 1))]


def close(*events: Event) -> Events:
    """End the form here; the search goes on with what is known."""
    return [*events, remember("misses", 0.0), remember(REQUESTED_SLOT, None)]


def without_place(reason: str) -> Events:
    """No postcode will be told: ``refused``, or ``not_found`` for the second time."""
    return close(remember("place", None), remember("no_place", reason))


def missed(heard: Heard, found: NotFound | None) -> Events:
    """An answer without a usable postcode: asked once more, then its first half, then no place."""
    if heard.misses == 0:
        return ask_again(heard)
    if found is not None and found.outcode is not None:
        return take(found.outcode)
    return without_place("not_found")


def _button(place: Place) -> Button:
    return Button(place.text, f"/inform_postcode{json.dumps({'place': place.text})}")


def in_england(place: Place, nation: str | None) -> bool:
    """Whether English services are right: the postcode says so, or near a border the person did."""
    return place.country is Country.ENGLAND or (place.country is None and nation == Country.ENGLAND.value)
