# Everything sets itself up: a virtual environment and pinned installs, nothing else is needed
# but Python 3.11 or later with venv, and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test lint types contracts docs bench bench-peers audit clean

# The virtual environment follows the pins: a change in either file rebuilds it.
$(VENV)/.run: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

# Spark is half a gigabyte: whoever runs all tests gets it, nobody else has to wait for it.
$(VENV)/.spark: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[spark]'
	touch $@

demo: $(VENV)/.run
	$(BIN)/tocsin check kazakhstan
	$(BIN)/tocsin assess kazakhstan
	$(BIN)/tocsin explain kazakhstan
	$(BIN)/tocsin whatif kazakhstan --set csto_kaz=frozen@2026-06 --set ukraine_war=ceasefire
	$(BIN)/tocsin off-ramps kazakhstan
	$(BIN)/tocsin matters kazakhstan
	$(BIN)/tocsin brief kazakhstan -o briefing.html
	@echo "Open briefing.html in a browser: it needs no network."
	@$(BIN)/python -m docs.demo

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

contracts: $(VENV)/.dev
	$(BIN)/lint-imports

test: lint types contracts $(VENV)/.spark
	$(BIN)/python -m pytest -n 2

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

# The peers get an environment of their own, .venv-peers; g++ must be there.
bench-peers: $(VENV)/.dev
	$(BIN)/python -m benchmarks.peers

# Known weaknesses of the pinned versions, from the public advisories: needs the network. What can
# be told without it is told by tests/test_dependencies.py.
audit:
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/python -m pip install --quiet pip-audit
	.venv-audit/bin/pip-audit --requirement constraints.txt --no-deps --disable-pip

clean:
	rm -rf $(VENV) .venv-peers .venv-audit .mypy_cache .pytest_cache .ruff_cache briefing*.html
