# Works with GNU make 3.81 (macOS) and later. Every target first sees to it that .venv holds what requirements.lock names.
VENV  := .venv
PY    := $(VENV)/bin/python
STAMP := $(VENV)/.made-from-lock

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint evals bench docs generate lock check

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile
	@echo "  PYTHON=python3.12 chooses the interpreter that .venv is made with"

setup: $(STAMP) ## Make .venv, or bring it up to date

$(STAMP): requirements.lock pyproject.toml tools/setup.sh
	@sh tools/setup.sh $(VENV)
	@touch $@

demo: $(STAMP) ## Check the sample reports against the record and look for the planted errors
	@$(PY) -m tools.demo

test: $(STAMP) ## Run the tests
	@$(PY) -m pytest

lint: $(STAMP) ## Style, types, import contracts
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports

evals: $(STAMP) ## Measure quality and hold the floors
	@$(PY) -m evals.run

bench: $(STAMP) ## Measure speed, as ratios in one run
	@$(PY) -m benchmarks.run

docs: $(STAMP) ## Build the documentation into docs/_build/html
	@$(PY) -m sphinx --quiet --fresh-env --fail-on-warning --keep-going docs docs/_build/html
	@echo "docs/_build/html/index.html"

generate: $(STAMP) ## Write again what README and documentation show of the program's output
	@$(PY) -m tools.data_dictionary
	@$(PY) -m tools.cli_reference
	@$(PY) -m tools.outputs

lock: $(STAMP) ## Write requirements.lock for pyproject.toml; UPGRADE=1 takes newer releases too
	@$(PY) -m uv pip compile --quiet --universal --python-version 3.11 $(if $(UPGRADE),--upgrade) --all-extras --group dev \
		--generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" --output-file requirements.lock pyproject.toml
	@$(PY) -m tools.check_lock
	@sh tools/check_wheels.sh $(VENV)/bin/uv

check: $(STAMP) ## All that continuous integration runs
	@.ci/run
