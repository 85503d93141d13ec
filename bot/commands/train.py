"""``python -m bot train``: the dialogue model and the second opinion, trained when they are older than their sources.

And how the engine is started with the model.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from bot.commands._model import ARCHIVE, MANIFEST, is_current, read_manifest, sha256, source_hash
from bot.commands._second_opinion import fit, is_fitted
from bot.language.encoder import EncoderError, check_files
from bot.settings import ROOT, Settings
from bot.wording import WordingError

HELP = "train the dialogue model and the second opinion when they are missing or older than their sources"

_SHOWN_LINES = 15
_VERSIONS = (
    "import importlib.metadata as m, json, platform;"
    "print(json.dumps({'python': platform.python_version(),"
    " **{n: m.version(n) for n in ('rasa', 'spacy', 'onnxruntime', 'scikit-learn')}}))"
)


class TrainError(RuntimeError):
    """The engine cannot be trained or started; the message is one sentence with the mend."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``--force`` and ``--check``."""
    parser.add_argument("--force", action="store_true", help="train even what is up to date")
    parser.add_argument("--check", action="store_true", help="train nothing; exit 1 when something is out of date")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Train unless the model is up to date; 0 when it is at the end, else 1 and one sentence."""
    try:
        sources = source_hash(ROOT)
        current = is_current(settings, sources)
        fitted = is_fitted()
        if arguments.check or (current and not arguments.force):
            print(f"dialogue model: {_state(current)}")
        if arguments.check or (fitted and not arguments.force):
            print(f"second opinion: {_state(fitted)}")
        if arguments.check:
            return 0 if current and fitted else 1
        if arguments.force or not current:
            check_files(settings.encoder)
            _train(settings, sources)
        if arguments.force or not fitted:
            _fit()
    except (TrainError, WordingError, EncoderError) as error:
        print(f"dialogue model: {error}", file=sys.stderr)
        return 1
    return 0


def engine_python(root: Path) -> Path:
    """The Python 3.10 of the engine's environment.

    Raises:
        TrainError: the environment is not there.
    """
    python = root / ".venv-engine" / "bin" / "python"
    if not python.is_file():
        raise TrainError("the engine's environment is missing: run `make setup`")
    return python


def engine_environment(settings: Settings) -> dict[str, str]:
    """What the engine's process needs beside the service's own environment.

    Nothing is sent out (telemetry, error reports), nothing that was said is printed, one thread each: the engine
    serves one message at a time, and more threads only take the other processes' time.
    """
    quiet = {
        "RASA_TELEMETRY_ENABLED": "false",
        "LOG_LEVEL": "WARNING",
        "LOG_LEVEL_LIBRARIES": "ERROR",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
    }
    threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TF_NUM_INTEROP_THREADS")
    lean = {**dict.fromkeys((*threads, "TF_NUM_INTRAOP_THREADS"), "1"), "MALLOC_ARENA_MAX": "2"}
    ours = {
        "FIRSTPORT_ACTIONS_URL": settings.actions_url,
        "FIRSTPORT_VAR_DIR": str(settings.var_dir.resolve()),
        "FIRSTPORT_ENCODER_DIR": str(settings.encoder.resolve()),
        "FIRSTPORT_TRACKER_URL": settings.tracker_url,
        "FIRSTPORT_TRACKER_EXPIRES_H": str(settings.tracker_expires_h),
        "FIRSTPORT_KEYS": settings.keys,
    }
    return {**quiet, **lean, **ours, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


def engine_command(settings: Settings) -> list[str]:
    """The command that serves the trained model on the host and port of ``engine_url``.

    Raises:
        TrainError: there is no model, or the archive is not the one that was trained here (a model is code).
    """
    archive = settings.models_dir / ARCHIVE
    trained = read_manifest(settings).get("sha256")
    if not trained or not archive.is_file():
        raise TrainError("there is no dialogue model: run `python -m bot train`")
    if sha256(archive) != trained:
        raise TrainError("the dialogue model is not the one that was trained here: run `python -m bot train --force`")
    address = urlsplit(settings.engine_url)
    where = ["--interface", address.hostname or "127.0.0.1", "--port", str(address.port or 5005)]
    files = ["--endpoints", str(ROOT / "endpoints.yml"), "--credentials", str(ROOT / "credentials.yml")]
    return [str(engine_python(ROOT)), "-m", "bot.nlu", "run", "--quiet", "--model", str(archive), *files, *where]


def _state(current: bool) -> str:
    return "up to date" if current else "out of date: run `python -m bot train`"


def _fit() -> None:
    """Fit the second opinion.

    Raises:
        TrainError: it could not be fitted.
    """
    if fit(engine_python(ROOT), ROOT) != 0:
        raise TrainError("the second opinion could not be fitted")


def _train(settings: Settings, sources: str) -> None:
    """Train into a folder of its own, then put archive and manifest into place.

    Raises:
        TrainError: Rasa refused; its last lines are in the message.
    """
    print("dialogue model: training (about a minute) ...", flush=True)
    begun = time.monotonic()
    settings.models_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.models_dir) as folder:
        _rasa_train(settings, Path(folder))
        trained = Path(folder) / ARCHIVE
        manifest = {"sources": sources, "sha256": sha256(trained), "versions": _versions()}
        written = Path(folder) / MANIFEST
        written.write_text(json.dumps(manifest, indent=2) + "\n")
        trained.replace(settings.models_dir / ARCHIVE)
        written.replace(settings.models_dir / MANIFEST)
    print(f"dialogue model: trained in {time.monotonic() - begun:.0f} s", flush=True)


def _rasa_train(settings: Settings, folder: Path) -> None:
    sources = ["--config", "config.yml", "--domain", "domain.yml", "--data", "data"]
    command = [str(engine_python(ROOT)), "-m", "bot.nlu", "train", *sources, "--out", str(folder)]
    done = subprocess.run(
        [*command, "--fixed-model-name", ARCHIVE.removesuffix(".tar.gz"), "--force"],
        cwd=ROOT,
        env={**os.environ, **engine_environment(settings)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0 or not (folder / ARCHIVE).is_file():
        last = "\n".join(done.stdout.strip().splitlines()[-_SHOWN_LINES:])
        raise TrainError(f"the training failed:\n{last}")


def _versions() -> dict[str, str]:
    """What the model was trained with: a model runs only under the same Rasa."""
    told = subprocess.run([str(engine_python(ROOT)), "-c", _VERSIONS], capture_output=True, text=True, check=True)
    versions: dict[str, str] = json.loads(told.stdout)
    return versions
