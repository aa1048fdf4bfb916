# Careline. `make` alone prints this help.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BOOTSTRAP = $(or $(PYTHON),$(error Careline needs Python 3.11 or newer: install one and run make again)) scripts/bootstrap.py
RUN = .venv/bin/python
BOT = .venv-bot/bin/python
# Labelled sentences of real customers, to measure with (docs/settings.md): where such a folder lies beside the checkout.
export CARELINE_EVAL_DIR ?= $(wildcard $(CURDIR)/../shared/eval)

.DEFAULT_GOAL := help
.PHONY: help up test test-fast test-long test-faults test-kills test-guards check train bench lock clean

help: ## Print this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

up: ## Set up what is missing and run everything in demo mode
	@$(BOOTSTRAP) service bot web
	@$(RUN) -m careline up

test: ## Set up what is missing and run all tests
	@$(BOOTSTRAP) dev bot web browser
	@scripts/test all

test-fast: ## Pure rules and stores only
	@$(BOOTSTRAP) dev
	@scripts/test fast

test-long: ## What takes longer: properties by 1,000 examples, 50,000 odd requests over /openapi.json (EXAMPLES SEED COUNT)
	@$(BOOTSTRAP) dev web
	@CARELINE_TEST_EXAMPLES=$(or $(EXAMPLES),1000) $(RUN) -m pytest -q -n auto --timeout 3600 -m hypothesis tests/unit tests/store tests/contract
	@$(RUN) -m tests.long.fuzz --seed $(or $(SEED),1) --count $(or $(COUNT),50000)

test-faults: ## The real processes under load, killed and frozen by a seed (SEED=1 SECONDS=600)
	@$(BOOTSTRAP) dev bot web
	@$(RUN) -m tests.faults.run --seed $(or $(SEED),1) --seconds $(or $(SECONDS),600)

test-kills: ## Callout workers killed with SIGKILL while calls run, by a seed (SEED=1 KILLS=200)
	@$(BOOTSTRAP) dev
	@$(RUN) -m tests.faults.kills --seed $(or $(SEED),1) --kills $(or $(KILLS),200)

test-guards: ## Takes each guard away in turn: the test that is named for it has to fail
	@$(BOOTSTRAP) dev bot
	@$(RUN) -m tests.guards.run

check: ## Lint, types, import rules, front-end types, training data
	@$(BOOTSTRAP) dev bot web
	@scripts/check

train: ## Train the assistant (cached by the hash of its inputs)
	@$(BOOTSTRAP) bot
	@$(BOT) -m bot.train

bench: ## Measure against stock Rasa; writes docs/benchmarks.md (half an hour; the first time trains stock too)
	@$(BOOTSTRAP) dev bot stock
	@$(RUN) -m bench.run

lock: ## Lock requirements/*.in into hashed files
	@$(BOOTSTRAP) dev
	@scripts/lock

clean: ## Remove demo data, environments, builds and models
	rm -rf .venv .venv-bot .setup var models web/dist web/node_modules
