"""The doors for young people near a place, said beside the national ones."""

from __future__ import annotations

from actions.base import Speaker
from actions.heard import Heard
from actions.world import World
from bot.directory import ServiceKind, card
from bot.places import Place


async def say_doors_near(world: World, place: Place | None, heard: Heard, speaker: Speaker) -> None:
    """Say the Young Futures Hub of the area, where there is one; nothing otherwise."""
    doors = await world.doors(ServiceKind.YOUNG_FUTURES_HUB, place, heard.years and heard.months) if place else ()
    if place is not None and doors:
        speaker.say("utter_young_doors_near", map(card, doors), place=place.text)
