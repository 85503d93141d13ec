"""How hard a text is to read: the Flesch-Kincaid grade (Kincaid and others, 1975), with syllables counted by rule.

Grade 4 to 6 is a reading age of about 9 to 11 (grade plus five), what the NHS service manual asks for.
"""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’&-]*|\d[\d ]*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_ENDING = re.compile(r"(?:[^laeiouy]e|[^aeiouytd]ed|[^aeiouysxzcg]es)$")


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [sentence for sentence in _SENTENCE_END.split(text.strip()) if sentence]


def words(text: str) -> list[str]:
    """The words of a text; a telephone number counts as one."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """The syllables of an English word, by its groups of vowels: one too many in "somebody", right in most.

    A number counts as one: it is dialled, not read.
    """
    plain = re.sub(r"[^a-z]", "", word.lower())
    groups = len(_VOWELS.findall(plain))
    if groups > 1 and _SILENT_ENDING.search(plain):
        groups -= 1
    return max(1, groups)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text: American school years, lower is easier; 0 for a text without words."""
    spoken = words(text)
    if not spoken:
        return 0.0
    per_sentence = len(spoken) / max(1, len(sentences(text)))
    per_word = sum(map(syllables, spoken)) / len(spoken)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59
