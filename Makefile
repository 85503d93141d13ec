# First Port: 'make run' starts it, 'make test' proves it. 'make help' lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PY := .venv/bin/python
ENGINE_PY := .venv-engine/bin/python
COMPILE := .venv/bin/uv pip compile -q --generate-hashes --no-emit-index-url --no-header
# What the engine's runtime reads: its own room, and the rooms that both runtimes share.
ENGINE_SOURCES = $(wildcard bot/nlu/*.py) bot/safety bot/language bot/wording bot/words.py bot/settings.py bot/keys.py

.PHONY: help run setup test test-setup check safety-case bench lock format clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

run: setup ## set up what is missing, start everything, print the chat page's address
	@$(PY) -m bot run

setup: .venv/ready-service .venv-engine/ready-engine ## environments, browser assets, postcodes, database, model: whatever is missing
	@$(PY) -m bot setup

.venv/ready-service: requirements/bootstrap.txt requirements/service.txt
	@scripts/environment service

.venv-engine/ready-engine: requirements/engine.txt | .venv/ready-service
	@scripts/environment engine

.venv/ready-service-test: requirements/service-test.txt .venv/ready-service
	@scripts/environment service-test

.venv-engine/ready-engine-test: requirements/engine-test.txt .venv-engine/ready-engine
	@scripts/environment engine-test

test-setup: setup .venv/ready-service-test .venv-engine/ready-engine-test # what the tests need besides: packages, Chromium, PostgreSQL
	@scripts/test-programs

test: test-setup ## every test of both runtimes
	@echo "== Tests of the engine (Python 3.10)"
	@$(ENGINE_PY) -m pytest -c tests/engine/pytest.ini tests/engine
	@echo "== Tests of the service"
	@$(PY) -m pytest

check: .venv/ready-service-test .venv-engine/ready-engine-test ## lint, types, import rules, dead code, size limits
	@echo "== ruff"; .venv/bin/ruff check . && .venv/bin/ruff format --check .
	@echo "== mypy, service runtime"; .venv/bin/mypy
	@echo "== mypy, engine runtime"; .venv/bin/mypy --python-version 3.10 --python-executable $(ENGINE_PY) $(ENGINE_SOURCES)
	@echo "== dead code"; .venv/bin/vulture
	@echo "== import rules, sizes, settings, lock files, paths"; $(PY) -m pytest -q tests/architecture

safety-case: test-setup ## prove the controls of the hazard log, write var/safety-case/report.html
	@$(PY) -m scripts.safety_case

bench: setup .venv/ready-service-test ## measure beside Rasa's own starter bot, write docs/benchmarks.md
	@$(PY) -m bench

lock: .venv/ready-service .venv-engine/ready-engine ## lock requirements/*.in and package.json anew
	@cd requirements && for name in bootstrap encoder service; do \
	  ../$(COMPILE) --upgrade --python-version 3.11 $$name.in -o $$name.txt || exit 1; done
	@cd requirements && ../$(COMPILE) --upgrade --python-version 3.11 -c service.txt service-test.in -o service-test.txt
	@cd requirements && ../$(COMPILE) --upgrade --python ../$(ENGINE_PY) engine.in -o engine.txt
	@cd requirements && ../$(COMPILE) --upgrade --python ../$(ENGINE_PY) -c engine.txt engine-test.in -o engine-test.txt
	@npm install --package-lock-only --ignore-scripts

format: .venv/ready-service-test ## let ruff put the code in order
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format .

clean: ## remove environments, assets, models and caches; var/ (data and keys) stays
	@rm -rf .venv .venv-engine node_modules bot/web/static/vendor models/*.tar.gz models/*.json .rasa
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find bot actions tests bench -name __pycache__ -prune -exec rm -rf {} +
	@echo "Removed. Your data and keys are still in var/."
