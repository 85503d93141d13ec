"""The command line finds its commands by their files, and explains each without importing the others."""

import subprocess
import sys

import pytest

from bot.__main__ import main
from bot.commands import invoke, list_commands
from bot.settings import ROOT, Settings


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "import_.py").write_text('HELP = "Load a list"\nimport no_such_module\n')
    (tmp_path / "erase.py").write_text('HELP: str = "Erase"\n')
    (tmp_path / "_shared.py").write_text("")
    (tmp_path / "__init__.py").write_text("")
    return tmp_path


def test_commands_are_read_from_their_files_without_importing_any(folder):
    assert list_commands(folder) == {"erase": "Erase", "import": "Load a list"}


def test_a_command_that_says_nothing_of_itself_is_refused(folder):
    (folder / "mute.py").write_text("import sys\n")
    with pytest.raises(ValueError, match=r"mute\.py is a command without HELP"):
        list_commands(folder)


@pytest.mark.parametrize("name", list_commands())
def test_every_command_explains_itself(name, capsys):
    with pytest.raises(SystemExit) as ended:
        invoke(name, ["--help"], Settings())
    assert ended.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith(f"usage: python -m bot {name}")
    assert " ".join(list_commands()[name].split()) in said


def test_help_lists_every_command_and_is_quick_because_it_imports_none():
    code = "import sys; from bot.__main__ import main\ntry: main(['--help'])\nfinally: print(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    said, modules = out.rsplit("\n", 2)[0], set(out.splitlines()[-1].split())
    assert all(f"  {name} " in said for name in list_commands())
    assert modules.isdisjoint({"aiohttp", "sqlalchemy", "asyncio", "numpy"})


def test_an_unknown_setting_is_one_clear_sentence(monkeypatch, capsys):
    monkeypatch.setenv("FIRSTPORT_PROT", "8081")
    assert main(["assets"]) == 2
    assert capsys.readouterr().err == "First Port: FIRSTPORT_PROT is not a setting of First Port (docs/settings.md)\n"


@pytest.mark.parametrize(("argv", "why"), [([], "no command"), (["fly"], "no such command")])
def test_a_wrong_command_line_is_refused_with_the_usage(argv, why, capsys):
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2, why
    assert "usage: python -m bot" in capsys.readouterr().err
