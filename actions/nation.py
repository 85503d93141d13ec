"""The country that a person says they are or live in. Pure; where it is not plain, ``None``: we ask.

"I'm Welsh but live in Bristol" and "I've moved from Ireland to Leeds" name a country and say nothing of where help
is needed. So only a bare answer ("no, in Wales"), where one lives, or where one is counts.
"""

from __future__ import annotations

import re

_PLACES = {
    "wales": r"wales|cardiff|swansea|newport wales|wrexham|aberystwyth",
    "scotland": r"scotland|glasgow|edinburgh|aberdeen|dundee|inverness",
    "northern_ireland": r"northern ireland|n\.? ireland|belfast|derry city|londonderry",
    "crown_dependency": r"isle of man|jersey|guernsey",
    "elsewhere": r"usa|america|france|spain|(?<!northern )(?<!n )(?<!n\. )ireland|dublin|germany|india|australia",
    "england": r"england",
}
_BARE = {  # they name a country only where nothing else is said
    "wales": "welsh",
    "scotland": "scottish",
    "elsewhere": r"abroad|somewhere else|(?:not in|outside) (?:the )?uk",
    "england": "english",
}
_ABROAD = re.compile(
    r"\b(?:i|we|i['’]?m|we['’]?re)\s+(?:\w+\s+)?(?:live|living|am|currently|now)?\s*abroad\b"
    r"|\b(?:i['’]?\s?a?m|we are|we['’]?re|live) (?:not in|outside)\s+(?:of\s+)?the uk\b",
    re.IGNORECASE,
)
_ANY = "|".join(_PLACES.values())
_YES_NO = r"yes|yeah|yep|no|nope|sorry|actually|just|only|it['’]?s|it is|that['’]?s"
_LEAD = (
    rf"{_YES_NO}|i['’]?\s?a?m|we are|we['’]re|my (?:gp|doctor|surgery) is"
    r"|in|on|from|near|over|up|down|here|the|still|now"
)
_TAIL = r"please|thanks|thank you|i think|now|right now|at the moment|today|mate"
_ANSWERS = [
    (nation, re.compile(rf"\W*(?:(?:{lead})\W+)*(?:{places})(?:\W+(?:{_TAIL}))*\W*", re.IGNORECASE))
    for lead, names in ((_LEAD, _PLACES), (_YES_NO, _BARE))
    for nation, places in names.items()
]
_LIVES = re.compile(
    r"(?<!\bto )\b(?:live|living|based|staying|moved(?:\s+\w+){0,4}?\s+to|relocated to)\s+"
    r"(?P<where>(?:(?!(?:but|and|with|while|though|from|not|before)\b)[\w'’]+,?\s*)+)",
    re.IGNORECASE,
)
_IS_IN = re.compile(
    rf"\b(?:in|on|near|at|around)\s+(?:(?!(?:not|from|but|and|or)\b)\w+,?\s+){{0,2}}?({_ANY})\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[.,;!?]|\b(?:but|and|now|i['’]?\s?a?m|i|we|we['’]re)\b", re.IGNORECASE)
_NOT_HERE = re.compile(
    r"\b(?:not|\w+n['’]?t|never|no longer|was|were|been|born|grew|raised|used to|lived|work(?:s|ed|ing)?|studied|lives"
    r"|he|she|they|who|mum|mam|dad|parents?|family|son|daughter|brother|sister|friends?|partner|husband|wife"
    r"|boyfriend|girlfriend|ex|nan|gran|holidays?|visit(?:ed|ing)?|trip|moving|going|back)\b",
    re.IGNORECASE,
)


def nation_in(text: str) -> str | None:
    """Where somebody says that they are or live, as a value of the slot ``nation``; ``None`` where nobody says it."""
    bare = next((nation for nation, answer in _ANSWERS if answer.fullmatch(text)), None)
    if bare is not None:
        return bare
    if _ABROAD.search(text):
        return "elsewhere"
    lives = [match for match in _LIVES.finditer(text) if not _of_others_or_past(text, match.start())]
    if lives:
        return _first_named(lives[-1]["where"])
    here = (match for match in _IS_IN.finditer(text) if not _of_others_or_past(text, match.start()))
    return next((_first_named(match[1]) for match in here), None)


def _of_others_or_past(text: str, start: int) -> bool:
    """Whether the words of the same clause before ``start`` speak of the past, of someone else, or deny it."""
    return bool(_NOT_HERE.search(_CLAUSE.split(text[:start])[-1]))


def _first_named(words: str) -> str | None:
    """The nation of the first place of ours that ``words`` name."""
    named = re.search(rf"\b(?:{_ANY})\b", words, re.IGNORECASE)
    if named is None:
        return None
    return next(nation for nation, places in _PLACES.items() if re.fullmatch(places, named[0], re.IGNORECASE))
