# Everything starts from here: `make run` and `make test` need Python 3.11 or newer, and make; they bring the rest.
PYTHON ?= python3
UV_VERSION := 0.13.9
UV := $(shell command -v uv || echo .uv/bin/uv)
BIN := .venv/bin
BENCH = $(BIN)/python -m tests.benchmarks $(if $(GOLD),--gold $(GOLD)) $(if $(JSON),--json $(JSON))
export UV_PYTHON_DOWNLOADS := never
# Once, and not at the start of each process: where Python may not write bytecode that is half of it.
export UV_COMPILE_BYTECODE := 1
# The same for our own code, which each command, worker, reader and test process would compile anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help

help:  ## show this help
	@grep -hE '^[a-z-]+:.*  ## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*  ## (.*)/  make \1\t\2/' | expand -t 24

run: setup  ## set everything up, load the seed pages and serve on http://127.0.0.1:8000
	@exec $(BIN)/clipfile serve --seed

test: setup  ## set everything up and run every test
	$(BIN)/pytest -n auto --dist worksteal

test-fast: setup  ## run the tests but the slow ones: real processes that are killed, loaded and timed out
	$(BIN)/pytest -n auto --dist worksteal -m "not slow"

check: setup  ## what CI runs before the tests: lint, types, import rules, migrations, lock file
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/clipfile db check --scratch
	$(UV) lock --check

format: setup  ## put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup  ## measure quality and speed; GOLD=folder adds the public data sets, JSON=folder takes the figures
	$(BENCH)

bench-extraction: setup  ## the same of text and facts alone
	$(BENCH) extraction

bench-quotes: setup  ## the same of quotes alone
	$(BENCH) quotes

bench-search: setup  ## measure search over N=200000 invented articles, made on the first run
	$(UV) sync --locked --quiet --python $(PYTHON) --group bench
	$(BIN)/python -m tests.benchmarks.search --n $(or $(N),200000)

bench-api: setup  ## measure the CPU of reads, beside a raw ASGI function with a bare driver
	$(BIN)/python -m tests.benchmarks.api

bench-storage: setup  ## measure how small pages are packed; GOLD=folder adds the public data sets
	$(BIN)/python -m tests.benchmarks.storage $(if $(GOLD),--gold $(GOLD))

bench-check: setup  ## measure what the log costs, and how quickly an archive of N=1000 invented pages is checked
	$(BIN)/python -m tests.benchmarks.integrity --n $(or $(N),1000)

setup: .venv/.ready  ## make the environment alone, in .venv

.venv/.ready: pyproject.toml uv.lock | $(UV)
	$(UV) sync --locked --quiet --python $(PYTHON)
	@touch $@

.uv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: name one with make PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv .uv
	.uv/bin/pip install --quiet uv==$(UV_VERSION)

openapi: setup  ## write docs/openapi.json anew, after the API was changed on purpose
	$(BIN)/clipfile openapi > docs/openapi.json

clean:  ## remove what setup and tests made; the archive in .clipfile stays
	rm -rf .venv .uv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.PHONY: help run test test-fast check format bench bench-api bench-check bench-extraction bench-quotes bench-search bench-storage setup openapi clean
