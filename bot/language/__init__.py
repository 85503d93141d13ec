"""Reading what people type: plain words for the patterns, and the sentence encoder. Both runtimes."""

from bot.language.normalise import BREAK, QUOTE, Normalised, Normaliser, normalise, spell_out

__all__ = ["BREAK", "QUOTE", "Normalised", "Normaliser", "normalise", "spell_out"]
