import pytest

from bot.settings import Settings, SettingsError


def test_the_defaults_need_nothing():
    settings = Settings.from_env({}, env_file=None)
    assert settings.port == 8080
    assert settings.database.startswith("sqlite+aiosqlite:///")


def test_the_environment_wins_over_the_file(tmp_path):
    file = tmp_path / ".env"
    file.write_text("FIRSTPORT_PORT=1\nFIRSTPORT_HOST=0.0.0.0\n")
    settings = Settings.from_env({"FIRSTPORT_PORT": "2", "PATH": "x"}, env_file=file)
    assert (settings.port, settings.host) == (2, "0.0.0.0")  # a value, nothing is bound


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("FIRSTPORT_PROT", "1", "a misspelt setting would silently do nothing"),
        ("FIRSTPORT_PORT", "eighty", "no number"),
        ("FIRSTPORT_REPLY_BUDGET_S", "", "no number"),
    ],
)
def test_a_wrong_setting_is_named(name, value, why):
    with pytest.raises(SettingsError, match=name):
        Settings.from_env({name: value}, env_file=None)
    assert why
