"""Log lines without a person's words: ours as we wrote them, everybody else's as a place and a type.

Rasa and the libraries under it log what was said, in messages, in tracebacks and in warnings, at every level.
"""

from __future__ import annotations

import logging

_OURS = "bot."


class QuietFormatter(logging.Formatter):
    """A line of ours in full; of another's, where it was logged and which error it was."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, never a traceback: its last line is often the text that could not be handled."""
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        what = record.getMessage() if record.name.startswith(_OURS) else f"line {record.lineno}"
        return " ".join(part for part in (record.levelname, f"{record.name}:", what, error) if part)


def hush() -> None:
    """From now on every handler writes such lines, and warnings are not written at all."""
    logging.captureWarnings(capture=True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    formatter = QuietFormatter()
    named = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    for logger in [logging.getLogger(), *named]:
        for handler in logger.handlers:
            handler.setFormatter(formatter)
