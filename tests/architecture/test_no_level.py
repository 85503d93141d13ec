"""No level is put on a person: not in a name, a column, the web contract or a sentence.

NICE NG225 (2022) 1.6, and NHS England, Staying safe from suicide (2025). ``Support`` says what a reply carries.
"""

import re
from dataclasses import fields

import pytest
import yaml

import bot.conversation.tables
import bot.escalation.tables
from bot import words
from bot.database import metadata
from tests.architecture.sources import list_files, read

pytestmark = pytest.mark.hazard("HAZ-042")

# What people write, and what the phrases listen for, is theirs: they may speak of risk as they like.
THEIR_WORDS = ("bot/safety/examples/", "bot/safety/patterns/", "bot/safety/frames/", "bot/safety/variants/")
OURS = [
    name
    for name in list_files("bot", "actions", "migrations", "data/stories", "domain.yml", "*.html", "*.js", "*.yml")
    if name.endswith((".py", ".yml", ".html", ".js")) and not name.startswith((*THEIR_WORDS, "docs/", "tests/"))
]
LEVEL = re.compile(
    r"\b(risk|danger|suicide|crisis|severity|threat|acuity)[\s_-]?(level|score|rating|band|category|tier|class)|"
    r"\b(high|higher|medium|moderate|low|lower)[\s_-]risk\b|"
    r"\b(risk|crisis|threat)[\s_-]?(rated|ranked|stratif)",
    re.IGNORECASE,
)
COLUMN = re.compile(r"risk|level|score|severity|rating|rank|priority|colou?r|acuity|danger", re.IGNORECASE)


def test_no_name_and_no_sentence_of_ours_puts_a_level_on_anybody():
    assert len(OURS) > 100
    assert {name: found.group() for name in OURS if (found := LEVEL.search(read(name)))} == {}


def test_no_column_holds_one():
    assert {bot.conversation.tables.metadata, bot.escalation.tables.metadata} == {metadata}
    columns = [f"{table.name}.{column.name}" for table in metadata.tables.values() for column in table.columns]
    assert "cases.reply_support" in columns
    assert [name for name in columns if COLUMN.search(name)] == []


def test_no_value_that_travels_holds_one():
    values = (words.Assessment, words.Signal, words.Turn, words.Said, words.IncomingMessage, words.Reply)
    assert [field.name for value in values for field in fields(value) if COLUMN.search(field.name)] == []
    contract = yaml.safe_load(read("bot/channels/openapi.yml"))
    assert [name for name in names_in(contract["components"]) if COLUMN.search(name)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("risk_level = 3", True),
        ("a high-risk person", True),
        ("riskScore", True),
        ("level of logging", False),
        ("the reply carried 999", False),
    ],
)
def test_the_rule_finds_what_it_looks_for(text, found):
    assert bool(LEVEL.search(text)) is found


def names_in(node):
    """Every key in nested mappings and lists."""
    for key, value in node.items() if isinstance(node, dict) else ():
        yield str(key)
        yield from names_in(value)
    for value in node if isinstance(node, list) else ():
        yield from names_in(value)
