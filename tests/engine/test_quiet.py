"""Log lines of others hold a place and a type; ours hold what we wrote."""

import logging
import sys

import pytest

from bot.nlu.quiet import QuietFormatter

SECRET = "I told you my name is Zebedee"


def record(name, message, *args, error=None):
    made = logging.LogRecord(name, logging.ERROR, "processor.py", 42, message, args, None)
    if error:
        try:
            raise error
        except type(error):
            made.exc_info = sys.exc_info()
    return made


LINES = [
    (record("bot.nlu.channel", "turn failed: %s", "KeyError"), "ERROR bot.nlu.channel: turn failed: KeyError"),
    (record("rasa.core.processor", SECRET), "ERROR rasa.core.processor: line 42"),
    (record("rasa.core.processor", "%s", SECRET), "ERROR rasa.core.processor: line 42"),
    (record("sanic.error", SECRET, error=ValueError(SECRET)), "ERROR sanic.error: line 42 ValueError"),
    (record("bot.nlu.speech", "lost", error=KeyError(SECRET)), "ERROR bot.nlu.speech: lost KeyError"),
    (record("botocore.client", SECRET), "ERROR botocore.client: line 42"),
]


@pytest.mark.parametrize(("line", "written"), LINES, ids=[row[1] for row in LINES])
def test_a_line(line, written):
    assert QuietFormatter().format(line) == written
