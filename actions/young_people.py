"""The doors for young people near a place, said beside the national ones."""

from __future__ import annotations

from actions.base import Speaker
from actions.heard import Heard
from actions.world import World
from bot.directory import ServiceKind, card
from bot.places import Place


async def say_doors_near(
    world: World, place: Place | None, heard: Heard, speaker: Speaker, response: str = "utter_young_doors_near"
) -> None:
    """Say the Young Futures Hub of the area, where there is one, with ``response``; nothing otherwise."""
    if place is None:
        return
    age_months = None if heard.years is None else heard.months
    if doors := await world.doors(ServiceKind.YOUNG_FUTURES_HUB, place, age_months):
        speaker.say(response, map(card, doors), place=place.text)
