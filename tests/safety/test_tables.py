"""Every row of ``tables/*.yml``: what a person may write and what the screen makes of it, with the reason."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.safety.pattern_files import read_patterns
from bot.safety.phrases import load_phrases

TABLES = Path(__file__).parent / "tables"


def _rows() -> list[Any]:
    rows = []
    for file in sorted(TABLES.glob("*.yml")):
        for section in yaml.safe_load(file.read_text(encoding="utf-8")):
            expected = {key: value for key, value in section.items() if key not in {"texts", "why"}}
            rows.extend(
                pytest.param(text, expected, id=f"{file.stem}: {section['why']}: {text[:60]}")
                for text in section["texts"]
            )
    return rows


def _examples(kind: str) -> list[Any]:
    return [
        pytest.param(line.text, group, id=f"{line.file}:{line.number}")
        for group in read_patterns().groups
        for line in getattr(group, kind)
    ]


@pytest.mark.hazard("HAZ-040")
def test_the_tables_are_not_empty():
    assert len(_rows()) > 500


@pytest.mark.hazard("HAZ-001", "HAZ-002", "HAZ-003", "HAZ-004", "HAZ-009", "HAZ-010", "HAZ-013", "HAZ-028", "HAZ-040")
@pytest.mark.parametrize(("text", "expected"), _rows())
def test_what_is_said_gets_the_support_it_needs(text, expected):
    found = load_phrases()(text)
    assert not found.check_failed
    assert found.support.value in expected.get("allowed", [expected.get("support")])
    said = {(signal.theme.value, signal.subject.value) for signal in found.signals}
    for place, key in enumerate(("theme", "subject")):
        assert key not in expected or expected[key] in {pair[place] for pair in said}


@pytest.mark.hazard("HAZ-001", "HAZ-005", "HAZ-009")
@pytest.mark.parametrize(("text", "group"), _examples("hits"))
def test_an_example_of_a_pattern_file_is_found(text, group):
    found = load_phrases()(text)
    assert found.support >= group.support
    assert group.theme in {signal.theme for signal in found.signals}


@pytest.mark.hazard("HAZ-010", "HAZ-011")
@pytest.mark.parametrize(("text", "group"), _examples("misses"))
def test_a_counter_example_of_a_pattern_file_is_left_alone(text, group):
    found = load_phrases()(text)
    assert found.support < group.support or group.theme not in {signal.theme for signal in found.signals}
