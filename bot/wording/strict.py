"""YAML read strictly: a name that stands twice in one mapping is an error, not a silent loss."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bot.wording.render import WordingError


class _StrictLoader(yaml.SafeLoader):
    """PyYAML keeps the last of two equal names without a word; this loader refuses them."""


def _mapping(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    names = [loader.construct_object(key, deep=True) for key, _ in node.value]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise WordingError(f"{min(map(str, twice))} stands twice (line {node.start_mark.line + 1})")
    return loader.construct_mapping(node, deep=True)


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_yaml(file: Path) -> dict[Any, Any]:
    """The mapping in ``file``.

    Raises:
        WordingError: no file, no YAML, no mapping, or a name that stands twice; it names the file.
    """
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506  # a SafeLoader
    except WordingError as error:
        raise WordingError(f"{file.name}: {error}") from None
    except OSError as error:
        raise WordingError(f"{file.name}: cannot be read ({type(error).__name__})") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise WordingError(f"{file.name}: is no YAML: {error}") from None
    if not isinstance(content, dict):
        raise WordingError(f"{file.name}: holds no mapping")
    return content
