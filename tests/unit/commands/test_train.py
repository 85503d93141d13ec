"""The trained model: when it is out of date, and that only what was trained here is started."""

import hashlib
import json
from pathlib import Path

import pytest

from bot.commands import train
from bot.commands._model import is_current, source_hash
from bot.settings import ROOT, Settings

WORDING = """topic: greeting
source: our own words
checked_on: 2026-11-22
review_by: 2027-05-22
responses:
  utter_greeting: [{text: Hello.}]
"""


@pytest.fixture
def sources(tmp_path) -> Path:
    files = {
        "config.yml": "a",
        "domain.yml": "b",
        "data/nlu/greeting.yml": "c",
        "bot/nlu/marker.py": "d",
        "bot/wording/greeting.yml": WORDING,
        "bot/wording/national.yml": "{}",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def trained(settings: Settings, archive: bytes = b"model", sources: str = "s") -> Settings:
    settings.models_dir.mkdir(parents=True, exist_ok=True)
    (settings.models_dir / "firstport.tar.gz").write_bytes(b"model")
    manifest = {"sources": sources, "sha256": hashlib.sha256(archive).hexdigest()}
    (settings.models_dir / "firstport.json").write_text(json.dumps(manifest))
    return settings


CHANGES = [
    ("config.yml", "x", True, "another pipeline"),
    ("domain.yml", "x", True, "another domain"),
    ("data/nlu/greeting.yml", "x", True, "other examples"),
    ("data/stories/new.yml", "x", True, "a new rule"),
    ("bot/nlu/marker.py", "x", True, "another component"),
    ("bot/wording/greeting.yml", WORDING.replace("utter_greeting", "utter_hello"), True, "another response"),
    ("bot/wording/greeting.yml", WORDING.replace("Hello.", "Good day."), False, "the same response in other words"),
    ("data/notes.txt", "x", False, "nothing that is trained on"),
]


@pytest.mark.parametrize(("file", "text", "changes", "why"), CHANGES, ids=[row[3] for row in CHANGES])
def test_what_asks_for_another_training(sources, file, text, changes, why):
    before = source_hash(sources)
    (sources / file).parent.mkdir(exist_ok=True)
    (sources / file).write_text(text)
    assert (source_hash(sources) != before) is changes, why


@pytest.mark.hazard("HAZ-041")
def test_a_model_is_current_only_with_its_own_sources_and_archive(tmp_path):
    settings = Settings(models_dir=tmp_path)
    assert not is_current(settings, "s")
    assert is_current(trained(settings), "s")
    assert not is_current(settings, "t")
    assert not is_current(trained(settings, archive=b"another"), "s")


def test_a_manifest_that_cannot_be_read_is_no_manifest(tmp_path):
    settings = trained(Settings(models_dir=tmp_path))
    (tmp_path / "firstport.json").write_text("[")
    assert not is_current(settings, "s")


def test_the_engine_is_started_on_loopback_with_the_trained_archive(tmp_path):
    settings = trained(Settings(models_dir=tmp_path, engine_url="http://127.0.0.1:5999"))
    command = train.engine_command(settings)
    assert command[1:4] == ["-m", "bot.nlu", "run"]
    assert command[command.index("--model") + 1] == str(tmp_path / "firstport.tar.gz")
    assert command[-4:] == ["--interface", "127.0.0.1", "--port", "5999"]
    assert "--enable-api" not in command, "anyone could read any tracker"


def test_without_a_model_nothing_is_started(tmp_path):
    with pytest.raises(train.TrainError, match="there is no dialogue model: run `python -m bot train`"):
        train.engine_command(Settings(models_dir=tmp_path))


@pytest.mark.hazard("HAZ-023", "HAZ-041")
def test_an_archive_that_was_not_trained_here_is_not_started(tmp_path):
    settings = trained(Settings(models_dir=tmp_path), archive=b"another")
    with pytest.raises(train.TrainError, match="is not the one that was trained here"):
        train.engine_command(settings)


def test_the_engines_environment_sends_nothing_out_and_hands_on_what_is_needed(tmp_path):
    settings = Settings(var_dir=tmp_path, actions_url="http://127.0.0.1:1", keys="k", rest_keys="r", metrics_key="m")
    environment = train.engine_environment(settings)
    assert environment["RASA_TELEMETRY_ENABLED"] == "false"
    assert environment["LOG_LEVEL"] == "WARNING"
    assert environment["FIRSTPORT_ACTIONS_URL"] == "http://127.0.0.1:1"
    assert environment["FIRSTPORT_VAR_DIR"] == str(tmp_path)
    assert not {"r", "m"} & set(environment.values()), "keys of other doors stay outside"
    ours = {name: value for name, value in environment.items() if name.startswith("FIRSTPORT_")}
    assert Settings.from_env(ours, env_file=None).tracker == settings.tracker


def test_an_environment_that_is_missing_is_named_with_its_mend(tmp_path):
    assert train.engine_python(ROOT).name == "python"
    with pytest.raises(train.TrainError, match="run `make setup`"):
        train.engine_python(tmp_path)
