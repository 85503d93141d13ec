"""Whom a find is about when its group leaves that to the words around it: the person, or someone else."""

from __future__ import annotations

from bot.language import QUOTE
from bot.safety.scene import Scene
from bot.words import Subject

_SELF = frozenset({"i", "me", "myself", "mine", "we"})
_OTHERS_WORDS = """
he she they him her his their himself herself themselves someone somebody anyone people
"""
_OTHERS = frozenset(_OTHERS_WORDS.split())
_PEOPLE_WORDS = """
friend friends mate mates son daughter child children kid kids boy girl baby mum dad parent parents brother sister
sibling husband wife partner boyfriend girlfriend ex fiance nan gran grandma grandad grandfather grandmother uncle
aunt auntie cousin nephew niece neighbour colleague coworker flatmate housemate roommate pupil pupils student
students patient patients client resident teenager teen lad stepson stepdaughter stepmum stepdad grandson
granddaughter bestie lodger teammate classmate woman man person lass bloke lady guy girls boys lads mums dads sons
daughters brothers sisters wifes wives husbands partners nans cousins toddler infant grandkid grandkids grandchild
grandchildren bro sis hubby missus missis mother father stepbrother tenant neighbours customer caller member user
learner trainee apprentice player captain passenger congregant parishioner carer lecturer teacher boss manager mam
"""
_PEOPLE = frozenset(_PEOPLE_WORDS.split())
_HEARS = _SELF - {"we"} | {"us"}
_HEARD_OF = _PEOPLE - {"man", "woman", "person", "girl", "boy"} | {"him", "himself", "herself"}
_LEFT = 12
_RIGHT = 3


def actor_of(start: int, scene: Scene) -> Subject:
    """Read who does it, from the find's first word leftwards: whom it is done to stands to the right."""
    return _leftwards(start, start, scene) or Subject.SELF


def hearer_of(start: int, end: int, scene: Scene) -> Subject:
    """Read who hears voices or believes it: "me" and kin first, for the "he" of such a find is often the voice."""
    begin = max(scene.sentence(start)[0], start - _LEFT)
    for places in (range(start, end), range(start - 1, begin - 1, -1)):
        for place in places:
            if scene.words[place] in _HEARS:
                return Subject.SOMEONE_ELSE if _quoted(place, begin, scene) else Subject.SELF
            if scene.words[place] in _HEARD_OF:
                return Subject.SOMEONE_ELSE
    found = scene.words[begin:end]
    return Subject.SOMEONE_ELSE if "he" in found or "she" in found else Subject.SELF


def subject_of(start: int, end: int, scene: Scene) -> Subject:
    """Read the nearest person in the find, then to its left in the sentence, then just behind it; else the writer."""
    nearest = _leftwards(start, end - 1, scene)
    if nearest:
        return nearest
    behind = scene.words[end : min(scene.sentence(start)[1], end + _RIGHT)]
    if not _PEOPLE.isdisjoint(behind):
        return Subject.SOMEONE_ELSE
    return _of_all_that_is_said(scene)


def _of_all_that_is_said(scene: Scene) -> Subject:
    """Where a sentence names nobody ("fresh cuts, she is 14"), read whom the rest speaks of: no I, but a he or she."""
    said = set(scene.words)
    if not said.isdisjoint(_SELF):
        return Subject.SELF
    return Subject.SELF if said.isdisjoint(_OTHERS | _PEOPLE) else Subject.SOMEONE_ELSE


def _leftwards(start: int, last: int, scene: Scene) -> Subject | None:
    words, first = scene.words, scene.sentence(start)[0]
    for place in range(last, max(first, start - _LEFT) - 1, -1):
        word = words[place]
        if word in _SELF:
            return Subject.SOMEONE_ELSE if _quoted(place, first, scene) else Subject.SELF
        if word in _OTHERS or word in _PEOPLE:
            return Subject.SOMEONE_ELSE
    return None


def _quoted(place: int, first: int, scene: Scene) -> bool:
    """Say whether an "I" opens somebody else's words: my daughter texted "I want to die"."""
    if place <= first or scene.words[place - 1] != QUOTE:
        return False
    before = scene.words[max(first, place - _LEFT) : place - 1]
    return any(word in _OTHERS or word in _PEOPLE for word in before)
