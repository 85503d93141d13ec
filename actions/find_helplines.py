"""People to call or text: the young person's ones for a young person."""

from __future__ import annotations

from actions.base import Events, Speaker
from actions.heard import Heard
from actions.search import Search
from actions.where import Where


class FindHelplines(Search):
    """The numbers are national: the place matters only outside England."""

    async def look(self, heard: Heard, where: Where, speaker: Speaker) -> Events:  # noqa: ARG002  # the numbers are national
        """Say the helplines for the age that was told."""
        speaker.say("utter_helplines_under_18" if heard.under_18 else "utter_helplines")
        return []
