"""The trained dialogue model on disk: what it was made of, as one hash, and whether it is still that."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from bot.settings import Settings
from bot.wording import load_wording

ARCHIVE = "firstport.tar.gz"
MANIFEST = "firstport.json"
_FILES = ("config.yml", "domain.yml", "requirements/engine.txt", "bot/language/encoder.py")
_FOLDERS = (("data", "*.yml"), ("bot/nlu", "*.py"))


def source_hash(root: Path) -> str:
    """SHA-256 over the engine's files and the names of the wording's responses, never over their words.

    Raises:
        WordingError: the wording cannot be read.
    """
    files = [root / name for name in _FILES]
    files += [file for folder, pattern in _FOLDERS for file in sorted((root / folder).rglob(pattern))]
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes() if file.is_file() else b""
        digest.update(f"{file.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    digest.update("\n".join(sorted(load_wording(root / "bot" / "wording").responses)).encode())
    return digest.hexdigest()


def is_current(settings: Settings, sources: str) -> bool:
    """Whether the archive is the one that was trained from ``sources``."""
    manifest = read_manifest(settings)
    return manifest.get("sources") == sources and manifest.get("sha256") == sha256(settings.models_dir / ARCHIVE)


def read_manifest(settings: Settings) -> dict[str, Any]:
    """What the last training wrote beside its archive; empty when there is none that can be read."""
    try:
        manifest = json.loads((settings.models_dir / MANIFEST).read_text())
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def sha256(file: Path) -> str | None:
    """The file's SHA-256 in hexadecimal; ``None`` when there is no file."""
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else None
