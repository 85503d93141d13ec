"""A mistake in a pattern file stops the start, with its file and line."""

import shutil
from pathlib import Path

import pytest

from bot.safety import PatternError
from bot.safety.pattern_files import HERE, read_patterns
from bot.safety.phrases import Phrases, load_phrases
from bot.words import Theme


@pytest.fixture
def folder(tmp_path) -> Path:
    for name in ("patterns", "frames", "variants"):
        shutil.copytree(HERE / name, tmp_path / name)
    return tmp_path


@pytest.mark.hazard("HAZ-023")
@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("patterns/suicide.yml", "theme: suicide", "theme: sadness", "none of suicide"),
        ("patterns/suicide.yml", "support: urgent", "support: high", "none of none, offer, urgent, emergency"),
        ("patterns/suicide.yml", "subject: context", "subject: dog", "none of self, someone_else, context"),
        ("patterns/suicide.yml", "why:", "reason:", "no key"),
        ("patterns/suicide.yml", "    subject: context\n", "", "lacks subject"),
        ("patterns/suicide.yml", '"suicidal"', '"(suicidal"', "lacks a"),
        ("patterns/suicide.yml", '"suicidal"', '"{nobody} suicidal"', "not in slots.yml"),
        ("patterns/suicide.yml", "ignores: [topic, idiom]", "ignores: [topics]", "does not exist"),
        ("patterns/abuse.yml", "beside: [is there now", "beside: [is there then", "stands beside a group"),
        ("patterns/suicide.yml", "theme: suicide", "theme: [", "."),
        ("frames/past.yml", "frame: past", "frame: passed", "none of past"),
        ("frames/past.yml", "phrases:", "phrase:", "no key"),
        ("variants/older.yml", "variant: older", "variant: old", "none of older"),
        ("variants/older.yml", "unless:", "except:", "no key"),
        ("variants/older.yml", "{age_from_60}", "{age_of_60}", "not in slots.yml"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(folder, file, old, new, says):
    path = folder / file
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PatternError, match=says) as caught:
        Phrases(read_patterns(folder))
    assert caught.value.file == file
    assert 1 <= caught.value.line <= before.count("\n") + 1
    assert str(caught.value).startswith(f"{file}:{caught.value.line}: ")


def test_the_line_is_the_line_of_the_phrase(folder):
    path = folder / "patterns" / "suicide.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line.strip() == '- "kms"')
    lines[place] = lines[place].replace("kms", "kms (")
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(PatternError) as caught:
        Phrases(read_patterns(folder))
    assert caught.value.line == place + 1


@pytest.mark.hazard("HAZ-023")
@pytest.mark.parametrize("file", ["patterns/abuse.yml", "frames/past.yml", "variants/wales.yml"])
def test_a_missing_file_stops_the_start(folder, file):
    (folder / file).unlink()
    with pytest.raises(PatternError, match=Path(file).stem):
        Phrases(read_patterns(folder))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\xff", b"- a\n- b\n", b"a: 1\na: 2\n"])
def test_a_file_of_another_kind_stops_the_start(folder, content):
    (folder / "patterns" / "abuse.yml").write_bytes(content)
    with pytest.raises(PatternError, match=r"abuse\.yml"):
        read_patterns(folder)


@pytest.mark.hazard("HAZ-009")
def test_every_theme_has_patterns_and_every_group_a_reason():
    patterns = read_patterns()
    assert {group.theme for group in patterns.groups} == set(Theme)
    assert all(group.why and group.hits and group.misses for group in patterns.groups)


@pytest.mark.hazard("HAZ-041")
def test_the_version_follows_the_files(folder):
    same = read_patterns(folder).version
    assert same == load_phrases().version
    with (folder / "frames" / "past.yml").open("a", encoding="utf-8") as file:
        file.write("  - a while ago\n")
    assert read_patterns(folder).version != same
