"""What Rasa trains on: ``config.yml``, ``domain.yml``, ``data/`` and the wording; anything wrong stops the training.

Rasa itself only warns of an invalid domain, an unknown intent or a response said twice, and goes on without it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.training_data.structures import RuleStep, StoryGraph
from rasa.shared.exceptions import RasaException
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method
from rasa.shared.utils.io import read_yaml_file

from bot.nlu.speech import WORDING
from bot.wording import WordingError, load_wording

_SLOT_RESTORED = "session_started_metadata"


class ProjectError(RasaException):
    """The engine's files contradict one another; the message names what."""


class FirstPortImporter(RasaFileImporter):
    """Rasa's own importer, with the responses of ``bot/wording`` and without its leniency."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
        wording: str | None = None,
    ) -> None:
        """``wording`` is another folder than ``bot/wording``, if any."""
        super().__init__(config_file, domain_path, training_data_paths)
        self._wording = Path(wording) if wording else WORDING

    @cached_method
    def get_domain(self) -> Domain:
        """``domain.yml`` with the wording's responses.

        Raises:
            InvalidDomain: ``domain.yml`` is invalid.
            ProjectError: the wording is invalid, or there is no domain, or it holds responses of its own.
        """
        if not self._domain_path:
            raise ProjectError("there is no domain.yml")
        Domain.load(self._domain_path)
        written: dict[str, Any] = dict(read_yaml_file(self._domain_path))
        if written.get("responses"):
            raise ProjectError("domain.yml holds responses: every sentence stands in bot/wording")
        try:
            responses = load_wording(self._wording).rasa_responses()
        except WordingError as error:
            raise ProjectError(f"bot/wording: {error}") from None
        return Domain.from_dict({**written, "responses": responses})

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The examples; each of an intent that the domain knows."""
        data = super().get_nlu_data(language)
        unknown = sorted(set(data.intents) - set(self.get_domain().intents))
        if unknown:
            raise ProjectError(f"data/nlu has examples for {unknown[0]}, which is no intent of domain.yml")
        return data

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """The rules; each names only what the domain knows. A story would be learned by no policy: refused."""
        graph = super().get_stories(exclusion_percentage)
        domain = self.get_domain()
        for step in graph.story_steps:
            if not isinstance(step, RuleStep):
                raise ProjectError(f"{step.block_name} is a story: config.yml follows rules alone")
            for event in step.events:
                _check_event(event, domain, f"{Path(str(step.source_name)).name}: {step.block_name}")
        return graph


def _check_event(event: Event | list[Event], domain: Domain, where: str) -> None:
    """Raise ``ProjectError`` where ``event`` (or one of several, written with ``or``) names something unknown."""
    if isinstance(event, list):
        for one in event:
            _check_event(one, domain, where)
        return
    kind, name, known = _named(event, domain)
    if name is not None and name not in known:
        raise ProjectError(f"{where}: {name} is no {kind} of domain.yml or bot/wording")


def _named(event: Event, domain: Domain) -> tuple[str, str | None, list[str]]:
    """What ``event`` names: its kind, its name, and the names of that kind."""
    if isinstance(event, UserUttered):
        return "intent", event.intent_name, domain.intents
    if isinstance(event, ActiveLoop):
        return "form", event.name, domain.form_names
    if isinstance(event, ActionExecuted):
        return "action", event.action_name, domain.action_names_or_texts
    if isinstance(event, SlotSet):
        return "slot", event.key, [slot.name for slot in domain.slots] + [_SLOT_RESTORED]
    return "event", None, []
