# make: install, build, validate and answer one question. make test: everything that is tested.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: all build test test-long lint bench bench-quick bench-rare clean system

# the main job, from nothing: the dataset is built and validated, and one answer is shown with its evidence
all: build
	@$(BIN)/kg why socialist-action foundedOn

build: .venv/runtime kg/web/assets/vendor
	@$(BIN)/kg build

# what a user needs, pinned by hash; the wheels are kept so that tests can install them again without a network
.venv/runtime: requirements/build.txt requirements/runtime.txt pyproject.toml
	@$(PYTHON) -m venv .venv
	@$(PIP) download --require-hashes --dest .venv/wheels --requirement requirements/build.txt --requirement requirements/runtime.txt
	@$(PIP) install --no-index --find-links .venv/wheels --require-hashes --requirement requirements/build.txt --requirement requirements/runtime.txt
	@$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q kg
	@touch $@

# the query page's editor and engine, pinned by hash; without Node the page has a plain editor, and files answer nothing
kg/web/assets/vendor: browser/package-lock.json browser/bundle.js
	@{ command -v npm >/dev/null && npm ci --prefix browser --no-progress --silent && \
	npm run --prefix browser --silent bundle && touch $@; } || \
	echo "npm is not here or fetches nothing: the query page gets a plain editor, and 'kg site' no engine." >&2

.venv/dev: .venv/runtime requirements/dev.txt
	@$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@

# the tools that read a release, in an environment of their own, because they need older libraries than ours
.venv/packaging: requirements/packaging.txt
	@$(PYTHON) -m venv $@
	@$@/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --requirement $<
	@touch $@

# clients of other people and checkers of pages, from npm; the lock has hashes and no addresses, and nothing of it runs
tests/node/node_modules: tests/node/package-lock.json
	@if command -v npm > /dev/null; then npm ci --prefix tests/node --no-progress --silent && touch $@; \
	else echo "npm is not here, so the tests of what it brings are skipped"; fi

# the endpoints that ours is held against
.venv/peers: requirements/peers.txt
	@$(PYTHON) -m venv $@
	@$@/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --requirement $<
	@touch $@

lint: .venv/dev
	$(BIN)/ruff check kg tests benchmarks
	$(BIN)/ruff format --check kg tests benchmarks
	$(BIN)/mypy

test: lint
	$(BIN)/pytest --numprocesses auto -m "not long"

# the browser and the other programs that the long tests drive; they say so where one cannot be had
system:
	@tests/set-up-system.sh

test-long: system .venv/dev .venv/packaging kg/web/assets/vendor tests/node/node_modules
	$(BIN)/pytest --numprocesses auto -m long

# everything that is measured, in under 20 minutes; it writes docs/performance.md whole
bench: .venv/dev .venv/peers build
	$(BIN)/python -m benchmarks --output docs/performance.md

# the same with few rounds and small sizes, to the terminal
bench-quick: .venv/dev .venv/peers build
	$(BIN)/python -m benchmarks --quick

# what takes hours, where nothing else runs; the document that is there gets its figures, and 'make bench' keeps them
bench-rare: .venv/dev .venv/peers build
	$(BIN)/python -m benchmarks --output docs/performance.md validation-100 site-100 ten-million

clean:
	rm -rf .benchmarks .venv browser/node_modules dist kg/web/assets/vendor .mypy_cache .pytest_cache .ruff_cache .hypothesis
