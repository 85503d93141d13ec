"""The screen: what was said in a text, and how much support the reply must carry. Two readers, the stricter wins.

The phrases answer at once. The second opinion takes some milliseconds and can only add: what it finds itself, and
its word for phrases that are also said harmlessly. Where it is missing or fails, the phrases stand alone and in full,
every message carries at least the gentle line, and ``fault`` says so.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.language.encoder import EncoderError
from bot.safety.opinion import SecondOpinion
from bot.safety.phrases import Phrases, Reading, load_phrases
from bot.words import Assessment, Subject, Support

ALONE = Assessment(support=Support.OFFER)
"""The least that a reply carries while the second opinion cannot be heard."""

MUST_BE_SEEN = "I want to kill myself"

_CLEAR = 1.4  # log odds: four to one
_READ_FOR_WHOM = 2000  # characters

Whom = Callable[[str], float]
SecondReader = Callable[[str, Sequence[int]], Assessment]
_log = logging.getLogger(__name__)


class Screen:
    """Reads a text; never raises; safe to call from several threads."""

    def __init__(
        self,
        phrases: Phrases,
        second: SecondReader | None,
        version: str,
        fault: str | None = None,
        whom: Whom | None = None,
    ) -> None:
        self._phrases = phrases
        self._second = second
        self._whom = whom
        self.version = version
        self.fault = fault

    def __call__(self, text: str) -> Assessment:
        """Both readers: below a millisecond where the phrases find something urgent, else some milliseconds."""
        reading = self.at_once(text)
        if reading.assessment.support >= Support.URGENT:
            return reading.assessment
        return self.considered(text, reading)

    def at_once(self, text: str) -> Reading:
        """What the phrases find, at about a millisecond for 300 characters."""
        reading = self._phrases.read(text)
        if self._whom is None or not reading.assessment.signals:
            return reading
        try:
            odds = self._whom(text[:_READ_FOR_WHOM])
            seconded = reading.seconded and _about(reading.seconded, odds)
            return replace(reading, assessment=_about(reading.assessment, odds), seconded=seconded)
        except Exception as error:  # noqa: BLE001 -- the phrases' own reading of whom it is about stands
            _log.error("whom it is about could not be read: %s", type(error).__name__)
            return reading

    def probe(self) -> str | None:
        """See whether both readers see what they must; what is wrong in one sentence, or nothing."""
        if self._phrases(MUST_BE_SEEN).support < Support.URGENT:
            return "the phrases do not see what they must"
        second = self.considered(MUST_BE_SEEN, Reading(Assessment())).support
        if self.fault is None and second < Support.URGENT:
            return "the second opinion does not see what it must"
        return self.fault

    def frames(self, text: str) -> frozenset[str]:
        """The names of the frames (a question of ours, a yes, a no) that stand in a text."""
        return self._phrases.frames(text)

    def considered(self, text: str, reading: Reading) -> Assessment:
        """What the phrases found, and what the second opinion adds to it."""
        if self._second is None:
            return reading.at_most.stricter(ALONE)
        try:
            opinion = self._second(text, reading.places)
        except Exception as error:  # noqa: BLE001 -- whatever breaks the second opinion, the phrases stand
            self.fault = f"the second opinion failed: {type(error).__name__}"
            _log.error("%s", self.fault)
            return reading.at_most.stricter(ALONE)
        self.fault = None
        return _seconded(reading, opinion)


def _seconded(reading: Reading, opinion: Assessment) -> Assessment:
    """Both readers in one. Where both find danger, a theme that only uncertain phrases speak of is left out.

    Phrases that make no more than an offer are not heeded where the second opinion is calm.
    """
    found = reading.at_most if opinion.veiled else reading.assessment
    if opinion.calm and found.support <= Support.OFFER and not found.check_failed:
        return replace(opinion, variants=found.variants)
    if opinion.support >= Support.URGENT:
        themes = {signal.theme for signal in opinion.signals}
        found = replace(found, signals=tuple(signal for signal in found.signals if signal.theme in themes))
    return found.stricter(opinion)


def _about(found: Assessment, odds: float) -> Assessment:
    """Where the text is clear about whom it speaks of, the signals are about them; else about whom they seemed."""
    if abs(odds) < _CLEAR:
        return found
    subject = Subject.SOMEONE_ELSE if odds > 0 else Subject.SELF
    return replace(found, signals=tuple(dict.fromkeys(replace(signal, subject=subject) for signal in found.signals)))


@functools.lru_cache(maxsize=1)
def load_screen() -> Screen:
    """Read, check and compile the phrases, and load the second opinion; a process does it once.

    Raises:
        PatternError: the file and line of the first mistake in the phrases.
    """
    phrases = load_phrases()
    try:
        second = SecondOpinion.load()
    except EncoderError as error:
        _log.error("%s: the phrases stand alone", error)
        return Screen(phrases, None, phrases.version, fault=str(error))
    return Screen(phrases, second, f"{phrases.version}+{second.version}", whom=second.whom)
