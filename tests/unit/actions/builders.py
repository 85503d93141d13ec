"""Builders for the tests of actions: a turn, what came of it, and the small world's rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import SupportAction
from bot.directory import Access, ServiceKind
from bot.directory.schools import search_name
from bot.places.build import Row
from tests.unit.directory.builders import LEEDS, service, therapies

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
SECRET = "my name is Ada and I hide"  # what must never be logged or stored


def CLOCK() -> datetime:  # noqa: N802  # a constant that is called
    return NOW


# postcode (seven characters), local authority, easting, northing: true rows of the ONS Postcode Directory
POSTCODES = [
    Row("CH1 4AA", "E06000050", 339741, 366910),
    Row("CH1 6BS", "W06000005", 336739, 367659),
    Row("LS2 9JT", LEEDS, 429512, 434722),
    Row("LS6 3BR", LEEDS, 427710, 435613),
    Row("LS6 3BS", LEEDS, 427907, 435983),
    Row("M1  1AA", "E08000003", 385022, 398985),
]
SERVICES = (
    service(name="The Cafe", min_age_months=216),
    therapies(name="Leeds Therapies", min_age_months=192),
    therapies(
        id="hub",
        kind=ServiceKind.YOUNG_FUTURES_HUB,
        name="Young Futures Hub, Leeds",
        phone=None,
        url="https://example.org/hub",
        access=(Access.WALK_IN,),
        min_age_months=120,
        max_age_months=227,
    ),
)


def _school(urn: str, name: str, town: str | None, has_team: bool | None) -> dict[str, Any]:
    return {
        "urn": urn,
        "name": name,
        "search_name": search_name(name),
        "town": town,
        "postcode": None,
        "local_authority": LEEDS,
        "has_team": has_team,
        "source": "a list",
        "checked_on": date(2026, 9, 1),
    }


SCHOOLS = [
    _school("100001", "Allerton Grange School", "Leeds", True),
    _school("100002", "Roundhay School", "Leeds", None),
    _school("100003", "Trinity School", "Leeds", None),
    _school("100004", "Trinity School", "Bradford", True),
]


def tracker(text: str = "", intent: str | None = None, said_before: Iterable[str] = (), **slots: Any) -> Tracker:
    """One turn: typed text, or a button where there is none; ``requested`` is the open question."""
    requested = slots.pop("requested", None)
    events = [
        {"event": "user", "text": "earlier"},
        *({"event": "bot", "metadata": {"utter_action": name}} for name in said_before),
        {"event": "user", "text": text},
    ]
    return Tracker(
        sender_id="conversation-1",
        slots={**slots, "requested_slot": requested},
        latest_message={"text": text or f"/{intent}", "intent": {"name": intent}},
        events=events,
        paused=False,
        followup_action=None,
        active_loop={},
        latest_action_name="action_listen",
    )


@dataclass(frozen=True)
class Came:
    """What came of one call: the responses by name, everything said with them, the slots that were set."""

    messages: tuple[dict[str, Any], ...]
    slots: Mapping[str, Any]

    @property
    def responses(self) -> list[str]:
        return [message["response"] for message in self.messages]

    @property
    def cards(self) -> list[str]:
        return [card["name"] for message in self.messages for card in message["custom"].get("cards", [])]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The action's own buttons: what a person reads, and what the engine hears."""
        return [(button["title"], button["payload"]) for message in self.messages for button in message["buttons"]]

    @property
    def hand_over(self) -> str | None:
        return next((m["custom"]["hand_over"] for m in self.messages if "hand_over" in m["custom"]), None)


class Stage:
    """Calls actions as rasa-sdk's executor does."""

    def __init__(self, actions: Iterable[SupportAction]) -> None:
        self.actions = {action.name(): action for action in actions}

    async def call(self, name: str, text: str = "", intent: str | None = None, **turn: Any) -> Came:
        dispatcher = CollectingDispatcher()
        events = await self.actions[name].run(dispatcher, tracker(text, intent, **turn), {})
        return Came(tuple(dispatcher.messages), {event["name"]: event["value"] for event in events})
