"""A conversation as a few events: the slots and the open form as they stood, then the last turns in full.

Rasa goes through every event several times at every turn; our rules look back two turns at most.
"""

from __future__ import annotations

from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME, SESSION_START_METADATA_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses

KEPT_TURNS = 3


def bounded_events(tracker: DialogueStateTracker, domain: Domain) -> list[dict[str, Any]]:
    """The events to keep of ``tracker``, as Rasa's JSON: the last ``KEPT_TURNS`` turns in full.

    What the gateway told beside a message (``session_started_metadata``) is for that turn and is left out.
    """
    events = _since_session_start(list(tracker.events))
    said = [place for place, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(said) > KEPT_TURNS:
        cut = said[-KEPT_TURNS]
        events = _summary(tracker.sender_id, events[:cut], domain) + events[cut:]
    return [_slim(event.as_dict()) for event in events if not _is_metadata(event)]


def _slim(event: dict[str, Any]) -> dict[str, Any]:
    """Of what was made of a message, its intent is all that a later turn asks for."""
    if parsed := event.get("parse_data"):
        event["parse_data"] = {name: parsed.get(name) for name in ("text", "intent", "entities")}
    return event


def _since_session_start(events: list[Event]) -> list[Event]:
    """An earlier session's slots were carried over into the last one: only its own events matter."""
    starts = [place for place, event in enumerate(events) if isinstance(event, SessionStarted)]
    return events[max(0, starts[-1] - 1) :] if starts else events


def _summary(sender_id: str, events: list[Event], domain: Domain) -> list[Event]:
    """The events that bring a new tracker to where ``events`` led."""
    past = DialogueStateTracker.from_events(sender_id, events, domain.slots)
    when = events[-1].timestamp
    begun = [ActionExecuted(ACTION_SESSION_START_NAME, timestamp=when), SessionStarted(timestamp=when)]
    form = past.active_loop_name
    opened = [ActionExecuted(form, timestamp=when), ActiveLoop(form, timestamp=when)] if form else []
    slots = [SlotSet(slot.name, slot.value, timestamp=when) for slot in past.slots.values() if slot.has_been_set]
    return [*begun, *opened, *slots, ActionExecuted(ACTION_LISTEN_NAME, timestamp=when)]


def events_from_json(rows: list[dict[str, Any]]) -> list[Event]:
    """Rasa's own reading of events looks through all event classes for each one: 0.1 ms an event."""
    classes = {kind.type_name: kind for kind in all_subclasses(Event)}
    events = [classes[row["event"]]._from_parameters(row) for row in rows]  # noqa: SLF001  # what Event.from_parameters calls
    return [event for event in events if event is not None]


def _is_metadata(event: Event) -> bool:
    return isinstance(event, SlotSet) and event.key == SESSION_START_METADATA_SLOT
