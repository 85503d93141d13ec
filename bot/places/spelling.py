"""Finding what is spelt like a postcode, or like the first half of one, in what a person typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Royal Mail's form: one or two letters, a digit, then a digit, a letter or nothing; the second half is a digit and two
# letters, never C, I, K, M, O or V. A typed O or I, L counts as the digit that it stands for.
_OUT = r"[A-Z]{1,2}[0-9OIL][0-9A-Z]?"
_IN = r"[0-9OIL][ABD-HJLNP-UW-Z]{2}"
_WHOLE = re.compile(rf"(?<![A-Z0-9])({_OUT})[\s.,_/-]{{0,3}}({_IN})(?![A-Z0-9])")
_ALONE = re.compile(rf"({_OUT})({_IN})")
_FIRST_HALF = re.compile(r"(?<![A-Z0-9])([A-Z]{1,2}[0-9][0-9A-Z]?)(?![A-Z0-9])")
_OUT_STRICT = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")
_WORD = re.compile(r"[A-Z0-9']+")

_DIGIT = str.maketrans("OIL", "011")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that lead to a first half ("near LS6"), and words around one that say nothing else ("it's LS6 please").
_LEADS = _words("in near nr around from postcode code area outcode round is its it's")
_FILLERS = _LEADS | _words(
    "my the i i'm im am live living at please thanks thank you hi hello ok okay yes yeah um post only just part of and "
    "it we we're are by a bit"
)
# Words after which the same letters mean a road, a medicine, a size or a gas, not a place.
_NOT_A_PLACE = _words(
    "motorway road junction services roundabout traffic crash bridge bus vitamin vitamins tablet tablets injection "
    "injections deficiency supplement supplements level levels emissions monitor alarm poisoning form visa paper size "
    "mask"
)
_SHORT_FEW = 3  # words; "Leeds LS6" and "LS6, Leeds" say a place


@dataclass(frozen=True)
class Spelt:
    """A postcode as Royal Mail writes it: the first half, and the second where it was given.

    ``exact`` is false for a reading that takes a typed letter for a digit: it counts only where it is in the file.
    """

    out: str
    rest: str | None = None
    exact: bool = True

    @property
    def text(self) -> str:
        """Both halves with one space between."""
        return self.out if self.rest is None else f"{self.out} {self.rest}"


def whole_postcodes(text: str) -> Iterator[Spelt]:
    """Everything in ``text`` that has the form of a whole postcode, in order; spacing and capitals do not matter."""
    upper = _plain(text).upper()
    found = False
    for match in _WHOLE.finditer(upper):
        found = True
        yield from _readings(match[1], match[2])
    if not found and (spread := _ALONE.fullmatch(re.sub(r"[^A-Z0-9]", "", upper))):
        yield from _readings(spread[1], spread[2])


def first_halves(text: str) -> Iterator[Spelt]:
    """Everything in ``text`` that can only be meant as the first half of a postcode, in order.

    "LS6", "near ls6" and "Leeds LS6" are; "the M1 motorway", "B12 vitamins" and "alright m8" are not.
    """
    plain = _plain(text)
    upper = plain.upper()
    words = [word.strip("'").lower() for word in _WORD.findall(upper)]
    for match in _FIRST_HALF.finditer(upper):
        before = _WORD.findall(upper[: match.start()])
        after = _WORD.findall(upper[match.end() :])
        if after and after[0].lower() in _NOT_A_PLACE:
            continue
        others = [word for word in words if word != match[1].lower()]
        if _is_meant(match[1], plain[match.start() : match.end()], before, others):
            yield Spelt(match[1])


def _is_meant(out: str, typed: str, before: list[str], others: list[str]) -> bool:
    """Whether a first half stands there as a place: led to, alone, or beside a word or two of a place's name."""
    if all(word in _FILLERS for word in others):
        return True
    if before and before[-1].lower() in _LEADS:
        return True
    clear = typed == out or out[1].isalpha()
    return clear and len(others) < _SHORT_FEW and not _FILLERS.intersection(others)


def _readings(out: str, rest: str) -> Iterator[Spelt]:
    """What was typed; then, where it holds a digit at all, with O, I and L read as digits where one must stand."""
    if _OUT_STRICT.fullmatch(out) and rest[0].isdigit():
        yield Spelt(out, rest)
    if not any(character.isdigit() for character in out + rest):
        return
    mended = rest[0].translate(_DIGIT) + rest[1:]
    for letters in (1, 2):
        head, digit, tail = out[:letters], out[letters : letters + 1].translate(_DIGIT), out[letters + 1 :]
        for end in dict.fromkeys((tail, tail.translate(_DIGIT))):
            candidate = Spelt(head + digit + end, mended, exact=False)
            if _OUT_STRICT.fullmatch(candidate.out) and candidate.text != f"{out} {rest}":
                yield candidate


def _plain(text: str) -> str:
    """Full-width and other compatibility characters as plain ones; every kind of space as one."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).replace("\u200b", "").replace("’", "'"))
