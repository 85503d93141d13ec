"""Facts into sentences when a file is read (``${name.field}``), and a person's answers when we speak (``{slot}``)."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping

_SLOT = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


class WordingError(ValueError):
    """Wording that cannot be used; the message names the file and the response, never a person's words."""


class FactTemplate(string.Template):
    """``${samaritans.phone}``: the braces are needed, and a name is ``service.field``."""

    idpattern = r"(?-i:[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)"
    flags = re.VERBOSE


def state_facts(text: str, facts: Mapping[str, str]) -> str:
    """Fill every ``${name.field}`` of ``text`` from ``facts`` (keys ``name.field``).

    Raises:
        WordingError: a fact that nobody gave, or a dollar sign that is no fact.
    """
    try:
        return FactTemplate(text).substitute(facts)
    except KeyError as missing:
        raise WordingError(f"no fact is called ${{{missing.args[0]}}}") from None
    except ValueError:
        raise WordingError("a dollar sign stands for a fact only as ${name.field}") from None


def fill(text: str, slots: Mapping[str, object]) -> str:
    """Fill every ``{slot}`` of ``text``; an unknown or empty slot leaves nothing behind.

    What a person said is put in as it is: braces in it are never read as slots.
    """
    return _SLOT.sub(lambda match: "" if (value := slots.get(match[1])) is None else str(value), text)
