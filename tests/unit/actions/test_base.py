import asyncio
import logging
from pathlib import Path

import pytest
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.base import Events, Speaker, SupportAction
from actions.heard import Heard
from actions.world import NoPlaceBook, World
from bot.database import make_engine
from tests.unit.actions.builders import CLOCK, SECRET, tracker


class Breaks(SupportAction):
    """Fails after it has said something, with the person's words in the error."""

    async def act(self, heard: Heard, speaker: Speaker) -> Events:
        speaker.say("utter_first")
        raise RuntimeError(heard.text)


class Hangs(SupportAction):
    """Never answers."""

    async def act(self, heard: Heard, speaker: Speaker) -> Events:
        await asyncio.Event().wait()
        return []


@pytest.mark.hazard("HAZ-022")
@pytest.mark.parametrize(
    ("action", "said"), [(Breaks, ["utter_first", "utter_lookup_failed"]), (Hangs, ["utter_lookup_failed"])]
)
async def test_whatever_breaks_the_person_gets_an_answer_and_the_log_no_words(action, said, caplog):
    caplog.set_level(logging.DEBUG)
    dispatcher = CollectingDispatcher()

    events = await action("action_x", 0.05).run(dispatcher, tracker(SECRET, "gp"), {})

    assert events == []
    assert [message["response"] for message in dispatcher.messages] == said
    assert "action_x" in caplog.text
    assert "conversation-1" in caplog.text
    assert "Ada" not in caplog.text


LOOK_UPS = [
    ("action_find_talking_therapies", {"place": "LS6 3BR", "nation": "england"}),
    ("action_find_crisis_places", {"place": "LS6 3BR", "nation": "england"}),
    ("action_find_young_people_doors", {"place": "LS6 3BR", "nation": "england"}),
]


@pytest.mark.hazard("HAZ-022")
@pytest.mark.parametrize(("name", "slots"), LOOK_UPS)
async def test_a_directory_that_is_gone_leads_to_the_national_door(stage_of, places, tmp_path: Path, name, slots):
    gone = make_engine(f"sqlite+aiosqlite:///{tmp_path / 'no-tables.db'}")

    came = await stage_of(World(places, gone, CLOCK)).call(name, **slots)

    assert came.responses[-1] == "utter_lookup_failed"
    await gone.dispose()


@pytest.mark.hazard("HAZ-022")
async def test_without_the_postcode_file_a_question_ends_at_the_national_door(stage_of, directory: AsyncEngine):
    stage = stage_of(World(NoPlaceBook(), directory, CLOCK))

    came = await stage.call("validate_talking_therapies_form", "LS6 3BR", "inform_postcode", requested="place")

    assert came.responses == ["utter_lookup_failed"]
    assert (came.slots["no_place"], came.slots["requested_slot"]) == ("not_found", None)


async def test_without_the_postcode_file_other_subjects_work(stage_of, directory: AsyncEngine):
    stage = stage_of(World(NoPlaceBook(), directory, CLOCK))

    opened = await stage.call("validate_talking_therapies_form", "counselling please", "talking_therapies")
    found = await stage.call("action_find_talking_therapies", no_place="refused")

    assert opened.responses == ["utter_talking_therapies_intro"]
    assert found.responses == ["utter_talking_therapies_no_place", "utter_talking_therapies_also"]
