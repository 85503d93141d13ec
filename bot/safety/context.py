"""What was said before counts: danger told, answers to our questions, messages cut in two, one veiled after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.safety.screen import Screen
from bot.words import Assessment, Support

NEIGHBOURS = 2
"""Earlier messages of a burst that are read together with the newest."""
_LONGEST_ANSWER = 60
_LONGEST_JOINED = 2000
_VEILED_FOR_OFFER = 3
_VEILED_FOR_URGENT = 5
_WEIGHT_OF_OFFER = 2
_KEPT_IN_SIGHT = 3
"""So many messages after danger was told, the urgent lines stay in sight."""
_QUESTIONS = {"asks_if_safe", "asks_if_in_danger"}


@dataclass(frozen=True)
class Earlier:
    """One thing said earlier in the conversation, by us or by the person.

    ``support`` and ``veiled`` are what the screen made of it; ``near``: it came shortly before, as in a burst.
    """

    text: str
    ours: bool = False
    support: Support = Support.NONE
    veiled: bool = False
    near: bool = True


def in_context(screen: Screen, text: str, alone: Assessment, earlier: Sequence[Earlier]) -> Assessment:
    """Add to what the screen found in ``text`` what it means after ``earlier`` (oldest first). It never takes away."""
    if alone.support >= Support.URGENT or not earlier:
        return alone
    found = alone.stricter(_as_answer(screen, text, earlier[-1]))
    for joined, before in _joined(text, earlier):
        together = screen(joined)
        if together.support > max(found.support, before):
            found = found.stricter(together)
    return found.stricter(_one_after_another(found, earlier)).stricter(_after_danger(earlier))


def assess_turns(screen: Screen, turns: Iterable[tuple[bool, str]]) -> Assessment:
    """Assess a conversation, each of the person's turns in the context of those before; the strictest wins.

    ``turns``: whether it is ours, and its text; they count as said shortly after each other.
    """
    earlier: list[Earlier] = []
    strictest = Assessment()
    for ours, text in turns:
        found = Assessment()
        if not ours:
            found = in_context(screen, text, screen(text), earlier)
            strictest = strictest.stricter(found)
        earlier.append(Earlier(text, ours, found.support, found.veiled))
    return strictest


def _as_answer(screen: Screen, text: str, last: Earlier) -> Assessment:
    """A short "no" to "are you safe?" is urgent, and so is a "yes" to "are you in danger?"; so is "I don't know".

    The other answers keep the urgent lines in sight.
    """
    if not last.ours or len(text) > _LONGEST_ANSWER:
        return Assessment()
    asked, said = screen.frames(last.text), screen.frames(text)
    yes, no, unsure = (answer in said for answer in ("says_yes", "says_no", "says_unsure"))
    if "asks_if_safe" in asked and (no or unsure):
        return Assessment(Support.URGENT)
    if "asks_if_in_danger" in asked and (unsure or (yes and not no)):
        return Assessment(Support.URGENT)
    heard = (yes or no) and not asked.isdisjoint(_QUESTIONS)
    return Assessment(Support.OFFER) if heard else Assessment()


def _joined(text: str, earlier: Sequence[Earlier]) -> Iterator[tuple[str, Support]]:
    """The text with one, then two of its neighbours before it; and the most that was found in a neighbour alone."""
    joined, most = text, Support.NONE
    said = [entry for entry in earlier if not entry.ours][-NEIGHBOURS:]
    for entry in reversed(said):
        if not entry.near or entry.support >= Support.URGENT or len(joined) + len(entry.text) > _LONGEST_JOINED:
            return
        joined, most = f"{entry.text}\n{joined}", max(most, entry.support)
        yield joined, most


def _after_danger(earlier: Sequence[Earlier]) -> Assessment:
    said = [entry for entry in earlier if not entry.ours][-_KEPT_IN_SIGHT:]
    return Assessment(Support.OFFER if any(entry.support >= Support.URGENT for entry in said) else Support.NONE)


def _one_after_another(found: Assessment, earlier: Sequence[Earlier]) -> Assessment:
    """Three veiled messages make an offer, more of them, or three offers, are urgent; counted anew after a crisis."""
    if not found.veiled:
        return Assessment()
    weight = _weight(found.support)
    for entry in reversed(earlier):
        if entry.support >= Support.URGENT:
            break
        weight += _weight(entry.support) if entry.veiled else 0
    if weight >= _VEILED_FOR_URGENT:
        return replace(found, support=Support.URGENT)
    return Assessment(Support.OFFER) if weight >= _VEILED_FOR_OFFER else Assessment()


def _weight(support: Support) -> int:
    return _WEIGHT_OF_OFFER if support is Support.OFFER else 1
