"""What works where the services of England do not reach. Each number is said for its own nation alone."""

from __future__ import annotations

from actions.base import Speaker
from actions.heard import Heard

_RESPONSES = {
    "wales": "utter_outside_england_wales",
    "scotland": "utter_outside_england_scotland",
    "northern_ireland": "utter_outside_england_northern_ireland",
    "crown_dependency": "utter_outside_england_elsewhere",
    "elsewhere": "utter_outside_england_elsewhere",
}


def say_outside_england(heard: Heard, speaker: Speaker) -> None:
    """Say that it is outside England and what works there; where the country is not known, ask for it."""
    response = _RESPONSES.get(heard.nation or "", "utter_outside_england")
    speaker.say(response, where=heard.place or "That")
