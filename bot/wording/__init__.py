"""Every sentence that the bot says, and the national numbers and links: reading, checking and rendering them."""

from bot.wording.national import NationalService
from bot.wording.read import load_wording
from bot.wording.render import WordingError, fill
from bot.wording.wording import Variation, Wording

__all__ = ["NationalService", "Variation", "Wording", "WordingError", "fill", "load_wording"]
