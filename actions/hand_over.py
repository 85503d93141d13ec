"""Asks the gateway that a person looks at the conversation. No text of ours says that one will answer."""

from __future__ import annotations

from actions.base import Events, Speaker, SupportAction
from actions.heard import Heard


class HandOver(SupportAction):
    """One response and one reason: a person was asked for, or something about care was complained of."""

    def __init__(self, name: str, budget_s: float, response: str, reason: str) -> None:
        super().__init__(name, budget_s)
        self._response = response
        self._reason = reason

    async def act(self, heard: Heard, speaker: Speaker) -> Events:  # noqa: ARG002  # it depends on nothing that was said
        """Say the response with the reason beside it."""
        speaker.hand_over(self._response, self._reason)
        return []
