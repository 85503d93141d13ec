"""The safety screen's second opinion on disk: whether it was fitted to the examples that lie there, and fitting it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from bot.safety.fitting import digest
from bot.safety.opinion import MANIFEST, WEIGHTS

_NOTE = "second opinion: fitting it to its examples (some minutes) ..."


def is_fitted(weights: Path = WEIGHTS) -> bool:
    """Whether the heads were fitted to the example files as they are."""
    try:
        return bool(json.loads((weights / MANIFEST).read_text(encoding="utf-8"))["examples"] == digest())
    except (OSError, ValueError, KeyError, TypeError):
        return False


def fit(python: Path, root: Path) -> int:
    """Fit the heads in the engine's runtime, which has scikit-learn; the exit code."""
    print(_NOTE, flush=True)
    command = [str(python), "-W", "ignore", "-m", "bot.safety.fitting"]
    return subprocess.run(command, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, check=False).returncode
