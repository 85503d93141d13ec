"""Who may import whom; and importing a module does nothing: no file, no connection, no process, no environment."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT, list_files

# Run in a process of its own, where nothing was imported before. It watches what our own modules do while imported.
WATCH = """
import importlib, sys
OURS = ("{root}/bot/", "{root}/actions/")
FORBIDDEN = {{"socket.connect", "socket.bind", "subprocess.Popen", "sqlite3.connect", "os.mkdir", "os.putenv", "open"}}
def hook(event, arguments):
    calendar = event == "open" and "zoneinfo" in str(arguments[0])  # a time zone is a constant that lies in a file
    frame = sys._getframe(1) if event in FORBIDDEN and not calendar else None
    while frame and not frame.f_code.co_filename.startswith("<frozen importlib"):  # reading a module is no deed
        if frame.f_code.co_filename.startswith(OURS):
            raise AssertionError(f"{{frame.f_code.co_filename}} does {{event}} while it is imported")
        frame = frame.f_back
sys.addaudithook(hook)
for name in {names!r}:
    importlib.import_module(name)
print("imported", len({names!r}))
"""


def test_every_room_imports_only_what_stands_below_it():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_importing_a_module_does_nothing():
    engine = "bot/nlu/"  # its modules import Rasa, which is not here: the tests of the engine import them
    files = [name for name in list_files("bot/*.py", "actions/*.py") if not name.startswith(engine)]
    names = [name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in files]
    names = [name for name in names if not name.endswith("__main__")]
    code = WATCH.format(root=ROOT, names=names)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == f"imported {len(names)}"
