# Every target makes the environment first; the second time that takes less than half a second.
# What is built at run time lives in one folder, which git does not see.
DEELWIJZER_DATA ?= .deelwijzer
# Python must compile what it imports: without that the first page takes twice as long, every time.
unexport PYTHONDONTWRITEBYTECODE

# A name can be on the path and yet not start (a version manager's shim), so each candidate is tried.
PYTHON ?= $(shell for candidate in python3.11 python3; do $$candidate -c "" 2>/dev/null && echo $$candidate && break; done)
VENV_PYTHON = $(DEELWIJZER_DATA)/venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help setup ingest run chat test lint evals update bench model clean

help: ## Show this list
	@grep -E '^[a-z]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

setup: ## Make the environment, with the exact versions of constraints.txt
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 is niet gevonden. Installeer Python 3.11 en typ het commando opnieuw." >&2; exit 1; }
	@$(PYTHON) scripts/setup.py

ingest: setup ## Read the documents and build the index, when it is not up to date
	@$(VENV_PYTHON) -m ingest build

run: ingest ## Start the assistant on http://127.0.0.1:7860
	@$(VENV_PYTHON) -m ui

chat: ingest ## Walk the five steps in the terminal
	@$(VENV_PYTHON) -m assistant chat

test: setup ## Run the whole test suite on all cores; browser tests run where a Chromium is installed
	@$(VENV_PYTHON) -m pytest -n auto --dist loadfile

lint: setup ## Check style, layout and types
	@status=0; for check in "ruff check" "ruff format --check" "mypy"; do \
		echo "$$check"; $(VENV_PYTHON) -m $$check || status=1; done; exit $$status

evals: ingest ## Run every suite, and compare each case with the recorded result in evals/uitslag/
	@$(VENV_PYTHON) -m evals run --tegen baseline

update: ingest ## Take in a new version: FILE=… DOCUMENT=… VERSION=… (OPTIONS="--date 2026-05" if wanted)
	@PYTHONPATH=. $(VENV_PYTHON) scripts/update.py "$(FILE)" "$(DOCUMENT)" "$(VERSION)" $(OPTIONS)

bench: ingest ## Measure search beside its peers, each in a process of its own
	@$(VENV_PYTHON) -m evals bench

model: setup ## Make the search model anew, from the documents and their example questions
	@$(VENV_PYTHON) -m ingest model

clean: ## Remove the environment and the caches; the index and kept walks stay
	rm -rf $(DEELWIJZER_DATA)/venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build deelwijzer.egg-info
