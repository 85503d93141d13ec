"""The doors for young people near a place, said beside the national ones."""

from __future__ import annotations

from actions.base import Speaker
from actions.heard import Heard
from actions.where import Where
from actions.world import World
from bot.directory import ServiceKind, card


def asks_for_another(heard: Heard) -> bool:
    """Whether an adult asks for a young person: a parent, or somebody who works at a school."""
    return heard.school_role in ("parent", "teacher")


def months_of_the_young(heard: Heard) -> int | None:
    """The age that decides; not known where the one that was told can only be the adult's own."""
    if heard.years is None or (asks_for_another(heard) and not heard.under_18):
        return None
    return heard.months


async def say_doors_near(
    world: World, where: Where, heard: Heard, speaker: Speaker, response: str = "utter_young_doors_near"
) -> None:
    """Say the Young Futures Hub of the area, where there is one, with ``response``; nothing otherwise."""
    if where.near is None:
        return
    if doors := await world.doors(ServiceKind.YOUNG_FUTURES_HUB, where, months_of_the_young(heard)):
        speaker.say(response, map(card, doors), place=where.name)
