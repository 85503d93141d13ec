"""Not understood: choices the first time, people to call and a person asked to look the second time running."""

from __future__ import annotations

from actions.base import Events, Speaker, SupportAction
from actions.heard import Heard

_FIRST = "utter_not_understood"
_AGAIN = "utter_not_understood_again"


class NotUnderstood(SupportAction):
    """What a message outside every topic is answered with."""

    def __init__(self, budget_s: float) -> None:
        super().__init__("action_not_understood", budget_s)

    async def act(self, heard: Heard, speaker: Speaker) -> Events:
        """Say so, in other words and with other help when it happened in the turn before too."""
        say_not_understood(heard, speaker)
        return []


def say_not_understood(heard: Heard, speaker: Speaker) -> None:
    """The first or the second answer, by what was said in the turn before."""
    if _FIRST in heard.said_before or _AGAIN in heard.said_before:
        speaker.hand_over(_AGAIN, "not_understood")
    else:
        speaker.say(_FIRST)
