"""Where a text names a town, authority or county, and how plainly somebody is said to live there. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from bot.places.gazetteer import Entry, Gazetteer, Word


class Meant(IntEnum):
    """How a name is meant: the more, the likelier it is where help is needed."""

    NOT = 0  # denied, past, or a word that is no place here
    OTHERS = 1  # somebody else's, or where they work
    NAMED = 2
    NEAR = 3
    LIVES = 4


@dataclass(frozen=True)
class Mention:
    """One name in a text: its words ``first`` up to, not with, ``end``; what it may be, the largest first."""

    first: int
    end: int
    entries: tuple[Entry, ...]
    meant: Meant


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LEADS = _set("in near nr around round outside at within by from to")
_BETWEEN = _set(
    "the just right now currently central inner outer greater city town centre of a bit area middle borough"
)
_LIVES = _set("live lives living based stay stays staying am im were is reside located here moved relocated")
_AM = _set("im am were are is")
_NEXT = _set("close next near nearer nearest")
_NEAREST = _set("closest nearest")  # "the nearest crisis cafe to Basildon"
_DENIED = _set("not never isnt arent dont doesnt didnt wasnt was")
_PAST = _set(
    "used longer lived born grew raised originally visited visiting visit holiday holidays trip travelling leaving "
    "left leave"
)
_OTHERS = _set(
    "he she they who mum mam dad mother father parents family son daughter brother sister friend friends partner "
    "husband wife boyfriend girlfriend ex nan gran work works worked working job study hes shes theyre"
)
_TURNS = _set("but and now i im we were although though")
# After a name: a club, a street, a questionnaire, a match; none of them tells where somebody is.
_ELSE = _set(
    "united fc afc rovers albion wanderers festival towers road rd street st lane avenue drive terrace scale postnatal "
    "day match"
)
_MONTH = "march"
_ARTICLES = _set("the a an my your his her our their this that some")
FILLERS = (
    _LEADS
    | _BETWEEN
    | _LIVES
    | _set(
        "i me my we its it hi hello hey ok okay yes yeah please pls thanks thank you um erm sorry postcode post code "
        "mate only and actually think for help with s uk england gp doctor doctors surgery is north south east west"
    )
)
_BREAK = re.compile(r"[,.;!?\n]")
_INSIDE = re.compile(r"[\s-]*|[.,]\s?")
_CLAUSE = 12  # words that are read before a name
_BETWEEN_MOST = 4
_WHILE = _LIVES | _set("really actually even still from")  # what may stand between "not" and "in"
_TOWN_SIZE = (
    3  # 20,000 people: an ordinary word alone, in small letters, is meant as such a town where one is asked for
)


def find_mentions(text: str, words: list[Word], book: Gazetteer, *, asked: bool) -> Iterator[Mention]:
    """Every name in ``text``, the longest reading first; ``asked`` when the text answers "where are you?"."""
    index = 0
    while index < len(words):
        end = _longest(text, words, index, book)
        if end == index:
            index += 1
            continue
        key = " ".join(word.plain for word in words[index:end])
        mention = Mention(index, end, book.by_name[key], _meant(text, words, index, end))
        if mention.entries and mention.meant is not Meant.NOT:
            yield replace(mention, meant=_checked(key, mention, words, book, asked=asked))
        index = end


def is_bare(words: list[Word], first: int, end: int) -> bool:
    """Whether a text says a name and nothing else ("im in reading please"; not "in the bath")."""
    if first and words[first - 1].plain in _ARTICLES:
        return False
    return all(word.plain in FILLERS for word in (*words[:first], *words[end:]))


def lead_before(words: list[Word], first: int) -> int | None:
    """The number of the "in", "near" or "from" that leads to the word ``first``."""
    for index in range(first - 1, max(first - 2 - _BETWEEN_MOST, -1), -1):
        if words[index].plain in _LEADS:
            return index
        if words[index].plain not in _BETWEEN:
            return None
    return None


def _longest(text: str, words: list[Word], first: int, book: Gazetteer) -> int:
    """Where the longest name that begins at ``first`` ends; ``first`` itself where none does."""
    found, key = first, ""
    for index in range(first, min(first + book.longest, len(words))):
        if index > first and not _INSIDE.fullmatch(text[words[index - 1].end : words[index].start]):
            break
        key = f"{key} {words[index].plain}" if key else words[index].plain
        if key in book.by_name:
            found = index + 1
    return found


def _meant(text: str, words: list[Word], first: int, end: int) -> Meant:
    if end < len(words) and words[end].plain in _ELSE:
        return Meant.NOT
    before = _clause_before(text, words, first)
    lead = lead_before(words, first)
    said = words[lead].plain if lead is not None else ""
    previous = words[lead - 1].plain if lead else ""
    if before & _PAST or _is_denied(words, first if lead is None else lead) or (said == "from" and "moved" in before):
        return Meant.NOT
    if said == "to" and previous not in _NEXT and before.isdisjoint(_NEAREST):
        return Meant.LIVES if before & {"moved", "relocated"} else Meant.NOT
    return Meant.OTHERS if before & _OTHERS else _led(said, previous)


def _led(said: str, previous: str) -> Meant:
    """What "in", "near" or "from", and the word before it, make of a name."""
    if said == "from":
        return Meant.NEAR if previous in _AM else Meant.NAMED
    if said:
        return Meant.LIVES if previous in _LIVES else Meant.NEAR
    return Meant.NAMED


def _is_denied(words: list[Word], lead: int) -> bool:
    """What stands right before the "in": "not in", "don't really live in", "was in", "been to"."""
    index = lead - 1
    if index >= 0 and words[index].plain == "been":
        return True
    while index >= 0 and words[index].plain in _WHILE:
        index -= 1
    return index >= 0 and words[index].plain in _DENIED


def _clause_before(text: str, words: list[Word], first: int) -> frozenset[str]:
    """The words before a name in the same clause."""
    found = set()
    for index in range(first - 1, max(first - 1 - _CLAUSE, -1), -1):
        if _BREAK.search(text, words[index].end, words[index + 1].start):
            break
        found.add(words[index].plain)
        if words[index].plain in _TURNS:
            break
    return frozenset(found)


def _checked(key: str, mention: Mention, words: list[Word], book: Gazetteer, *, asked: bool) -> Meant:
    """A name that is also an ordinary word, or a person's, is a place only where it is meant as one."""
    first, end = mention.first, mention.end
    if key not in book.words and key not in book.names:
        return mention.meant
    capital = words[first].typed[:1].isupper() and not words[first].typed[1:].isupper()
    lead = lead_before(words, first)
    told = capital or (asked and (lead is not None or mention.entries[0].size >= _TOWN_SIZE))
    if told and is_bare(words, first, end):
        return mention.meant
    near = mention.meant >= Meant.NEAR
    if key in book.names:
        return mention.meant if near else Meant.NOT
    capital = capital and key != _MONTH
    article = first > 0 and words[first - 1].plain in _ARTICLES
    lives = mention.meant is Meant.LIVES and lead is not None and words[lead - 1].plain not in _AM
    return mention.meant if not article and ((near and capital) or lives) else Meant.NOT
