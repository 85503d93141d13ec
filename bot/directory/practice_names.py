"""The names of GP practices: which words tell one from another, and how a name in capitals is written. Pure."""

from __future__ import annotations

import re
import unicodedata


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words that say only that it is a practice. They weigh nothing; beside another word they show that a name is meant.
KIND_WORDS = _set(
    "surgery surgeries surg medical med center centre ctr ctre cntr health healthcare hc practice practices pract prac "
    "partnership partners partner group clinic doctors doctor dr drs gp gps pms primary care family service services "
    "ltd limited llp nhs"
)
_SMALL_WORDS = _set(
    "the a an and at in of on for with by near to from under my our me i im is its it am are was name called "
    "registered register go goes think believe please thanks thank you hi hello yes no not sure or but we he she they "
    "her his their one ive been local"
)
_WORD = re.compile(r"[a-z0-9]+")
_SAME = {"saint": "st", "rd": "road", "ave": "avenue", "hse": "house", "ln": "lane", "pk": "park"}
_KEPT_SHORT = _set("st rd dr mr mrs ms ctr hth grp")
_INNER = _set("of at and in on by upon under le the")
_INITIALS = 2  # letters: they are somebody's initials, and weigh nothing; "st" is a saint
_SHORT = 3  # letters: with no vowel they are initials ("PS"), written as they were


def plain_words(text: str) -> list[str]:
    """Plain small words, without signs: ``St. Mary's`` is ``st``, ``marys``."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return [_SAME.get(word, word) for word in _WORD.findall(re.sub(r"['`]", "", plain.replace("’", "'")))]


def telling_words(text: str) -> list[str]:
    """The words that can tell one practice from another, in order, each once."""
    words = dict.fromkeys(plain_words(text))
    weighty = (word for word in words if len(word) > _INITIALS or word == "st" or word.isdigit())
    return [word for word in weighty if word not in KIND_WORDS and word not in _SMALL_WORDS]


def titled(text: str) -> str:
    """A name that was written in capitals, as a person would write it: ``Dr PS Bath's Practice``."""
    words = [_titled_word(word, first=number == 0) for number, word in enumerate(text.split())]
    return " ".join(words)


def _titled_word(word: str, *, first: bool) -> str:
    letters = re.sub(r"[^a-z]", "", word.lower())
    if letters in _INNER and not first:
        return word.lower()
    initials = len(letters) <= _SHORT and letters not in _KEPT_SHORT and not re.search(r"[aeiouy]", letters)
    if initials or any(character.isdigit() for character in word):
        return word
    written = re.sub(r"[A-Za-z]+(?:['’][A-Za-z]+)?", lambda match: match[0].capitalize(), word)
    return re.sub(r"-([A-Za-z]+)(?=-)", _inner, written)


def _inner(match: re.Match[str]) -> str:
    """The middle of ``Stockton-on-Tees``."""
    return match[0].lower() if match[1].lower() in _INNER else match[0]
