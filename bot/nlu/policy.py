"""Which rule applies: Rasa's rule policy, asked once for each step instead of twice."""

from __future__ import annotations

from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.domain import Domain
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
