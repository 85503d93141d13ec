"""Characters: look-alikes, accents, styled letters and invisible marks folded to plain lower case.

Every folded character remembers which original character it came from, so that a quote can be cut from
what the person really wrote. Sources: Unicode NFKD and general categories (the ``unicodedata`` module);
the look-alikes are those of Latin small letters in Cyrillic, Greek and the phonetic blocks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_LOOK_ALIKES = dict(
    zip(
        "аеіјорсухѕԁһԛԝѵкмтнвгієёɑɡıαεικνορτυχμβᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ’‘‛`´ʼʹ＇“”„«»",
        "aeijopcyxsdhqwvkmthbrieeagiaeiknoptuxmbabcdefghijklmnoprstuvwyz'''''''\"\"\"\"\"\"",
        strict=True,
    )
)
_STYLED_CAPITALS = (0x1F150, 0x1F170, 0x1F1E6)  # negative circled, negative squared, regional indicators: A to Z each
_ALPHABET = 26
_EYES = re.compile(r"(?<=[a-z])I+(?![A-Z])")  # "kiII": a capital I inside a word stands for an l
_REMEMBERED = 4096
_DROPPED = frozenset({"Mn", "Mc", "Me", "Cf", "Cc", "Cs", "Co", "Cn"})
_KEPT_CONTROLS = frozenset("\n\t\r\v\f\x85")


class Folder:
    """Folds text, remembering what it has seen: most texts use the same hundred characters."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}

    def __call__(self, text: str) -> tuple[str, Sequence[int]]:
        """Give the folded text and, for each of its characters, the index of the original character."""
        if "I" in text:
            text = _EYES.sub(lambda eyes: "l" * len(eyes.group()), text)
        if text.isascii() and "`" not in text:
            return text.lower(), range(len(text))
        folded: list[str] = []
        origin: list[int] = []
        seen = self._seen
        for index, character in enumerate(text):
            plain = seen.get(character)
            if plain is None:
                if len(seen) >= _REMEMBERED:
                    seen.clear()
                plain = seen[character] = fold_character(character)
            folded.append(plain)
            origin.extend([index] * len(plain))
        return "".join(folded), origin


def fold_character(character: str) -> str:
    """Fold one character to zero or more plain ones; an unknown letter of another script stays as it is."""
    lowered = character.lower()
    if lowered in _LOOK_ALIKES:
        return _LOOK_ALIKES[lowered]
    for first in _STYLED_CAPITALS:
        if first <= ord(character) < first + _ALPHABET:
            return chr(ord("a") + ord(character) - first)
    if character in _KEPT_CONTROLS:
        return character
    parts = unicodedata.normalize("NFKD", character)
    kept = (part for part in parts if unicodedata.category(part) not in _DROPPED)
    return "".join(_LOOK_ALIKES.get(part.lower(), part.lower()) for part in kept)
