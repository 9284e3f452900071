# Every target does its own set-up and may be repeated. `make` alone lists them.

PREFIX ?= /usr/local
PORT ?= 8080
KILLS ?= 1000
STOPS ?= 100
WORKERS ?= 2-8
SEED ?= 1
SECONDS ?= 60
EXAMPLES ?= 20
ROLES ?= public school municipal-analyst municipal-operator regional-analyst operator
SOKO_HOME ?= $(CURDIR)/.soko
run bench psql: export SOKO_HOME := $(SOKO_HOME)
run: export PORT := $(PORT)
install: export PREFIX := $(PREFIX)

SOKO := .build/release/soko

# What is made here works on the private database in SOKO_HOME, whatever server the shell points at.
unexport DATABASE_URL SOKO_WORKER_URL SOKO_WEB_URL
unexport PGHOST PGHOSTADDR PGPORT PGDATABASE PGUSER PGPASSWORD PGPASSFILE PGSERVICE PGSERVICEFILE

.DEFAULT_GOAL := help
.PHONY: help setup browser build test check lint format reference pictures run bench contract fault fuzz psql install clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: ## install what is missing (Debian and Ubuntu; elsewhere say what to install)
	@scripts/setup

browser: ## install what drives a browser in tests, where there is a Chromium
	@scripts/setup-browser

build: setup ## build the program: .build/release/soko
	swift build -c release --product soko

test: setup browser ## build and run all tests
	swift build --build-tests
	scripts/test

check: setup browser lint ## lint, then build with warnings as errors and run all tests, in .build-check
	SOKO_STRICT=1 swift build --build-tests --scratch-path .build-check
	SOKO_STRICT=1 scripts/test --scratch-path .build-check

lint: .venv/installed ## Swift, SQL, shell and Markdown, without building
	swift format lint --strict --recursive Package.swift Sources Tests sql
	.venv/bin/sqlfluff lint --processes 0 sql examples
	.venv/bin/sqlfluff lint --disregard-sqlfluffignores --config scripts/sqlfluff-merge.cfg sql/merge
	bash -n .ci/run scripts/setup scripts/setup-browser scripts/run scripts/install scripts/test scripts/contract/run
	scripts/check-deploy
	scripts/check-links

format: .venv/installed ## rewrite Swift and SQL as `make lint` wants them
	swift format --in-place --recursive Package.swift Sources Tests sql
	.venv/bin/sqlfluff fix --processes 0 sql examples

reference: setup ## write the generated parts of docs/reference anew
	SOKO_WRITE_REFERENCE=1 swift test --filter ReferenceTests

pictures: setup browser ## draw the pictures of docs/ru anew
	swift build --build-tests
	SOKO_WRITE_PICTURES=1 env -u SOKO_HOME TZ=UTC swift test --skip-build --filter BrowserTests/GuideTests

run: build ## load, compare, rank and cluster a synthetic region, and serve it on PORT
	@scripts/run

bench: build ## what loads, nights, regions and methods take, beside yardsticks
	@$(SOKO) bench

contract: build .venv-contract/installed ## ask the service, as each role, for all that its contract tells of (EXAMPLES, SEED, ROLES)
	@EXAMPLES="$(EXAMPLES)" SEED=$(SEED) ROLES="$(ROLES)" scripts/contract/run

fault: setup ## kill, cut off and stop a real installation by a seed, and recount (KILLS, STOPS, WORKERS, SEED)
	swift build -c release --product soko
	swift build -c release --product soko-fault
	@.build/release/soko-fault KILLS=$(KILLS) STOPS=$(STOPS) WORKERS=$(WORKERS) SEED=$(SEED)

fuzz: setup ## feed mutated files to the readers for SECONDS by SEED (DOOR=csv|descriptor|zip|workbook|page|privacy)
	swift build -c release --product soko-fuzz
	@.build/release/soko-fuzz SECONDS=$(SECONDS) SEED=$(SEED) $(if $(DOOR),DOOR=$(DOOR))

psql: build ## open psql on the database in SOKO_HOME
	@$(SOKO) psql

install: setup ## install the program, its SQL and templates under PREFIX
	swift build -c release --product soko --static-swift-stdlib --scratch-path .build-install
	@scripts/install

clean: ## remove what was built; the data in SOKO_HOME stay
	rm -rf .build .build-check .build-install .venv .venv-contract

.venv/installed: scripts/requirements.txt
	@python3 -m venv .venv || { echo "Install python3-venv and try again." >&2; exit 1; }
	.venv/bin/pip install --quiet --disable-pip-version-check -r scripts/requirements.txt
	@touch $@

.venv-contract/installed: scripts/contract/requirements.txt
	@python3 -m venv .venv-contract || { echo "Install python3-venv and try again." >&2; exit 1; }
	.venv-contract/bin/pip install --quiet --disable-pip-version-check -r scripts/contract/requirements.txt
	@touch $@
