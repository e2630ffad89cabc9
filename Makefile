# The two commands to know are `make demo` and `make test`; `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MONITOR := $(BIN)/python -m monitor

.DEFAULT_GOAL := help
.PHONY: help demo test up check bench format requirements clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-14s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.installed ## crawl a small fictional web without a network, then serve its review pages until Ctrl-C
	@$(MONITOR) demo

test: $(VENV)/.installed-dev ## run all tests
	@$(BIN)/python -m pytest -n 3 --dist loadfile

up: $(VENV)/.installed ## crawl the real catalogue, wait, and crawl again
	@$(MONITOR) up

check: $(VENV)/.installed-dev ## linters, types and import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(VENV)/.installed-dev ## measurements beside other tools, ten minutes or more; PAGES=FOLDER adds dates and texts of real pages
	@tools/prepare servers
	@$(BIN)/python -m bench $(if $(PAGES),--pages $(PAGES))

format: $(VENV)/.installed-dev ## put the code into shape
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

requirements: $(VENV)/.installed-dev ## pin the newest fitting versions with their hashes
	@for kind in "" "-dev"; do \
	  $(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header \
	    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --extra embedded --extra cluster --extra build \
	    $${kind:+--extra dev --constraint requirements.txt} --output-file requirements$$kind.txt pyproject.toml; \
	done

clean: ## remove what these commands made here (not your data)
	rm -rf $(VENV) .bench .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info

$(VENV)/bin/python:
	@PYTHON=$(PYTHON) tools/prepare venv $(VENV)

$(VENV)/.installed: requirements.txt pyproject.toml | $(VENV)/bin/python
	@tools/prepare libraries
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@tools/prepare browser
	@tools/prepare redis
	@tools/prepare servers
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
