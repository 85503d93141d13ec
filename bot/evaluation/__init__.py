"""How well is danger noticed? Labelled rows in, shares with their uncertainty out: ``python -m bot evaluate``.

What is measured is handed in (``Product``), so that this room knows no screen of its own. ``measures.py`` says what is
measured; ``variations.py`` writes a text in other ways, for training too.
"""

from bot.evaluation.figures import figures, missed_goals
from bot.evaluation.outcome import Outcome
from bot.evaluation.product import Product
from bot.evaluation.reply import led_to
from bot.evaluation.report import report
from bot.evaluation.robustness import Robustness, choose_padding
from bot.evaluation.rows import Row, RowError, Turn, list_files, read_rows
from bot.evaluation.tally import Tally

__all__ = [
    "Outcome",
    "Product",
    "Robustness",
    "Row",
    "RowError",
    "Tally",
    "Turn",
    "choose_padding",
    "figures",
    "led_to",
    "list_files",
    "missed_goals",
    "read_rows",
    "report",
]
