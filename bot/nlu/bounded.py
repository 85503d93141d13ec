"""A conversation as a few events: the slots and the open form as they stood, then the last turns in full.

Rasa replays every event at every turn; our rules look back three turns at most.
"""

from __future__ import annotations

from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME, SESSION_START_METADATA_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

KEPT_TURNS = 10
MOST_TURNS = 20


def bounded_events(tracker: DialogueStateTracker, domain: Domain) -> list[dict[str, Any]]:
    """The events to keep of ``tracker``, as Rasa's JSON: at most ``MOST_TURNS`` turns.

    What the gateway told beside a message (``session_started_metadata``) is for that turn and is left out.
    """
    events = _since_session_start(list(tracker.events))
    said = [place for place, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(said) > MOST_TURNS:
        cut = said[-KEPT_TURNS]
        events = _summary(tracker.sender_id, events[:cut], domain) + events[cut:]
    return [event.as_dict() for event in events if not _is_metadata(event)]


def _since_session_start(events: list[Event]) -> list[Event]:
    """An earlier session's slots were carried over into the last one: only its own events matter."""
    starts = [place for place, event in enumerate(events) if isinstance(event, SessionStarted)]
    return events[max(0, starts[-1] - 1) :] if starts else events


def _summary(sender_id: str, events: list[Event], domain: Domain) -> list[Event]:
    """The events that bring a new tracker to where ``events`` led."""
    past = DialogueStateTracker.from_events(sender_id, events, domain.slots)
    when = events[-1].timestamp
    slots = [SlotSet(slot.name, slot.value, timestamp=when) for slot in past.slots.values() if slot.has_been_set]
    form = [ActiveLoop(past.active_loop_name, timestamp=when)] if past.active_loop_name else []
    begun: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME, timestamp=when), SessionStarted(timestamp=when)]
    return [*begun, *slots, *form, ActionExecuted(ACTION_LISTEN_NAME, timestamp=when)]


def _is_metadata(event: Event) -> bool:
    return isinstance(event, SlotSet) and event.key == SESSION_START_METADATA_SLOT
