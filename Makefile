# The commands of the project; each does its own set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run test check bench evaluate models format clean

run: $(STAMP)  ## extract the releases of seeds/ into outputs/ and print what was found
	$(BIN)/constancia run seeds/en/*.txt seeds/es/*.txt --out outputs

test: $(STAMP)  ## the tests
	$(BIN)/python -m pytest --cov=pipeline --cov-report=term:skip-covered --cov-fail-under=90

check: $(STAMP)  ## format, lint, types, layers, patterns, corpus, floors
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/constancia check
	$(BIN)/constancia corpus check seeds
	$(BIN)/constancia evaluate seeds --gate

bench: $(STAMP)  ## speed and memory, side by side with the afternoon pipeline
	$(BIN)/python benchmarks/bench_run.py

evaluate: $(STAMP)  ## precision and recall on the gold corpus, and the report
	$(BIN)/constancia evaluate seeds --split dev --split test --report outputs/evaluation.html

models: $(STAMP)  ## fit the models from seeds/ (train split)
	$(BIN)/constancia train

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) outputs/* .mypy_cache .ruff_cache .pytest_cache

$(STAMP): pyproject.toml requirements.lock
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q pipeline
	touch $(STAMP)
