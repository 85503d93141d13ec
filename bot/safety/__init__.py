"""Is somebody in danger? Text in, ``Assessment`` out: phrases that a clinician can read, and no I/O after loading."""

from bot.safety.context import Earlier, assess_turns, in_context
from bot.safety.pattern_files import PatternError
from bot.safety.phrases import Reading
from bot.safety.screen import Screen, load_screen

__all__ = ["Earlier", "PatternError", "Reading", "Screen", "assess_turns", "in_context", "load_screen"]
