"""Is somebody in danger? Text in, ``Assessment`` out: phrases that a clinician can read, and no I/O after loading."""

from bot.safety.pattern_files import PatternError
from bot.safety.phrases import Phrases as Screen
from bot.safety.phrases import load_phrases as load_screen

__all__ = ["PatternError", "Screen", "load_screen"]
