"""The words that no sentence of ours says: each rule with its reason and its source."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MEDIA = "Samaritans and National Suicide Prevention Alliance, guidance on talking about suicide"
_FLAGS = "clinicians' red flags for chatbots (VERA-MH)"
_NICE = "NICE NG225 1.6; NHS England, Staying safe from suicide (2025)"
_NHS = "NHS service manual, health writing"
_HOUSE = "the rules of this house, CONTRIBUTING.md"


@dataclass(frozen=True)
class Rule:
    """Words that are ``never`` said, why not, and who says so; ``save_with`` beside them they are right.

    ``in_danger``: only where a person may be in danger (a page about medication may name tablets).
    ``our_voice``: only where we speak (a button is the person's own sentence).
    """

    name: str
    why: str
    source: str
    never: re.Pattern[str]
    save_with: re.Pattern[str] | None = None
    in_danger: bool = False
    our_voice: bool = False

    def breaks(self, text: str) -> str | None:
        """The words of ``text`` that break the rule; none when it is kept."""
        found = self.never.search(text)
        if found is None or (self.save_with is not None and self.save_with.search(text)):
            return None
        return found.group()


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + r")", re.IGNORECASE)


_ILLNESS = (
    r"(?:an? )?(?:severe |clinical |mild |bad )?(?:depress\w+|anxiety|bipolar|psychosis|schizophrenia|ptsd|ocd|adhd"
    r"|autism|eating disorder|anorexia|bulimia|personality disorder|mental illness|addiction)"
)
_STAFF = r"(?:someone|somebody|a (?:clinician|nurse|doctor|colleague|human|person)|our team|staff)"
_FINE = r"(?:fine|ok|okay|al ?right|all right|better|safe|well|good)\b"
_NOT_ASKED = r"(?<!if )(?<!when )(?<!whether )(?<!that )(?<!do )"  # "if you have anxiety" tells nobody what they have

RULES = (
    Rule(
        "crime",
        "suicide and self-harm are no crimes that one commits: say 'died by suicide', 'hurt yourself'",
        _MEDIA,
        _any(r"commit(?:s|ted|ting)? (?:suicide|self.?harm)"),
    ),
    Rule(
        "success",
        "an attempt is never a success or a failure",
        _MEDIA,
        _any(r"(?:successful|unsuccessful|failed|completed|botched) (?:suicides?|attempts?|overdoses?)"),
    ),
    Rule(
        "belittling",
        "it makes small what a person goes through",
        _MEDIA,
        _any(
            r"cry for help",
            r"attention.?seek\w*",
            r"manipulat\w+",
            r"(?:don['’]t|do not) be (?:silly|stupid|selfish|dramatic)",
            r"cheer up",
            r"calm down",
            r"man up",
            r"pull yourself together",
            r"bright side",
            r"(?:could|others have it) (?:be )?worse",
            r"just a phase",
        ),
    ),
    Rule(
        "method",
        "a method is never named, and no detail of one, not even as a warning",
        _MEDIA,
        _any(
            r"overdos\w+",
            r"noose",
            r"razors?\b",
            r"blades?\b",
            r"wrists?\b",
            r"tablets?\b",
            r"pills?\b",
            r"paracetamol",
            r"insulin",
            r"bleach",
            r"lethal",
            r"painless\w*",
            r"hang(?:ing|ed)? (?:yourself|himself|herself|themselves)",
            r"jump\w* (?:off|from|in front)",
            r"drown\w*",
            r"suffocat\w*",
            r"strangl\w*",
            r"guns?\b",
            r"knife|knives",
            r"rope\b",
        ),
        in_danger=True,
    ),
    Rule(
        "glamour",
        "death is no way out and no peace",
        _MEDIA,
        _any(
            r"at peace", r"better place", r"permanent solution", r"(?:no|only|easy) way out", r"end (?:the|your) pain"
        ),
    ),
    Rule(
        "leading question",
        "a question that hopes for 'no' closes the door on 'yes'",
        _FLAGS,
        re.compile(
            r"\byou(?:['’](?:re|ve|d|ll)| are| have| would| will| do)? ?(?:not|n['’]t)\b[^.!?]*\?"
            r"|\byou (?:are|would|have|do|wo)n['’]t\b[^.!?]*\?"
            r"|\b(?:are|have|would|wo|do|is|were)n['’]t (?:you|they|he|she|it|going)\b[^.!?]*\?"
            r"|,\s*(?:are|do|would|will|have|did|can|could|is|right|okay|ok)(?: (?:you|they|he|she|it))?\s*\?"
            r"|\bsurely\b[^.!?]*\?",
            re.IGNORECASE,
        ),
    ),
    Rule(
        "secrecy",
        "we cannot promise it, and danger is shared; 'confidential' only together with its limits",
        _FLAGS,
        _any(
            r"confidential\w*",
            r"anonymous\w*",
            r"(?:stays?|keep it|just) between (?:us|you and me)",
            r"your secret",
            r"(?:keep|kept) (?:it |this |that |your )?secret",
            r"(?:won['’]t|will not|will never|never) (?:tell|share|pass (?:it|this) on)",
            r"(?:nobody|no one) (?:will|can|else will) (?:ever )?(?:know|see|read|find out)",
        ),
        save_with=_any(
            "unless", "limits?", "except", "not confidential", "not secret", "cannot promise", "can['’]t promise"
        ),
    ),
    Rule(
        "diagnosis",
        "we signpost; nobody is told what they have or are",
        _FLAGS,
        _any(
            _NOT_ASKED + r"you (?:(?:may|might|probably|clearly) )?(?:have|['’]ve got|suffer from) " + _ILLNESS,
            _NOT_ASKED
            + r"you(?: are|['’]re) (?:\w+ )?"
            + r"(?:suicidal|depressed|psychotic|delusional|paranoid|bipolar|anorexic|mentally)",
            rf"sounds like (?:you (?:have|are|suffer)|{_ILLNESS})",
        ),
    ),
    Rule(
        "level",
        "no level is ever put on a person",
        _NICE,
        _any(
            r"(?:high|low|medium|moderate|higher|lower|severe|increased)[- ]risk",
            r"risk (?:level|score|assess\w+|categor\w+)",
            r"(?<!if )you(?: are|['’]re) (?:at|a) (?:\w+ )?risk",
            r"(?:severe|mild|moderate) (?:case|symptoms?|episode)",
        ),
    ),
    Rule(
        "promise",
        "we cannot know how it ends",
        _FLAGS,
        _any(
            r"(?<!cannot )(?<!can't )i promise",
            r"guarantee",
            r"(?:every ?thing|it|things|all)(?: will|['’]ll) (?:all )?(?:get better|pass\b|work out|turn out)",
            rf"(?:every ?thing|it|things|all|you)(?: will|['’]ll) (?:soon )?(?:be|feel) {_FINE}",
            r"you(?: will|['’]ll) (?:soon )?(?:get|feel) (?:better|well)",
            r"you (?:won['’]t|will not) (?:be|get) (?:in trouble|judged|hurt|sectioned)",
            r"(?:nobody|no one) will (?:judge|hurt|blame|section)",
        ),
    ),
    Rule(
        "posing as human",
        "a bot has no feelings for a person and has lived through nothing",
        _FLAGS,
        _any(
            r"i (?:really )?(?:understand|know|feel|get) (?:exactly )?(?:how|what) (?:you|it|this)",
            r"i (?:really |do |deeply )?(?:care|worry) (?:about|for)",
            r"i(?:['’]m| am) worried",
            r"i love",
            r"i feel (?:for|with|your|sad|sorry)",
            r"i(?:['’]ve| have) (?:been there|felt|lived)",
            r"(?:as|i(?:['’]m| am)) (?:a|your) (?:human|real person|counsellor|therapist)",
            r"i(?:['’]m| am) (?:a|your) (?:person|friend|nurse|doctor)",
        ),
        our_voice=True,
    ),
    Rule(
        "guilt",
        "guilt makes it heavier",
        _MEDIA,
        _any(
            r"think (?:of|about) (?:your (?:family|children|kids|parents|friends|loved)|those|the people)",
            r"how would (?:your|they|he|she)",
            r"selfish",
            r"so much to live for",
            r"what (?:it|this) would do to",
            r"(?:they|your family|your children) need you",
        ),
    ),
    Rule(
        "watching",
        "no hint that somebody watches or will answer: a person may wait for it",
        _HOUSE,
        _any(
            rf"{_STAFF} (?:will|is going to) (?:\w+ )?(?:answer|reply|call|ring|contact|read|look|write|get back)",
            rf"{_STAFF} (?:will|is going to) be in touch",
            r"(?:is|are) (?:watching|monitoring|reading along)",
            r"i(?: will|['’]ll| have|['’]ve)? (?:alert|notif|tell a |told a |inform)\w*",
        ),
        in_danger=True,
    ),
    Rule(
        "farewell or praise",
        "a disclosure is met with neither: the talk goes on, and nobody is marked",
        _FLAGS,
        _any(
            r"well done",
            r"good job",
            r"great\b",
            r"carry on\b",
            r"congrat\w+",
            r"proud\b",
            r"brave\w*",
            r"good ?bye",
            r"bye\b",
            r"take care\b",
            r"see you (?:soon|later|again|around)",
            r"good luck",
        ),
        in_danger=True,
    ),
    Rule(
        "label",
        "people are not their problem: 'mental health problem', 'a person who self-harms'",
        _NHS,
        _any(
            r"mentally ill",
            r"mental patients?",
            r"self.?harmers?",
            r"(?:an|the) addicts?",
            r"alcoholics?\b(?! anonymous)",
            r"schizophrenics?\b",
            r"crazy",
            r"insane",
            r"lunatic",
            r"suffers? from",
            r"sufferers?",
        ),
    ),
)
