"""Which actions there are: every name that ``domain.yml`` lists, made with what it needs."""

from __future__ import annotations

from rasa_sdk.executor import ActionExecutor

from actions.base import SupportAction
from actions.find_crisis_places import FindCrisisPlaces
from actions.find_helplines import FindHelplines
from actions.find_neighbourhood_centres import FindNeighbourhoodCentres
from actions.find_school_support import FindSchoolSupport
from actions.find_talking_therapies import FindTalkingTherapies
from actions.find_young_futures_hubs import FindYoungFuturesHubs
from actions.find_young_people_doors import FindYoungPeopleDoors
from actions.hand_over import HandOver
from actions.not_understood import NotUnderstood
from actions.search import Search
from actions.take_detail import TakeAge, TakeNation, TakePlace
from actions.validate_place import ValidatePlace
from actions.validate_school import ValidateSchool
from actions.world import World
from bot.places.authorities import read_authorities
from bot.places.live import LivePlaces, server_address
from bot.settings import Settings, SettingsError

_SEARCHES: dict[str, type[Search]] = {
    "action_find_talking_therapies": FindTalkingTherapies,
    "action_find_crisis_places": FindCrisisPlaces,
    "action_find_young_futures_hubs": FindYoungFuturesHubs,
    "action_find_neighbourhood_centres": FindNeighbourhoodCentres,
    "action_find_school_support": FindSchoolSupport,
    "action_find_young_people_doors": FindYoungPeopleDoors,
    "action_find_helplines": FindHelplines,
}


def make_live(settings: Settings) -> LivePlaces | None:
    """The look-up server of ``FIRSTPORT_POSTCODES_URL``; none unless it is set.

    Raises:
        SettingsError: it is no address that postcodes may be sent to.
    """
    if not settings.postcodes_url:
        return None
    try:
        address = server_address(settings.postcodes_url)
    except ValueError as error:
        raise SettingsError(f"FIRSTPORT_POSTCODES_URL: {error}") from None
    return LivePlaces(address, read_authorities(), settings.postcodes_budget_s)


def make_actions(world: World, budget_s: float) -> tuple[SupportAction, ...]:
    """Every action, with ``budget_s`` seconds for each call."""
    searches = {name: kind(name, budget_s, world) for name, kind in _SEARCHES.items()}
    take_place = TakePlace(budget_s, world, searches)
    return (
        *searches.values(),
        ValidatePlace(
            "talking_therapies_form",
            budget_s,
            world,
            intro="utter_talking_therapies_intro",
            closes_under_18=True,
            asks_practice=True,
        ),
        ValidatePlace("crisis_units_form", budget_s, world),  # its rule says 111 first, whatever happens here
        ValidatePlace("young_futures_hubs_form", budget_s, world, intro="utter_young_futures_hubs_intro"),
        ValidatePlace("neighbourhood_centres_form", budget_s, world, intro="utter_neighbourhood_centres_intro"),
        ValidateSchool(budget_s, world),
        take_place,
        TakeAge(budget_s, searches),
        TakeNation(budget_s, take_place, searches),
        NotUnderstood(budget_s, take_place),
        HandOver("action_talk_to_person", budget_s, "utter_talk_to_person", "person_asked"),
        HandOver("action_complaint_feedback", budget_s, "utter_complaint_feedback", "complaint"),
    )


def make_executor(actions: tuple[SupportAction, ...]) -> ActionExecutor:
    """rasa-sdk's executor with these actions and no others."""
    executor = ActionExecutor()
    for action in actions:
        executor.register_action(action)
    return executor
