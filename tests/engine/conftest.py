"""A real engine on a tiny project of its own: trained once a session, started once, talked to over HTTP."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from actions_fake import ActionsFake
from client import EngineClient, free_port

from bot.commands.train import engine_environment
from bot.keys import load_keys
from bot.settings import ROOT, Settings

PROJECT = Path(__file__).parent / "project"
START_S = 120


def copy_project(folder: Path) -> Path:
    """The tiny project with the product's own ``config.yml``, ``endpoints.yml`` and ``credentials.yml``."""
    project = Path(shutil.copytree(PROJECT, folder / "project"))
    config = yaml.safe_load((ROOT / "config.yml").read_text())
    config["importers"][0]["wording"] = str(project / "wording")
    (project / "config.yml").write_text(yaml.safe_dump(config, sort_keys=False))
    endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text())
    endpoints["nlg"]["wording"] = str(project / "wording")
    (project / "endpoints.yml").write_text(yaml.safe_dump(endpoints))
    shutil.copy(ROOT / "credentials.yml", project)
    return project


@pytest.fixture(scope="session")
def actions():
    """The action server, as far as the tiny project needs one."""
    with ActionsFake() as fake:
        yield fake


@pytest.fixture(scope="session")
def settings(tmp_path_factory, actions):
    encoder = Settings.from_env().encoder
    var_dir = tmp_path_factory.mktemp("var")
    engine_url = f"http://127.0.0.1:{free_port()}"
    return Settings(var_dir=var_dir, encoder_dir=encoder, actions_url=actions.url, engine_url=engine_url)


@pytest.fixture(scope="session")
def environment(settings, tmp_path_factory):
    """The engine's own environment, and a note of every address that it reaches for."""
    audit = tmp_path_factory.mktemp("audit") / "addresses"
    path = os.pathsep.join([str(Path(__file__).parent / "audit"), str(ROOT)])
    ours = {**engine_environment(settings), "PYTHONPATH": path, "ENGINE_AUDIT_FILE": str(audit)}
    return {**{k: v for k, v in os.environ.items() if not k.startswith("FIRSTPORT_")}, **ours}


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    return copy_project(tmp_path_factory.mktemp("engine"))


@pytest.fixture(scope="session")
def model(project, environment):
    """The archive that the tiny project trains to."""
    command = [sys.executable, "-m", "bot.nlu", "train", "--fixed-model-name", "tiny", "--out", str(project / "models")]
    done = subprocess.run(
        command, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]
    return project / "models" / "tiny.tar.gz"


@pytest.fixture(scope="session")
def engine(project, model, settings, environment, tmp_path_factory):
    """The started engine: ``turn``, ``forget``, and ``log``, what it printed."""
    log = tmp_path_factory.mktemp("log") / "engine.log"
    port = settings.engine_url.rpartition(":")[2]
    command = [sys.executable, "-m", "bot.nlu", "run", "--quiet", "--interface", "127.0.0.1", "--port", port]
    with log.open("w") as out:
        process = subprocess.Popen(
            [*command, "--model", str(model)], cwd=project, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        wait_until_up(settings.engine_url, process, log)
        token = load_keys(settings.keys, settings.var_dir).digest("engine", "channel")
        client = EngineClient(settings.engine_url, token)
        yield SimpleNamespace(turn=client.turn, forget=client.forget, post=client.post, log=log, process=process)
    finally:
        process.terminate()
        process.wait(20)


def wait_until_up(url, process, log):
    for _ in range(START_S * 5):
        assert process.poll() is None, log.read_text()[-3000:]
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310  # loopback
                return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise AssertionError(f"not up after {START_S} s: {log.read_text()[-3000:]}")
