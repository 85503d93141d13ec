"""Whether words with a place in them answer the open question, or ask for something new. Pure."""

from __future__ import annotations

from actions.heard import Heard
from actions.practice_answer import is_stated
from bot.places import Choice, NotFound, Place
from bot.places.gazetteer import plain
from bot.places.mentions import FILLERS

UNCLEAR = (  # an attempt at an answer, not a new subject
    "nlu_fallback",
    "inform_postcode",
    "inform_practice",
    "inform_role",
    "affirm",
)
_SEARCHES = (  # subjects of their own, also with a place in them: "crisis cafe near M14"
    "talking_therapies",
    "crisis_units",
    "school_support",
    "children_young_people",
    "young_futures_hubs",
    "neighbourhood_centres",
    "helplines",
    "gp",
)
_ANSWERS = (*UNCLEAR, "inform_age", "inform_nation", "outside_england")
_SENTENCE = 2  # words that are neither a place nor "in", "near", "please"


def is_another_search(heard: Heard, found: Place | NotFound | Choice) -> bool:
    """Whether the words around a place ask for something new; a bare place never does, whatever it was taken for."""
    if heard.intent in _ANSWERS or (heard.intent == "gp" and is_stated(heard)):
        return False
    if isinstance(found, NotFound) or (isinstance(found, Place) and found.outcode is not None):
        return heard.intent in _SEARCHES and len([word for word in heard.text.split() if word.isalpha()]) > 1
    names = [found.text] if isinstance(found, Place) else [place.text for place in found.places]
    spoken = plain(heard.text).split()
    own = FILLERS.union(*(plain(name).split() for name in names))
    others = [word for word in spoken if word not in own]
    # A town turns up in any sentence ("i feel awful here in Leeds"), and its county beside it is no subject.
    return len(spoken) > 1 and len(others) >= (1 if heard.intent in _SEARCHES else _SENTENCE)
