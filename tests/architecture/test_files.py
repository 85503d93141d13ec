"""What no file of ours may hold: unfinished work, a machine's path, a registry's address, an unexplained ignore."""

import re

import pytest

from tests.architecture.sources import list_files, list_text_files, read

HERE = "tests/architecture/test_files.py"
FILES = [name for name in list_text_files() if name != HERE]
WRITTEN_BY_US = [name for name in FILES if not name.endswith(".jsonl")]  # "xxx" are kisses in what people write
PYTHON = [name for name in list_files("*.py") if name != HERE]

UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|TBD)\b|lorem ipsum|NotImplementedError", re.IGNORECASE)
MACHINE_PATH = re.compile(r"(?<![\w.$}/-])/(work|root|home|tmp|Users)/\w")
REGISTRY = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.org|debian\.org|crates\.io|_resolved\b|\"resolved\":")
REASON = r" +(#|--) \S"
UNEXPLAINED = re.compile(rf"#\s*(noqa(?!: [A-Z]+\d+(, ?[A-Z]+\d+)*{REASON})|type: ignore(?!\[[\w, -]+\]{REASON}))")
VAGUE = {"domain", "models", "utils", "helpers", "common", "manager"}


@pytest.mark.parametrize(
    ("pattern", "files"),
    [
        pytest.param(UNFINISHED, WRITTEN_BY_US, id="nothing is left unfinished"),
        pytest.param(MACHINE_PATH, FILES, id="no path of one machine"),
        pytest.param(REGISTRY, FILES, id="no address of a package registry, in lock files above all"),
        pytest.param(UNEXPLAINED, PYTHON, id="every ignore has its reason beside it"),
    ],
)
def test_no_file_of_ours_holds(pattern, files):
    assert {name: found for name in files if (found := find(pattern, name))} == {}


def test_a_package_is_named_for_what_it_holds():
    packages = {part for name in list_files("bot", "actions", "bench") for part in name.split("/")[1:]}
    assert packages.isdisjoint(VAGUE | {f"{word}.py" for word in VAGUE})


@pytest.mark.parametrize(
    ("pattern", "line", "found"),
    [
        (UNFINISHED, "# TODO: later", True),
        (UNFINISHED, "the mastodon", False),
        (MACHINE_PATH, "cd /root/x", True),
        (MACHINE_PATH, "https://example.org/home/page", False),
        (MACHINE_PATH, "var/tmp/file", False),
        (UNEXPLAINED, "x = 1  # noqa", True),
        (UNEXPLAINED, "x = 1  # noqa: S101", True),
        (UNEXPLAINED, "x = 1  # noqa: S101  # because", False),
        (UNEXPLAINED, "x = 1  # noqa: S101, D100 -- because", False),
        (UNEXPLAINED, "x = 1  # type: ignore", True),
        (UNEXPLAINED, "x = 1  # type: ignore[arg-type]", True),
        (UNEXPLAINED, "x = 1  # type: ignore[arg-type]  # the library says Any", False),
    ],
)
def test_the_rules_find_what_they_look_for(pattern, line, found):
    assert bool(pattern.search(line)) is found


def find(pattern, name):
    return [f"{n}: {line.strip()[:80]}" for n, line in enumerate(read(name).splitlines(), 1) if pattern.search(line)]
