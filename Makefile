# `make run` and `make test` do everything, from a fresh clone on. They need Python 3.11 or newer and nothing else.

PYTHON ?= python3
PORT ?= 8000
FIXTURES ?=
TESTS ?=

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
TEMPLATES := find templates proceedings -name '*.html' -print0
MODULES := find manage.py proceedings tests bench -name '*.py' -print0
# A deployment's environment, for Django's own check of it.
DEPLOYED := SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') TLS=on ALLOWED_HOSTS=localhost

# Compiled modules are kept: every command starts in half the time.
unexport PYTHONDONTWRITEBYTECODE

.SILENT:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: run load test check lint format bench constraints clean help

run: .venv/installed .env ## Serve the record at http://127.0.0.1:8000 (PORT=8001: elsewhere)
	exec $(MANAGE) serve --port $(PORT)

load: .venv/installed .env ## Load fixtures/ into the record (FIXTURES="a.yaml b.yaml": these files)
	$(MANAGE) load_fixtures $(FIXTURES)

test: .venv/installed-for-tests node_modules/installed ## Run every test, in a real browser too (DATABASE_URL=postgres://…: on PostgreSQL)
	$(readers-are-there)
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest $(TESTS)

check: ## Everything that CI runs: the tests on SQLite and on PostgreSQL, then the linters
	bash .ci/run

lint: .venv/installed-for-tests ## Read the code: style, layers, templates, migrations, settings
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(TEMPLATES) | xargs -0 $(BIN)/djade --target-version 5.2 --check
	$(MODULES) | xargs -0 $(BIN)/django-upgrade --target-version 5.2 --check
	$(BIN)/lint-imports --no-logo
	$(DEPLOYED) $(MANAGE) makemigrations --check
	$(DEPLOYED) $(MANAGE) check --deploy --fail-level WARNING

format: .venv/installed-for-tests ## Put the code into its one form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(TEMPLATES) | xargs -0 $(BIN)/djade --target-version 5.2 || true # It fails once it has changed something.
	$(MODULES) | xargs -0 $(BIN)/django-upgrade --target-version 5.2 --exit-zero-even-if-changed

bench: .venv/installed-for-bench .env ## Measure, as ratios within one run (half an hour, 6 GB of disk for a while)
	$(BIN)/python -m bench.load
	$(BIN)/python -m bench.desk
	$(BIN)/python -m bench.search

constraints: ## Pin the newest versions that pyproject.toml allows
	rm -rf .venv
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade --editable '.[test,lint,bench,fonts]'
	$(BIN)/python -m pip freeze --exclude-editable > constraints.txt

clean: ## Remove what was installed; the record in var/ and the key in .env stay
	rm -rf .venv node_modules

help: ## Say what make can do
	awk -F ':.*## ' '/^[a-z]+:.*## / { printf "%-13s %s\n", $$1, $$2 }' Makefile

.venv/installed: pyproject.toml constraints.txt
	$(python-is-fit)
	echo "Installing what Proceedings needs into .venv"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

.venv/installed-for-tests: pyproject.toml constraints.txt
	$(python-is-fit)
	echo "Installing what the tests need into .venv"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test,lint]'
	touch $@

.venv/installed-for-bench: pyproject.toml constraints.txt .venv/installed-for-tests
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	touch $@

node_modules/installed: package.json .venv/installed-for-tests
	$(BIN)/npm install --loglevel=error
	touch $@

# TLS and second factors are off for one's own machine. A deployment sets its own environment, which comes before this file.
.env:
	umask 077 && $(PYTHON) -c 'import secrets; print(f"SECRET_KEY={secrets.token_urlsafe(64)}\nTLS=off\nMFA=off\nALLOWED_HOSTS=127.0.0.1,localhost,[::1]")' > $@

# One line for each thing that a machine may lack. `exit` leaves the recipe with it.
define python-is-fit
fail() { echo "$$1" >&2; exit 1; }; \
test -w . || fail "This folder cannot be written to: $(CURDIR)"; \
command -v $(PYTHON) >/dev/null || fail "There is no $(PYTHON) here: install Python 3.11 or newer, or name it: PYTHON=python3.12 make $(MAKECMDGOALS)"; \
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "$$($(PYTHON) --version) is too old: install Python 3.11 or newer, or name it: PYTHON=python3.12 make $(MAKECMDGOALS)"; \
$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || fail "$(PYTHON) cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv"; \
$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
endef

# PDF and EPUB are read as others read them. Debian's root gets the programs; elsewhere they are told.
define readers-are-there
{ command -v pdftotext && command -v java; } >/dev/null || \
{ test "$$(id -u)" = 0 && command -v apt-get && .ci/install-packages poppler-utils default-jre-headless; } >/dev/null || \
{ echo "The tests read PDF with pdftotext and check EPUB with Java. On Debian and Ubuntu: apt-get install poppler-utils default-jre-headless" >&2; exit 1; }
endef
