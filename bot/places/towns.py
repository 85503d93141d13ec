"""Which town, borough, district or county a person names, where they give no postcode.

What is not found is ``None``: never "outside England". Towns outside England are found as such.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from bot.places.authorities import Authorities
from bot.places.gazetteer import Entry, Gazetteer, Word, nation_names, plain, read_gazetteer, words_of
from bot.places.mentions import Meant, Mention, find_mentions
from bot.places.misspelt import Speller
from bot.places.values import Place, Precision

_READ = 4_000  # characters of a text that are searched
_MOST = 4  # places to choose from
_LINKS = frozenset(
    ("in", "borough", "of", "the", "city")
)  # between two names of one place: "London Borough of Hackney"


@dataclass(frozen=True)
class Choice:
    """One name for several places ("Newcastle"): ask which. The largest first, at most four."""

    name: str
    places: tuple[Place, ...]


class Towns:
    """Every place of the gazetteer. Made once a process; safe to share."""

    def __init__(self, book: Gazetteer) -> None:
        self._book = book
        self._speller = Speller(book)
        self._nations = nation_names()

    @classmethod
    def read(cls, authorities: Authorities) -> Towns:
        """From the files beside this module; some 100 ms."""
        return cls(read_gazetteer(authorities))

    def find(self, text: str, *, asked: bool = False) -> Place | Choice | None:
        """The place that ``text`` names as where somebody is; ``None`` where it names none.

        A place's own ``text`` finds it again. ``asked`` says that the text answers "where are you?": then a bare
        "reading" is the town. Look for a postcode first (``Places.find``): it says more. Linear in the text's length.
        """
        text = unicodedata.normalize("NFKC", text[:_READ])[:_READ]
        words = words_of(text)
        mentions = list(find_mentions(text, words, self._book, asked=asked))
        settled = [each for each in self._settle(words, mentions) if each.meant is not Meant.NOT]
        if settled:
            best = max(settled, key=lambda each: (each.meant, -each.first))
            return _answer(best, " ".join(word.typed for word in words[best.first : best.end]))
        found = self._speller.mend(words, asked=asked)
        return None if found is None else _answer(Mention(0, 0, found, Meant.NAMED), found[0].name)

    def _settle(self, words: list[Word], mentions: list[Mention]) -> list[Mention]:
        """Names that stand side by side tell each other apart: "Richmond, North Yorkshire", "Chapeltown in Leeds"."""
        settled: list[Mention] = []
        for mention in mentions:
            last = settled[-1] if settled else None
            if last is not None and _beside(words, last.end, mention.first):
                said = " ".join(word.plain for word in words[last.first : mention.end])
                settled[-1:] = _together(last, mention, said)
            else:
                settled.append(mention)
        return [self._with_nation(words, mention) for mention in settled]

    def _with_nation(self, words: list[Word], mention: Mention) -> Mention:
        """The nation beside a name tells which is meant: "Newport, Wales"."""
        for length in (1, 2):
            start = mention.end + (mention.end < len(words) and words[mention.end].plain == "in")
            name = " ".join(word.plain for word in words[start : start + length])
            nation = self._nations.get(name)
            kept = tuple(entry for entry in mention.entries if entry.place.country is nation)
            if nation is not None and kept:
                return replace(mention, entries=kept, meant=max(mention.meant, Meant.NAMED))
        return mention


def _beside(words: list[Word], end: int, first: int) -> bool:
    return all(word.plain in _LINKS for word in words[end:first])


def _together(one: Mention, other: Mention, said: str) -> list[Mention]:
    """What two names side by side say: the smaller place within the larger one; else the larger of the two."""
    small, large = (other, one) if _is_area(one) and not _is_area(other) else (one, other)
    codes = {code for entry in large.entries for code in entry.codes}
    within = tuple(entry for entry in small.entries if _first_code(entry) in codes)
    exact = tuple(entry for entry in within if plain(entry.place.text) == said)
    if exact or (within and (_is_area(large) or large.meant is not Meant.NOT)):
        return [Mention(one.first, other.end, exact or within, max(one.meant, other.meant, Meant.NAMED))]
    if one.meant is Meant.NOT or other.meant is Meant.NOT:
        return [one if other.meant is Meant.NOT else other]
    return [replace(other, meant=max(one.meant, other.meant))] if _size(one) < _size(other) else [one, other]


def _size(mention: Mention) -> int:
    return mention.entries[0].size


def _is_area(mention: Mention) -> bool:
    return mention.entries[0].place.precision is Precision.AUTHORITY


def _first_code(entry: Entry) -> str:
    areas = entry.place.local_authorities
    return areas[0].code if areas else str(entry.place.country)


def _answer(mention: Mention, name: str) -> Place | Choice:
    """One place; or the likely ones by size: a hamlet's namesake of a city is not asked about."""
    largest = mention.entries[0].size
    likely = [entry.place for entry in mention.entries if entry.size >= largest - 1][:_MOST]
    return likely[0] if len(likely) == 1 else Choice(name, tuple(likely))
