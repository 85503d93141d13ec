"""Not understood: choices the first time, people to call and a person asked to look the second time running."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.base import Events, Speaker, SupportAction
from actions.heard import Heard

if TYPE_CHECKING:
    from actions.take_detail import TakePlace

_FIRST = "utter_not_understood"
_AGAIN = "utter_not_understood_again"
_SHORT = 4  # words: "near Whitehaven please"; in a longer message a town is not what it is about


class NotUnderstood(SupportAction):
    """What a message outside every topic is answered with."""

    def __init__(self, budget_s: float, take_place: TakePlace) -> None:
        super().__init__("action_not_understood", budget_s)
        self._take_place = take_place

    async def act(self, heard: Heard, speaker: Speaker) -> Events:
        """Say so, in other words and with other help when it happened in the turn before too.

        A few words with a town in them were an answer to "where are you?": no engine knows every town's name.
        """
        if 0 < len(heard.text.split()) <= _SHORT and self._take_place.town(heard) is not None:
            return await self._take_place.act(heard, speaker)
        say_not_understood(heard, speaker)
        return []


def say_not_understood(heard: Heard, speaker: Speaker) -> None:
    """The first or the second answer, by what was said in the turn before."""
    if _FIRST in heard.said_before or _AGAIN in heard.said_before:
        speaker.hand_over(_AGAIN, "not_understood")
    else:
        speaker.say(_FIRST)
