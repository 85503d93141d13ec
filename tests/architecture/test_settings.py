"""``docs/settings.md`` is the one list of the settings, and tells the truth about each."""

import re
from dataclasses import fields

from bot.settings import PREFIX, ROOT, Settings
from tests.architecture.sources import read

ROW = re.compile(r"^\| `([A-Z_]+)` \| (`[^`]*`|none) \| (.+) \|$", re.MULTILINE)


def test_every_setting_is_in_the_list_and_nothing_else():
    listed = [name for name, _, _ in ROW.findall(read("docs/settings.md"))]
    assert sorted(listed) == sorted(PREFIX + field.name.upper() for field in fields(Settings))


def test_the_list_gives_the_real_defaults():
    defaults = {name: default.strip("`") for name, default, _ in ROW.findall(read("docs/settings.md"))}
    real = {PREFIX + field.name.upper(): show(field.default) for field in fields(Settings)}
    assert defaults == real


def show(default):
    if default in ("", None):
        return "none"
    return str(default).removeprefix(f"{ROOT}/")
