"""The safety case: reads the hazard log, checks its links, runs the tests that prove its controls, writes the report.

``python -m scripts.safety_case``, or ``make safety-case``. It belongs to the project, not to the product that runs.
"""
