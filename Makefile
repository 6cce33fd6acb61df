VENV ?= .venv
BIN := $(VENV)/bin
PYTHON ?= python3

.PHONY: run test lint fix coverage snapshots docs build bench clean

run: $(VENV)/.installed
	$(BIN)/wireside --demo

test: lint
	$(BIN)/pytest -n 3 --dist worksteal --durations 15

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --platform darwin --cache-dir .mypy_cache/darwin wireside.py corpus index tui
	$(BIN)/lint-imports

fix: $(VENV)/.installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

coverage: $(VENV)/.installed-test
	$(BIN)/pytest -n 3 --dist worksteal --cov --cov-report term

docs: $(VENV)/.installed-docs
	$(BIN)/python docs/man_page.py
	$(BIN)/python docs/reference_pages.py
	$(BIN)/mkdocs build --strict --quiet

build: docs $(VENV)/.installed-test
	$(BIN)/python -m build

snapshots: $(VENV)/.installed-test
	$(BIN)/pytest -q tests/tui/snapshots --update-snapshots

bench: $(VENV)/.installed-test
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/.installed-docs: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[docs]'
	touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	touch $@
