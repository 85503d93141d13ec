"""The hazard log as values: read from ``hazards.yml``, held against its schema, refused where it contradicts itself."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "clinical-safety"
LOG = FOLDER / "hazards.yml"
SCHEMA = FOLDER / "hazards.schema.json"

SEVERITIES = ("Minor", "Significant", "Considerable", "Major", "Catastrophic")
LIKELIHOODS = ("Very low", "Low", "Medium", "High", "Very high")
# Rows by likelihood, columns by severity, both from the least: the example matrix that goes with DCB0129's guidance.
MATRIX = ((1, 1, 2, 2, 3), (1, 2, 2, 3, 4), (2, 2, 3, 3, 4), (2, 3, 3, 4, 5), (3, 4, 4, 5, 5))
RATINGS = {
    1: "acceptable, nothing more to do",
    2: "acceptable where lessening it further would cost more than it gives",
    3: "undesirable: only where lessening it further is impractical",
    4: "unacceptable: must be removed or controlled",
    5: "unacceptable",
}


class LogError(Exception):
    """The hazard log cannot be used; it says where and why."""


@dataclass(frozen=True)
class Rating:
    """How grave a hazard is. It is put on a hazard and never on a person."""

    severity: str
    likelihood: str

    @property
    def number(self) -> int:
        """From 1 (acceptable) to 5 (unacceptable), by the matrix."""
        return MATRIX[LIKELIHOODS.index(self.likelihood)][SEVERITIES.index(self.severity)]


@dataclass(frozen=True)
class Control:
    """One thing that keeps a hazard from doing harm: the code that does it and the tests that prove it."""

    id: str
    text: str
    code: tuple[str, ...]
    tests: tuple[str, ...]


@dataclass(frozen=True)
class OpenPoint:
    """What no control covers yet, and the piece of work that is to bring one. It counts as nothing."""

    text: str
    brought_by: str


@dataclass(frozen=True)
class Hazard:
    """A way in which people can come to harm through us."""

    id: str
    title: str
    description: str
    causes: tuple[str, ...]
    effect: str
    harm: str
    initial: Rating
    controls: tuple[Control, ...]
    residual: Rating
    residual_text: str
    acceptance: str
    open: tuple[OpenPoint, ...] = ()
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class HazardLog:
    """The whole log. ``reviewed_by`` is ``None`` until a clinical safety officer has signed it."""

    reviewed_by: str | None
    drafted_on: str
    hazards: tuple[Hazard, ...]

    @property
    def controls(self) -> list[tuple[Hazard, Control]]:
        """Every control with its hazard, in the order of the log."""
        return [(hazard, control) for hazard in self.hazards for control in hazard.controls]


def read_log(file: Path = LOG, schema: Path = SCHEMA) -> HazardLog:
    """Read the log.

    Raises:
        LogError: no YAML, against the schema, an id given twice, a control under another hazard's number, an open
            point that no plan brings, or a residual risk that is greater than the initial one.
    """
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise LogError(f"{file.name} is no YAML: {error}") from None
    checker = jsonschema.Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    for wrong in sorted(checker.iter_errors(content), key=lambda error: list(map(str, error.absolute_path))):
        raise LogError(f"{file.name}, {_where(content, wrong.absolute_path)}: {wrong.message[:200]}")
    plans = content["plans"]
    log = HazardLog(
        content["reviewed_by"], content["drafted_on"], tuple(_hazard(row, plans) for row in content["hazards"])
    )
    _check(log)
    return log


def _where(content: Any, path: Any) -> str:
    """The hazard that an error of the schema's lies in, and the way to it from there."""
    steps = list(path)
    if steps[:1] == ["hazards"] and len(steps) > 1:
        row = content["hazards"][steps[1]]
        name = row.get("id", f"hazard {steps[1] + 1}") if isinstance(row, dict) else f"hazard {steps[1] + 1}"
        return " ".join(map(str, [name, *steps[2:]]))
    return " ".join(map(str, steps)) or "the whole"


def _hazard(row: dict[str, Any], plans: dict[str, str]) -> Hazard:
    for point in row.get("open", []):
        if point["brought_by"] not in plans:
            raise LogError(f"{row['id']}: no plan is called '{point['brought_by']}'")
    residual = row["residual"]
    return Hazard(
        id=row["id"],
        title=row["title"],
        description=row["description"],
        causes=tuple(row["causes"]),
        effect=row["effect"],
        harm=row["harm"],
        initial=Rating(**row["initial"]),
        controls=tuple(
            Control(control["id"], control["text"], tuple(control["code"]), tuple(control["tests"]))
            for control in row["controls"]
        ),
        residual=Rating(residual["severity"], residual["likelihood"]),
        residual_text=residual["text"],
        acceptance=row["acceptance"],
        open=tuple(OpenPoint(point["text"], plans[point["brought_by"]]) for point in row.get("open", [])),
        figures=tuple(row.get("figures", [])),
    )


def _check(log: HazardLog) -> None:
    ids = [hazard.id for hazard in log.hazards] + [control.id for _, control in log.controls]
    for name, count in Counter(ids).items():
        if count > 1:
            raise LogError(f"{name} stands twice")
    for hazard, control in log.controls:
        if control.id.split("-")[1] != hazard.id.split("-")[1]:
            raise LogError(f"{control.id} stands under {hazard.id}")
    for hazard in log.hazards:
        if hazard.residual.number > hazard.initial.number:
            raise LogError(f"{hazard.id}: its controls are said to make it worse")
