"""The same words, written in another way: what must not change what is found. Repeatable for one source of chance.

Each takes a text and a ``random.Random`` and gives the varied text; training may make more examples with them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random

Variation = Callable[[str, Random], str]

LONG = 2_000  # characters
EMOJI = ("😂", "🙃", "😅", "🙈", "❤️")
_NEIGHBOURS: Mapping[str, str] = {
    "q": "wa",
    "w": "qes",
    "e": "wrd",
    "r": "etf",
    "t": "ryg",
    "y": "tuh",
    "u": "yij",
    "i": "uok",
    "o": "ipl",
    "p": "ol",
    "a": "qsz",
    "s": "adw",
    "d": "sfe",
    "f": "dgr",
    "g": "fht",
    "h": "gjy",
    "j": "hku",
    "k": "jli",
    "l": "kop",
    "z": "xa",
    "x": "zcs",
    "c": "xvd",
    "v": "cbf",
    "b": "vng",
    "n": "bmh",
    "m": "nj",
}
_SIGNS = r"""[!"#%&'()*,\-./:;?@\[\]_{}“”‘’…–—]+"""
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_OUTER_SIGNS = re.compile(rf"(?<!\w){_SIGNS}|{_SIGNS}(?!\w)")  # a sign inside a word may stand for a letter
_ENDS = tuple(".!?…")


def typos(rate: float) -> Variation:
    """A slip of the thumb at ``rate`` of the letters: left out, doubled, a key beside it, or changed with the next."""

    def vary(text: str, chance: Random) -> str:
        letters = list(text)
        for at, letter in enumerate(letters):
            if letter.lower() in _NEIGHBOURS and chance.random() < rate:
                _slip(letters, at, chance)
        return "".join(letters)

    return vary


def _slip(letters: list[str], at: int, chance: Random) -> None:
    """Change one letter in place; the list keeps its length, a place may hold no letter or two."""
    letter = letters[at]
    match chance.randrange(4):
        case 0 if at + 1 < len(letters) and letters[at + 1].isalpha():
            letters[at], letters[at + 1] = letters[at + 1], letter
        case 1:
            letters[at] = letter * 2
        case 2:
            letters[at] = chance.choice(_NEIGHBOURS[letter.lower()])
        case _:
            letters[at] = ""


def capitals(text: str, _: Random) -> str:
    """All in capitals."""
    return text.upper()


def unpunctuated(text: str, _: Random) -> str:
    """Lower case, no signs; those inside a word stay, as they may stand for a letter, but for the apostrophe."""
    return " ".join(_OUTER_SIGNS.sub(" ", _APOSTROPHE.sub("", text.lower())).split()) or text


def with_lol(text: str, _: Random) -> str:
    """A laugh at the end, as people do who test the water."""
    return f"{text} lol"


def with_emoji(text: str, chance: Random) -> str:
    """A light emoji at the end."""
    return f"{text} {chance.choice(EMOJI)}"


def padded(talk: Sequence[str], *, before: bool, after: bool, length: int = LONG) -> Variation:
    """Whole sentences of other ``talk`` around the text, up to ``length`` characters together."""

    def vary(text: str, chance: Random) -> str:
        room = (length - len(text)) // (before + after)
        parts = [_talk(talk, room, chance) if before else "", text, _talk(talk, room, chance) if after else ""]
        return " ".join(_ended(part) for part in parts if part)

    return vary


def _talk(talk: Sequence[str], room: int, chance: Random) -> str:
    """Texts of ``talk`` in any order, as many as go into ``room`` characters, none of them cut."""
    said: list[str] = []
    failed = 0
    while failed < 20:  # noqa: PLR2004  # tries in a row that found nothing short enough
        text = _ended(chance.choice(talk))
        if len(text) + 2 > room:
            failed += 1
            continue
        said.append(text)
        room -= len(text) + 1
        failed = 0
    return " ".join(said)


def _ended(text: str) -> str:
    """``text`` as a sentence of its own."""
    text = text.strip()
    return text if text.endswith(_ENDS) else f"{text}."


def split(text: str, chance: Random) -> tuple[str, ...]:
    """Two messages, cut at any space; one where there is none."""
    spaces = [found.start() for found in re.finditer(r"(?<=\S)\s+(?=\S)", text)]
    if not spaces:
        return (text,)
    at = chance.choice(spaces)
    return text[:at].rstrip(), text[at:].lstrip()
