"""Reading and checking the pattern files: what a clinician wrote, with the file and line of every mistake.

``patterns/<theme>.yml`` holds groups of phrases of one theme, ``frames/<name>.yml`` phrases that change how a find
is read (long past, a story, a figure of speech), ``variants/<name>.yml`` phrases that change how a reply is worded
(an age, a place), ``patterns/slots.yml`` what the phrases share.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.words import Subject, Support, Theme, Variant

HERE = Path(__file__).resolve().parent
_GROUP_KEYS = {"name", "support", "subject", "why", "phrases", "hits", "misses"}
_ROOMS = ("patterns", "frames", "variants")
_GROUP_EXTRAS = {"ignores", "when_denied", "beside", "alone", "certain"}
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class PatternError(ValueError):
    """A pattern file that cannot be used: ``file``, ``line`` (from 1) and what is wrong."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


@dataclass(frozen=True)
class Line:
    """One text of a pattern file and where it stands."""

    text: str
    file: str
    number: int

    def wrong(self, reason: str) -> PatternError:
        """Make the error that names this line."""
        return PatternError(self.file, self.number, reason)


@dataclass(frozen=True)
class Group:
    """Phrases that say the same thing. ``subject`` is ``None`` when the words around decide it.

    ``ignores`` names the checks that do not lower this group; ``when_denied`` is the support of a denial.
    ``beside`` names groups of the same file, one of which must be found near: fainting counts beside not eating.
    ``alone``: the phrases count only where they are all that is said, give or take three words: "on the bridge".
    ``certain``: they interrupt by themselves. Those that are also said harmlessly are not: by themselves they make an
    offer, and count in full beside a certain one, or when the second opinion leans the same way or cannot be heard.
    """

    theme: Theme
    name: str
    support: Support
    subject: Subject | None
    why: str
    phrases: tuple[Line, ...]
    hits: tuple[Line, ...]
    misses: tuple[Line, ...]
    when_denied: Support
    ignores: frozenset[str]
    beside: frozenset[str]
    alone: bool = False
    certain: bool = True


@dataclass(frozen=True)
class VariantPhrases:
    """What says that a variant of the wording fits; a phrase of ``unless`` that shares a word with it undoes it."""

    phrases: tuple[Line, ...]
    unless: tuple[Line, ...]
    hits: tuple[Line, ...]
    misses: tuple[Line, ...]


@dataclass(frozen=True)
class PatternSet:
    """Everything that the pattern files say. ``version`` is a hash of their bytes (16 hex digits)."""

    groups: tuple[Group, ...]
    frames: Mapping[str, tuple[Line, ...]]
    variants: Mapping[Variant, VariantPhrases]
    slots: Mapping[str, tuple[str, ...]]
    version: str


def read_patterns(folder: Path = HERE) -> PatternSet:
    """Read ``folder/patterns``, ``folder/frames`` and ``folder/variants``.

    Raises:
        PatternError: a file that is no YAML, a key too many or too few, a value that is none of the words allowed.
    """
    files = sorted(file for room in _ROOMS for file in (folder / room).glob("*.yml"))
    digest = hashlib.sha256()
    groups: list[Group] = []
    frames: dict[str, tuple[Line, ...]] = {}
    variants: dict[Variant, VariantPhrases] = {}
    slots: dict[str, tuple[str, ...]] = {}
    for file in files:
        content = file.read_bytes()
        digest.update(file.name.encode() + b"\0" + content)
        node = _Node.of_file(f"{file.parent.name}/{file.name}", content)
        if file.parent.name == "frames":
            frames[file.stem] = _frame(node, file.stem)
        elif file.parent.name == "variants":
            variants.update(_variant(node, file.stem))
        elif file.stem == "slots":
            slots = {name: tuple(line.text for line in value.lines()) for name, value in node.entries().items()}
        else:
            groups.extend(_theme(node, file.stem))
    missing = {theme.value for theme in Theme} - {group.theme.value for group in groups}
    if missing:
        raise PatternError("patterns", 1, f"no file for {', '.join(sorted(missing))}")
    if unread := sorted(variant.value for variant in set(Variant) - set(variants)):
        raise PatternError("variants", 1, f"no file for {', '.join(unread)}")
    return PatternSet(tuple(groups), frames, variants, slots, digest.hexdigest()[:16])


@dataclass(frozen=True)
class _Node:
    """A YAML node that knows its file and line."""

    file: str
    node: yaml.Node

    @classmethod
    def of_file(cls, name: str, content: bytes) -> _Node:
        try:
            node = yaml.compose(content, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise PatternError(name, line, error.problem or "is no YAML") from None
        except yaml.YAMLError:
            raise PatternError(name, 1, "is no YAML in UTF-8") from None
        if node is None:
            raise PatternError(name, 1, "is empty")
        return cls(name, node)

    def wrong(self, reason: str) -> PatternError:
        return PatternError(self.file, self.node.start_mark.line + 1, reason)

    def entries(self, needed: set[str] | None = None, allowed: set[str] = frozenset()) -> dict[str, _Node]:  # type: ignore[assignment]  # a frozenset reads like a set
        if not isinstance(self.node, yaml.MappingNode):
            raise self.wrong("takes keys with values")
        found: dict[str, _Node] = {}
        for key, value in self.node.value:
            if key.value in found or (needed is not None and key.value not in needed | allowed):
                raise _Node(self.file, key).wrong(f"'{key.value}' is twice here, or no key of this file")
            found[key.value] = _Node(self.file, value)
        if needed is not None and needed - set(found):
            raise self.wrong(f"lacks {', '.join(sorted(needed - set(found)))}")
        return found

    def items(self) -> list[_Node]:
        if not isinstance(self.node, yaml.SequenceNode) or not self.node.value:
            raise self.wrong("takes a list with at least one entry")
        return [_Node(self.file, item) for item in self.node.value]

    def text(self) -> str:
        if not isinstance(self.node, yaml.ScalarNode) or not self.node.value.strip():
            raise self.wrong("takes a text")
        return str(self.node.value)

    def line(self) -> Line:
        return Line(self.text(), self.file, self.node.start_mark.line + 1)

    def lines(self) -> tuple[Line, ...]:
        return tuple(item.line() for item in self.items())

    def one_of(self, words: Mapping[str, object]) -> str:
        text = self.text()
        if text not in words:
            raise self.wrong(f"'{text}' is none of {', '.join(words)}")
        return text


_SUPPORTS = {support.value: support for support in Support}
_SUBJECTS: dict[str, Subject | None] = {subject.value: subject for subject in Subject} | {"context": None}


def _frame(node: _Node, stem: str) -> tuple[Line, ...]:
    entries = node.entries({"frame", "why", "phrases"})
    entries["frame"].one_of({stem: None})
    entries["why"].text()
    return entries["phrases"].lines()


def _variant(node: _Node, stem: str) -> dict[Variant, VariantPhrases]:
    entries = node.entries({"variant", "why", "phrases", "hits", "misses"}, {"unless"})
    variant = Variant(entries["variant"].one_of({v.value: v for v in Variant if v.value == stem}))
    entries["why"].text()
    unless = entries["unless"].lines() if "unless" in entries else ()
    phrases, hits, misses = (entries[key].lines() for key in ("phrases", "hits", "misses"))
    return {variant: VariantPhrases(phrases, unless, hits, misses)}


def _theme(node: _Node, stem: str) -> list[Group]:
    entries = node.entries({"theme", "when_denied", "groups"})
    theme = Theme(entries["theme"].one_of({t.value: t for t in Theme if t.value == stem}))
    denied = _SUPPORTS[entries["when_denied"].one_of(_SUPPORTS)]
    return [_group(item, theme, denied) for item in entries["groups"].items()]


def _group(node: _Node, theme: Theme, denied: Support) -> Group:
    entries = node.entries(_GROUP_KEYS, _GROUP_EXTRAS)
    if "when_denied" in entries:
        denied = _SUPPORTS[entries["when_denied"].one_of(_SUPPORTS)]
    ignores, beside = (_names(entries, key) for key in ("ignores", "beside"))
    return Group(
        theme=theme,
        name=entries["name"].text(),
        support=_SUPPORTS[entries["support"].one_of(_SUPPORTS)],
        subject=_SUBJECTS[entries["subject"].one_of(_SUBJECTS)],
        why=entries["why"].text(),
        phrases=entries["phrases"].lines(),
        hits=entries["hits"].lines(),
        misses=entries["misses"].lines(),
        when_denied=denied,
        ignores=ignores,
        beside=beside,
        alone=_yes(entries, "alone", otherwise=False),
        certain=_yes(entries, "certain", otherwise=True),
    )


def _yes(entries: Mapping[str, _Node], key: str, *, otherwise: bool) -> bool:
    return entries[key].one_of({"yes": True, "no": False}) == "yes" if key in entries else otherwise


def _names(entries: Mapping[str, _Node], key: str) -> frozenset[str]:
    return frozenset(line.text for line in entries[key].lines()) if key in entries else frozenset()
