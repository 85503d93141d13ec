"""``python -m bot.nlu``: Rasa's own command line, without a library that it never uses and without its noise."""

from __future__ import annotations

import logging
import sys


def main() -> None:
    """Run Rasa's command line with the arguments of this process."""
    # TensorFlow looks for jax only to convert models of it: 73 MB and a second of every start.
    sys.modules["jax"] = None  # type: ignore[assignment]  # Python's own way to say that there is none
    # The old releases that Rasa is pinned to warn about themselves, whatever PYTHONWARNINGS says.
    logging.captureWarnings(capture=True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    from rasa.__main__ import main as rasa_main

    from bot.nlu.once import work_once

    work_once()
    rasa_main()


if __name__ == "__main__":
    main()
