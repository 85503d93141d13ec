"""Fixtures for every test: the databases and the application, real ones. What they are is told in their files."""

pytest_plugins = ["tests.databases", "tests.application", "tests.stack"]
