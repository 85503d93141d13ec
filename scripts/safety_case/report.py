"""The safety case report, as Markdown and as a page to print. It says what is not reviewed and what not measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import jinja2

from scripts.safety_case.figures import Figure
from scripts.safety_case.log import LIKELIHOODS, MATRIX, RATINGS, SEVERITIES, Hazard, HazardLog
from scripts.safety_case.proof import Verdict

HERE = Path(__file__).parent
_STANDS_IN_THE_WAY = 4
_MOST_ON_THE_TERMINAL = 5  # tests named for each control; the report names all


@dataclass(frozen=True)
class Case:
    """Everything that the report is made of. ``commit`` is the state of the code that was tried."""

    log: HazardLog
    verdicts: Sequence[Verdict]
    figures: dict[str, Figure]
    made_at: datetime
    commit: str

    @property
    def unproven(self) -> list[Verdict]:
        """The controls that no passing test holds up."""
        return [verdict for verdict in self.verdicts if not verdict.holds]

    @property
    def missed(self) -> list[Figure]:
        """The figures that miss their goal."""
        return [figure for _, figure in sorted(self.figures.items()) if figure.missed]

    @property
    def not_measured(self) -> list[Figure]:
        """The figures that nobody measured."""
        return [figure for _, figure in sorted(self.figures.items()) if figure.value is None]

    @property
    def in_the_way(self) -> list[Hazard]:
        """The hazards that are unacceptable as they stand."""
        return [hazard for hazard in self.log.hazards if hazard.residual.number >= _STANDS_IN_THE_WAY]

    def of(self, hazard: Hazard) -> list[Verdict]:
        """The verdicts on a hazard's controls."""
        return [verdict for verdict in self.verdicts if verdict.hazard is hazard]


def write_report(case: Case, folder: Path) -> list[Path]:
    """Write ``report.md`` and ``report.html`` into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in ("report.md", "report.html"):
        written.append(folder / name)
        written[-1].write_text(render(case, f"{name}.jinja"), encoding="utf-8")
    return written


def render(case: Case, template: str) -> str:
    """The report by one of the templates beside this file."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE),
        autoescape=jinja2.select_autoescape(["html.jinja"]),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    words = {"severities": SEVERITIES, "likelihoods": LIKELIHOODS, "matrix": MATRIX, "ratings": RATINGS}
    return environment.get_template(template).render(case=case, log=case.log, **words)


def summarise(case: Case) -> list[str]:
    """What the terminal is told."""
    proven = len(case.verdicts) - len(case.unproven)
    opened = sum(len(hazard.open) for hazard in case.log.hazards)
    lines = [
        f"{len(case.log.hazards)} hazards, {proven} of {len(case.verdicts)} controls proven, {opened} open points.",
        f"Reviewed by a clinician: {case.log.reviewed_by or 'no, not yet'}.",
        f"Unacceptable as they stand: {', '.join(hazard.id for hazard in case.in_the_way) or 'none'}.",
        *(f"Goal missed: {figure}" for figure in case.missed),
        *(str(figure) for figure in case.not_measured),
    ]
    for verdict in case.unproven:
        lines.append(f"NOT PROVEN {verdict.control.id} ({verdict.hazard.id}): {verdict.control.text}")
        lines += [f"    {wrong}" for wrong in verdict.wrong[:_MOST_ON_THE_TERMINAL]]
        if (more := len(verdict.wrong) - _MOST_ON_THE_TERMINAL) > 0:
            lines.append(f"    and {more} more, in the report")
    return lines
