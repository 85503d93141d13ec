"""Small readings of a person's words: an age, a role at school, the name of a school. Pure functions.

What is read is one of our own values or nothing: no sentence of a person is ever kept in a slot.
"""

from __future__ import annotations

import re

_OLDEST = 110
_YEARS = re.compile(
    r"\b(?:i\s*am|i['’]?m|im|she['’]?s|he['’]?s|she is|he is|they are|aged?|who is|is|turned|turning)\s+"
    r"(?:nearly\s+|only\s+|just\s+|now\s+)?(\d{1,3})\b(?!\s*(?:%|weeks?|months?|days?|hours?|minutes?|miles?|st\b|kg|stone"
    r"|f(?:oo|ee)?t\b|[ap]\.?m\b|of\b|sessions?"
    r"|(?:years?|yrs?)\b(?!\s*-?\s*olds?)))"
    r"|\b(\d{1,3})\s*(?:-|\s)?\s*(?:years?\s*-?\s*olds?|yrs?\s*old|y/?o|yr\s*old)\b"
    r"|^\s*(\d{1,3})\s*[.!]?\s*$",
    re.IGNORECASE,
)
_UNDER_18 = re.compile(r"\b(?:under|below|not)\s*(?:18|eighteen)\b", re.IGNORECASE)
_ADULT = re.compile(
    r"\b(?:over|above)\s*(?:18|eighteen)\b|\b18\s*(?:or|and)\s*(?:over|older)\b|\bi['’]?\s?a?m an adult\b",
    re.IGNORECASE,
)

_I_AM = r"(?:i['’]?\s?a?m|im|as)\s+(?:just\s+|only\s+)?(?:an?|the|her|his|their)\s+(?:\w+\s+){0,2}?"
_STATED_ROLES = {
    "parent": (
        rf"{_I_AM}(?:parent|carer|mum|mam|mom|dad|father|mother|gran|nan|grandad|grandma|foster|guardian|aunt|uncle)"
        r"|(?:my|our) (?:\w+ )?(?:son|daughter|child|children|kids?|boy|girl|niece|nephew|stepson|stepdaughter"
        r"|grandson|granddaughter|\d{1,2} year old)(?:['’]?s)?"
    ),
    "teacher": (
        rf"{_I_AM}(?:teacher|ta|teaching assistant|senco|school nurse|head|headteacher|tutor|governor|lecturer)"
        r"|i teach|i work (?:at|in) (?:a|the|my) (?:\w+ )?school|(?:my|our) (?:pupils?|students?)"
        r"|senco here|teaching assistant|head of year"
    ),
    "pupil": (
        rf"{_I_AM}(?:pupil|student|schoolboy|schoolgirl)|(?:i['’]?\s?a?m|im) in (?:year|yr|y)\s*\d+"
        r"|my (?:teachers?|form tutor|parents|mum|dad) |without my parents"
    ),
}
_NAMED_ROLES = {
    "pupil": rf"{_I_AM}(?:pupil|student)",
    "teacher": r"teach(?:er|ing)?|ta|senco|head(?:teacher)?|school nurse|governor|tutor|lecturer|staff|i work",
    "parent": (
        r"parent|carer|mum|mam|mom|dad|father|mother|gran|nan|grand\w+|foster|guardian|aunt(?:ie|y)?|uncle"
        r"|son|daughter|child"
    ),
}
_A_PUPIL = r"pupil|student|kid|school(?:boy|girl)|me|myself|year \d+|yr \d+"
_SCHOOL_WORDS = re.compile(
    r"\b(?:school|academy|college|primary|juniors?|infants?|high|grammar|secondary|comprehensive|comp|sixth form"
    r"|nursery|saint|st\.?|c of e|ce|rc|church)\b",
    re.IGNORECASE,
)
_NAME_SHAPE = re.compile(r"[A-Za-z0-9&'’.,()\- ]{3,80}")
_SENTENCE = re.compile(
    r"\b(?:i|im|i['’]m|ive|me|my|he|she|they|we|want|feel|need|help|hate|cant|can['’]t|dont|don['’]t|please|because|wont)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 9


def age_in(text: str) -> str | None:
    """The age told in ``text``: years in digits, ``under_18``, ``18_or_over``; ``None`` where none is told."""
    if _UNDER_18.search(text):
        return "under_18"
    if _ADULT.search(text):
        return "18_or_over"
    match = _YEARS.search(text)
    if match is None:
        return None
    years = int(next(group for group in match.groups() if group))
    return str(years) if 0 < years <= _OLDEST else None


def role_stated(text: str) -> str | None:
    """Who somebody says they are in an open message: only where it is beyond doubt, the form asks otherwise."""
    return _first_of(_STATED_ROLES, text)


def role_named(text: str) -> str | None:
    """The answer to "who are you?": ``pupil``, ``parent`` or ``teacher``, a single word is enough."""
    return _first_of(_NAMED_ROLES, text) or _first_of({"pupil": _A_PUPIL}, text)


def looks_like_a_school(text: str) -> bool:
    """Whether ``text`` can be the name of a school: short, no sentence about somebody, a word that schools have."""
    name = text.strip()
    return (
        bool(_NAME_SHAPE.fullmatch(name))
        and len(name.split()) <= _MOST_WORDS
        and bool(_SCHOOL_WORDS.search(name))
        and not _SENTENCE.search(name)
    )


def _first_of(words: dict[str, str], text: str) -> str | None:
    """The first entry of ``words`` whose pattern stands in ``text`` as whole words."""
    for value, pattern in words.items():
        if re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            return value
    return None
