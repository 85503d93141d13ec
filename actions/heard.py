"""What a turn holds for an action: the person's words of this turn, and the few answers that slots carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.forms import REQUESTED_SLOT

_BUTTON = "/"
_ENGLAND = "england"


@dataclass(frozen=True)
class Heard:
    """One turn. ``text`` is empty when a button was pressed; ``requested`` is the question that stands open.

    ``place`` is a postcode, its first half, or a town, borough or county by our own name for it; ``no_place`` says why
    there is none (``refused``, ``not_found``); ``gp_practice`` is an ODS code, or ``none`` by the button "none of
    these"; ``asked_closer`` is the place for which a postcode was asked besides;
    ``age`` is years in digits, ``under_18`` or ``18_or_over``; ``said_before`` names the responses of the turn before.
    """

    conversation: str = ""
    text: str = ""
    intent: str | None = None
    requested: str | None = None
    place: str | None = None
    no_place: str | None = None
    nation: str | None = None
    gp_practice: str | None = None
    asked_closer: str | None = None
    age: str | None = None
    school_role: str | None = None
    school: str | None = None
    misses: int = 0
    last_search: str | None = None
    said_before: tuple[str, ...] = ()

    @property
    def outside_england(self) -> bool:
        """The person said, or their postcode tells, that they are not in England."""
        return self.nation not in (None, _ENGLAND)

    @property
    def under_18(self) -> bool:
        """The person said so; an age that nobody told is never taken for young or old."""
        return self.age == "under_18" or (self.years is not None and self.years < 18)  # noqa: PLR2004  # the law's age

    @property
    def years(self) -> int | None:
        """The age in whole years, where it was told as a number."""
        return int(self.age) if self.age is not None and self.age.isdigit() else None

    @property
    def months(self) -> int | None:
        """The age in months for a search: the youngest that fits a number, the oldest that fits "under 18"."""
        bands = {"under_18": 18 * 12 - 1, "18_or_over": 18 * 12}
        return self.years * 12 if self.years is not None else bands.get(self.age or "")


def hear(tracker: Tracker) -> Heard:
    """Read one turn from Rasa's tracker."""
    slots: dict[str, Any] = tracker.slots
    latest: dict[str, Any] = tracker.latest_message or {}
    text = str(latest.get("text") or "")
    return Heard(
        conversation=str(tracker.sender_id),
        text="" if text.startswith(_BUTTON) else text,
        intent=(latest.get("intent") or {}).get("name"),
        requested=slots.get(REQUESTED_SLOT),
        place=slots.get("place"),
        no_place=slots.get("no_place"),
        nation=slots.get("nation"),
        gp_practice=slots.get("gp_practice"),
        asked_closer=slots.get("asked_closer"),
        age=slots.get("age"),
        school_role=slots.get("school_role"),
        school=slots.get("school"),
        misses=int(slots.get("misses") or 0),
        last_search=slots.get("last_search"),
        said_before=_answer_before(tracker.events or []),
    )


def _answer_before(events: list[dict[str, Any]]) -> tuple[str, ...]:
    """The names of our responses between the last two things that the person said."""
    said = [index for index, event in enumerate(events) if event.get("event") == "user"]
    if len(said) < 2:  # noqa: PLR2004  # there is no turn before
        return ()
    between = events[said[-2] : said[-1]]
    spoken = [(event.get("metadata") or {}).get("utter_action") for event in between if event.get("event") == "bot"]
    return tuple(name for name in spoken if isinstance(name, str))
