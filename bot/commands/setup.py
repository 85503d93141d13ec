"""``python -m bot setup``: everything that must stand before the first start, a step a line.

A step that stands already costs next to nothing: each command finds out for itself.

The two environments are steps 1 and 2 (``scripts/environment``); what they need is not here yet at that time.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable

from bot.commands import invoke
from bot.settings import Settings

HELP = "Prepare what is missing: browser assets, encoder, postcodes, database, directory, model"

_FIRST, _OF = 3, 8
STEPS = (
    ("assets", "Browser assets: fetch nhsuk-frontend, copy what the chat page uses"),
    ("encoder", "Sentence encoder: put its files in place and check them"),
    ("postcodes", "Postcodes: one compact file of every English postcode"),
    ("migrate", "Database: bring its tables up to date"),
    ("seed", "Directory: load the services that come with First Port"),
    ("train", "Model: train the dialogue engine when its sources have changed"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: what needs doing is found out."""
    del parser


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Run every step in order; the first that fails ends it with its own status."""
    del arguments
    return run_steps(lambda name: invoke(name, [], settings))


def run_steps(do: Callable[[str], int]) -> int:
    """Have ``do`` carry out each step, given its command's name; 0, or the status of the first that fails."""
    for number, (name, what) in enumerate(STEPS, start=_FIRST):
        print(f"{number}/{_OF} {what}", flush=True)
        began = time.monotonic()
        if status := do(name):
            print(
                f"First Port: set-up stopped at step {number} ({name}). Mend it, then run the same again.",
                file=sys.stderr,
            )
            return status
        print(f"    done in {time.monotonic() - began:.1f} s", flush=True)
    return 0
