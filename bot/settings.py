"""The settings: the only reader of the environment. Every name is ``FIRSTPORT_`` and the field in capitals.

Runs on Python 3.10 and later. ``docs/settings.md`` lists every field; a test keeps the two alike.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from dotenv import dotenv_values

PREFIX = "FIRSTPORT_"
ROOT = Path(__file__).resolve().parent.parent


class SettingsError(ValueError):
    """A setting that cannot be used; the message names it and says what it takes."""


@dataclass(frozen=True)
class Settings:
    """Everything that an operator can set, with the embedded defaults."""

    host: str = "127.0.0.1"
    port: int = 8080
    public_url: str = ""
    var_dir: Path = ROOT / "var"
    database_url: str = ""
    keys: str = ""
    engine_url: str = "http://127.0.0.1:5005"
    actions_url: str = "http://127.0.0.1:5055"
    tracker_url: str = ""
    tracker_expires_h: float = 24.0
    models_dir: Path = ROOT / "models"
    encoder_dir: Path | None = None
    postcodes_file: Path | None = None
    postcodes_url: str = ""
    postcodes_budget_s: float = 1.0
    reply_budget_s: float = 4.0
    crisis_budget_s: float = 1.0
    second_opinion_budget_s: float = 0.5
    action_budget_s: float = 2.5
    rest_keys: str = ""
    metrics_key: str = ""
    log_level: str = "INFO"

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None, env_file: Path | None = ROOT / ".env") -> Settings:
        """Read ``environ`` (the process's own when ``None``) over the file ``env_file``.

        Raises:
            SettingsError: an unknown name with our prefix, or a value of the wrong type.
        """
        values: dict[str, str] = {}
        if env_file is not None and env_file.is_file():
            values.update({k: v for k, v in dotenv_values(env_file).items() if v is not None})
        values.update(os.environ if environ is None else environ)
        ours = {name[len(PREFIX) :].lower(): value for name, value in values.items() if name.startswith(PREFIX)}
        known = {f.name: f for f in fields(cls)}
        unknown = sorted(set(ours) - set(known))
        if unknown:
            raise SettingsError(f"{PREFIX}{unknown[0].upper()} is not a setting of First Port (docs/settings.md)")
        converted: dict[str, Any] = {name: _convert(name, str(known[name].type), value) for name, value in ours.items()}
        return cls(**converted)

    @property
    def database(self) -> str:
        """The service's database as an SQLAlchemy URL; SQLite under ``var_dir`` unless set."""
        return self.database_url or f"sqlite+aiosqlite:///{self.var_dir / 'firstport.db'}"

    @property
    def tracker(self) -> str:
        """The engine's tracker store as a (synchronous) SQLAlchemy URL; SQLite under ``var_dir`` unless set."""
        return self.tracker_url or f"sqlite:///{self.var_dir / 'tracker.db'}"

    @property
    def encoder(self) -> Path:
        """The folder with ``model.onnx`` and ``tokenizer.json`` of the sentence encoder."""
        return self.encoder_dir or self.var_dir / "encoder"

    @property
    def postcodes(self) -> Path:
        """The compact postcode file that set-up makes."""
        return self.postcodes_file or self.var_dir / "postcodes.bin"


def _convert(name: str, kind: str, value: str) -> object:
    """Turn one environment string into its field's type."""
    try:
        if kind == "int":
            return int(value)
        if kind == "float":
            return float(value)
    except ValueError:
        raise SettingsError(f"{PREFIX}{name.upper()} takes a number") from None
    if kind.startswith("Path"):
        return Path(value)
    return value
