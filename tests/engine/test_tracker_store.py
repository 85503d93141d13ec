"""The tracker store on SQLite: sealed on disk, short, expiring, forgetting."""

import asyncio

import pytest
import sqlalchemy as sa
from conftest import PROJECT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.keys import KeyRingError
from bot.nlu.bounded import KEPT_TURNS
from bot.nlu.tracker_store import SealedTrackerStore
from bot.settings import Settings

SECRET = "Zebedee Quill of Mousehole Lane"


class Clock:
    def __init__(self):
        self.now = 1_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def domain():
    return Domain.load(str(PROJECT / "domain.yml"))


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path, domain, clock):
    return SealedTrackerStore(domain=domain, settings=Settings(var_dir=tmp_path, tracker_expires_h=24), clock=clock)


def conversation(domain, sender="one", turns=1, *before):
    events = [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen"), *before]
    for turn in range(turns):
        said = UserUttered(f"{SECRET} {turn}", {"name": "greeting", "confidence": 1.0})
        events += [said, ActionExecuted("utter_greeting"), BotUttered("Hello."), ActionExecuted("action_listen")]
    return DialogueStateTracker.from_events(sender, events, domain.slots)


def saved(store, tracker):
    asyncio.run(store.save(tracker))
    return asyncio.run(store.retrieve(tracker.sender_id))


@pytest.mark.hazard("HAZ-024")
def test_a_conversation_comes_back_as_it_was(store, domain):
    tracker = conversation(domain, "one", 2, SlotSet("place", "Leeds"), ActiveLoop("helplines_form"))
    back = saved(store, tracker)
    assert [event.as_dict() for event in back.events] == [event.as_dict() for event in tracker.events]
    assert back.get_slot("place") == "Leeds"
    assert asyncio.run(store.open_form("one")) == "helplines_form"


@pytest.mark.hazard("HAZ-034")
def test_nothing_that_was_said_can_be_read_on_disk(store, domain, tmp_path):
    saved(store, conversation(domain, "one", 3, SlotSet("place", "Mousehole")))
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.name.startswith("tracker"))
    assert len(written) > 4096
    for word in (b"Zebedee", b"Mousehole", b"greeting", b"UserUttered"):
        assert word not in written


def test_a_row_moved_to_another_conversation_does_not_open(store, domain):
    saved(store, conversation(domain, "one"))
    with store._database.begin() as connection:
        connection.execute(sa.text("update trackers set conversation = 'two'"))
    with pytest.raises(KeyRingError):
        asyncio.run(store.retrieve("two"))


def test_a_long_conversation_stays_short_and_keeps_slots_and_form(store, domain):
    opened = (SlotSet("place", "Leeds"), ActionExecuted("helplines_form"), ActiveLoop("helplines_form"))
    back = saved(store, conversation(domain, "one", 50, *opened))
    assert len([event for event in back.events if isinstance(event, UserUttered)]) == KEPT_TURNS
    assert back.get_slot("place") == "Leeds"
    assert back.active_loop_name == "helplines_form"
    assert back.latest_message.text == f"{SECRET} 49"
    again = saved(store, back)
    assert len(again.events) == len(back.events)


def test_an_earlier_session_is_not_kept(store, domain):
    tracker = conversation(domain, "one", 2)
    for event in (ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")):
        tracker.update(event)
    assert len(saved(store, tracker).events) == 3


def test_what_was_told_beside_a_message_is_not_kept(store, domain):
    back = saved(store, conversation(domain, "one", 1, SlotSet("session_started_metadata", {"support": "urgent"})))
    assert not back.get_slot("session_started_metadata")


def test_a_conversation_expires_a_day_after_its_last_turn(store, domain, clock):
    saved(store, conversation(domain))
    clock.now += 24 * 3600 - 1
    assert saved(store, conversation(domain)) is not None
    clock.now += 24 * 3600
    assert asyncio.run(store.retrieve("one")) is None
    assert asyncio.run(store.keys()) == []


def test_what_has_expired_is_deleted_when_anybody_says_something(store, domain, clock):
    saved(store, conversation(domain, "one"))
    clock.now += 25 * 3600
    saved(store, conversation(domain, "two"))
    with store._database.begin() as connection:
        assert connection.execute(sa.text("select conversation from trackers")).scalars().all() == ["two"]


@pytest.mark.hazard("HAZ-033")
def test_forgetting_deletes_the_row_and_nothing_else(store, domain):
    saved(store, conversation(domain, "one"))
    saved(store, conversation(domain, "two"))
    asyncio.run(store.forget("one"))
    asyncio.run(store.forget("nobody"))
    assert asyncio.run(store.retrieve("one")) is None
    assert asyncio.run(store.open_form("one")) is None
    assert asyncio.run(store.keys()) == ["two"]


def test_a_failing_database_is_named_without_a_word_of_the_person(store, domain, caplog):
    with store._database.begin() as connection:
        connection.execute(sa.text("drop table trackers"))
    with pytest.raises(sa.exc.OperationalError) as raised:
        asyncio.run(store.save(conversation(domain)))
    assert SECRET not in str(raised.value) + caplog.text
    assert "the tracker store failed: OperationalError" in caplog.text
