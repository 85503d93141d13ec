"""The hazard log tells the truth: whatever it names is there, and each test that it names says so itself."""

import pytest

from scripts.safety_case.figures import known_names
from scripts.safety_case.links import check_links
from scripts.safety_case.log import ROOT, read_log

LOG = read_log()


@pytest.mark.hazard("HAZ-041")
def test_every_control_names_code_and_tests_that_are_there():
    assert check_links(LOG, ROOT) == []


def test_every_figure_that_a_hazard_rests_on_can_be_measured():
    assert {name for hazard in LOG.hazards for name in hazard.figures} <= known_names()
