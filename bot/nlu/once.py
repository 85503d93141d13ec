"""What Rasa works out anew at every call of an action, worked out once."""

from __future__ import annotations

from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction


def check_schema_once() -> None:
    """Have answers of actions checked by one ready validator.

    Rasa 3.6.21 checks its own schema of an action's answer against the schema of schemas before each use: more than
    half of the engine's time in a turn with a look-up.
    """
    schema = RemoteAction.action_response_format_spec()
    validator = validator_for(schema)(schema)

    def validate(_self: RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate  # noqa: SLF001  # Rasa leaves no other door
