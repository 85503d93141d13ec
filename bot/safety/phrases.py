"""The phrases at work: one text in, what was said and how much support the reply must carry out, in a millisecond.

It never raises: a check that breaks counts as a signal, and the reply then carries urgent support.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.language import BREAK, Normalised, Normaliser, spell_out
from bot.safety.automaton import Automaton, Span
from bot.safety.checks import CHECKS, FRAMES
from bot.safety.checks.negation import NEGATORS
from bot.safety.circumstances import Circumstance, heard
from bot.safety.company import accompanied
from bot.safety.grammar import GrammarError, PhraseReader, Step, words_of
from bot.safety.pattern_files import HERE, Group, Line, PatternError, PatternSet, read_patterns
from bot.safety.quoting import quote
from bot.safety.scene import Found, Scene
from bot.safety.subject import actor_of, hearer_of, subject_of
from bot.words import Assessment, Signal, Subject, Support, Theme

FAILED = Assessment(support=Support.URGENT, check_failed=True)
Owner = Group | str | Circumstance  # of a phrase: a group of danger, a frame by its name, a variant
_MOST_SIGNALS = 12
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reading:
    """What the phrases make of a text by themselves, and the characters at which they were found.

    ``seconded``: what they make of it together with a second opinion that leans the same way, or where none can be
    heard; it differs where a group is not ``certain``.
    """

    assessment: Assessment
    places: tuple[int, ...] = ()
    seconded: Assessment | None = None

    @property
    def at_most(self) -> Assessment:
        """All that the phrases could mean."""
        return self.seconded or self.assessment


class Phrases:
    """Reads a text with the compiled phrases; safe to call from several threads."""

    def __init__(self, patterns: PatternSet) -> None:
        """Compile the phrases.

        Raises:
            PatternError: a phrase that cannot be read, with its file and line.
        """
        self.version = patterns.version
        self._owners: list[tuple[Owner, bool]] = []
        self._automaton = Automaton(self._read(patterns), BREAK)
        self._normalise = Normaliser(self._automaton.vocabulary)

    def __call__(self, text: str) -> Assessment:
        """Assess one text of any length, in linear time: all that the phrases could mean."""
        return self.read(text).at_most

    def read(self, text: str) -> Reading:
        """Assess a text and give the places in it where a phrase was found, whatever the checks made of it."""
        try:
            return self._read_text(text)
        except Exception as error:  # noqa: BLE001 -- a broken check counts as a signal, whatever broke it
            # No traceback: it could carry the text.
            _log.error("safety check failed: %s", type(error).__name__)
            return Reading(FAILED)

    def frames(self, text: str) -> frozenset[str]:
        """The names of the frames that stand in a text."""
        owners = {self._owners[span.phrase][0] for span in self._automaton.find(self._normalise(text).words)}
        return frozenset(owner for owner in owners if isinstance(owner, str))

    def _read(self, patterns: PatternSet) -> list[Sequence[Step]]:
        reader = PhraseReader(patterns.slots, spell_out)
        steps: list[Sequence[Step]] = []
        owned: list[tuple[Owner, tuple[Line, ...]]] = [(group, group.phrases) for group in patterns.groups]
        owned += list(patterns.frames.items())
        for variant, said in patterns.variants.items():
            owned += [(Circumstance(variant), said.phrases), (Circumstance(variant, undoes=True), said.unless)]
        _check_names(patterns)
        for owner, phrases in owned:
            for line in phrases:
                try:
                    read = reader(line.text)
                except GrammarError as error:
                    raise line.wrong(str(error)) from None
                steps.append(read)
                self._owners.append((owner, not NEGATORS.isdisjoint(words_of(read))))
        return steps

    def _read_text(self, text: str) -> Reading:
        normalised = self._normalise(text)
        finds: list[tuple[Span, Group, bool]] = []
        frames: dict[str, list[Span]] = {}
        circumstances: list[tuple[Span, Circumstance, bool]] = []
        for span in self._automaton.find(normalised.words):
            owner, denies = self._owners[span.phrase]
            if isinstance(owner, str):
                frames.setdefault(owner, []).append(span)
            elif isinstance(owner, Group):
                finds.append((span, owner, denies))
            else:
                circumstances.append((span, owner, denies))
        variants = heard(circumstances, normalised.words) if circumstances else frozenset()
        if not finds:
            return Reading(Assessment(variants=variants))
        places = tuple(sorted({normalised.starts[span.start] for span, *_ in finds}))
        finds = accompanied(finds)
        scene = Scene(normalised.words, frames)
        judged = _judged(finds, scene)
        full = replace(_combined(judged, scene, normalised), variants=variants)
        sure = _by_themselves(judged)
        if sure is judged:
            return Reading(full, places)
        return Reading(replace(_combined(sure, scene, normalised), variants=variants), places, full)


def _judged(finds: Iterable[tuple[Span, Group, bool]], scene: Scene) -> list[tuple[Support, Found]]:
    """Give each find that still counts after the checks, with the support that is left to it."""
    judged: list[tuple[Support, Found]] = []
    for span, group, denies in finds:
        subject = group.subject or _subject(group, span, scene)
        found = Found(group, span.start, span.end, subject, denies)
        support = group.support
        for name, check in CHECKS.items():
            ceiling = None if name in group.ignores else check(found, scene)
            if ceiling is not None and ceiling < support:
                support = ceiling
                if support is Support.NONE:
                    break
        if support is not Support.NONE:
            judged.append((support, found))
    return judged


def _by_themselves(judged: list[tuple[Support, Found]]) -> list[tuple[Support, Found]]:
    """Without a find that is certain and urgent, those that are not certain make no more than an offer."""
    if any(support >= Support.URGENT and found.group.certain for support, found in judged):
        return judged
    if all(support <= Support.OFFER for support, _ in judged):
        return judged
    return [(min(support, Support.OFFER), found) for support, found in judged]


def _subject(group: Group, span: Span, scene: Scene) -> Subject:
    if group.theme is Theme.HARM_TO_OTHERS:
        return actor_of(span.start, scene)
    if group.theme is Theme.PSYCHOSIS:
        return hearer_of(span.start, span.end, scene)
    return subject_of(span.start, span.end, scene)


def _combined(judged: list[tuple[Support, Found]], scene: Scene, text: Normalised) -> Assessment:
    """Put finds together by the one law: the stricter wins. The gravest come first among the signals."""
    if not judged:
        return Assessment()
    gravest = sorted(judged, key=lambda pair: -list(Support).index(pair[0]))
    signals: dict[Signal, None] = {}
    kept: dict[tuple[Theme, Subject], int] = {}
    for _, found in gravest:
        said = (found.group.theme, found.subject)
        if len(signals) >= _MOST_SIGNALS or kept.get(said, 0) >= _MOST_SIGNALS // 4:
            continue
        kept[said] = kept.get(said, 0) + 1
        signals[Signal(*said, quote(found, scene, text))] = None
    return Assessment(support=gravest[0][0], signals=tuple(signals))


def _check_names(patterns: PatternSet) -> None:
    """Raise ``PatternError`` for a frame that no check reads, a missing one, or a check that does not exist."""
    if patterns.frames.keys() != FRAMES:
        name = min(patterns.frames.keys() ^ FRAMES)
        raise PatternError(f"frames/{name}.yml", 1, "is missing, or no check reads it")
    for group in patterns.groups:
        if group.ignores - CHECKS.keys():
            raise group.phrases[0].wrong(f"group '{group.name}' ignores a check that does not exist")
        if group.beside - {other.name for other in patterns.groups if other.theme is group.theme}:
            raise group.phrases[0].wrong(f"group '{group.name}' stands beside a group that does not exist")


@functools.lru_cache(maxsize=2)
def load_phrases(folder: Path = HERE) -> Phrases:
    """Read, check and compile the pattern files; a process does it once.

    Raises:
        PatternError: the file and line of the first mistake.
    """
    return Phrases(read_patterns(folder))
