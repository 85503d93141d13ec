"""Not understood: choices the first time, people to call and a person asked to look the second time running."""

from __future__ import annotations

from actions.base import Events, Speaker, SupportAction
from actions.heard import Heard


class NotUnderstood(SupportAction):
    """What a message outside every topic is answered with."""

    def __init__(self, budget_s: float) -> None:
        super().__init__("action_not_understood", budget_s)

    async def act(self, heard: Heard, speaker: Speaker) -> Events:
        """Say so, in other words and with other help when it happened in the turn before too."""
        if self.name() in heard.did_before:
            speaker.hand_over("utter_not_understood_again", "not_understood")
        else:
            speaker.say("utter_not_understood")
        return []
