"""Which rule applies: Rasa's rule policy, asked once for each step instead of twice."""

from __future__ import annotations

from collections import defaultdict

from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import SHOULD_NOT_BE_SET
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.trackers import DialogueStateTracker


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class IntentRules(RulePolicy):
    """Rules name intents, never a sentence: looking for a rule by its very words costs a millisecond for nothing."""

    def _find_action_from_rules(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        use_text_for_last_user_input: bool,
    ) -> tuple[str | None, str | None, bool]:
        """What Rasa's own finds by intent; by text there is nothing to find."""
        if use_text_for_last_user_input:
            return None, None, False
        return super()._find_action_from_rules(tracker, domain, use_text_for_last_user_input)

    def _get_possible_keys(self, lookup: dict[str, str], states: list[State]) -> set[str]:
        """What Rasa's own finds, looked for only among rules whose last step has this action and this intent."""
        if not states or _mark(states[-1])[0] is None:
            return super()._get_possible_keys(lookup, states)
        shelves = self.__dict__.setdefault("_shelves", {})
        kept = shelves.get(id(lookup))
        if kept is None or kept[0] is not lookup:
            kept = shelves[id(lookup)] = (lookup, self._shelve(lookup))
        action, intent = _mark(states[-1])
        near = {
            key for mark in {(action, intent), (action, None), (None, intent), (None, None)} for key in kept[1][mark]
        }
        return super()._get_possible_keys({key: lookup[key] for key in near}, states)

    def _shelve(self, lookup: dict[str, str]) -> defaultdict[tuple[str | None, str | None], list[str]]:
        """The rules by the last action and the intent that their last step asks for."""
        shelves: defaultdict[tuple[str | None, str | None], list[str]] = defaultdict(list)
        for key in lookup:
            shelves[_mark(self._rule_key_to_state(key)[-1])].append(key)
        return shelves


def _mark(state: State) -> tuple[str | None, str | None]:
    """The last action and the intent of a step, as far as it asks for them."""
    asked = ((state.get("prev_action") or {}).get("action_name"), (state.get("user") or {}).get("intent"))
    action, intent = (name if isinstance(name, str) and name != SHOULD_NOT_BE_SET else None for name in asked)
    return action, intent
