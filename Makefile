# `make run` and `make test` work from a fresh clone, with Python 3.11 or newer. `make test` also needs the programs in
# TOOLS, and installs them as root on Debian.

PYTHON ?= python3
PORT ?= 8000
FIXTURES ?=
TESTS ?=

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
TEMPLATES := find templates proceedings -name '*.html' -print0
MODULES := find manage.py proceedings tests bench -name '*.py' -print0
# The environment of a deployment, for Django's deployment check.
DEPLOYED := SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') TLS=on ALLOWED_HOSTS=localhost

# Python keeps its compiled modules, so that every command starts in half the time.
unexport PYTHONDONTWRITEBYTECODE

.SILENT:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: run load test test-faults check lint format bench audit constraints clean help

run: .venv/installed .env ## Serve the site at http://127.0.0.1:8000 (PORT=8001: another port)
	exec $(MANAGE) serve --port $(PORT)

load: .venv/installed .env ## Load fixtures/ into the database (FIXTURES="a.yaml b.yaml": only these files)
	$(MANAGE) release
	$(MANAGE) load_fixtures $(FIXTURES)

test: .venv/installed-for-tests node_modules/installed ## Run every test, in a real browser too (DATABASE_URL=postgres://…: on PostgreSQL)
	$(require-tools)
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest $(TESTS)

test-faults: .venv/installed-for-tests ## Kill, stop and starve real servers, and check what readers see (Linux; as root, all of it)
	$(require-tools)
	$(require-fault-tools)
	$(BIN)/python -m pytest -m faults --numprocesses=0 $(or $(TESTS),tests/faults)

check: ## Run everything that CI runs: the tests on SQLite and PostgreSQL, a deployment, then the linters
	bash .ci/run

lint: .venv/installed-for-tests ## Check style, layers, templates, migrations and settings
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(TEMPLATES) | xargs -0 $(BIN)/djade --target-version 5.2 --check
	$(MODULES) | xargs -0 $(BIN)/django-upgrade --target-version 5.2 --check
	$(BIN)/lint-imports --no-logo
	$(DEPLOYED) $(MANAGE) makemigrations --check
	$(DEPLOYED) $(MANAGE) check --deploy --fail-level WARNING

format: .venv/installed-for-tests ## Format the code and the templates
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(TEMPLATES) | xargs -0 $(BIN)/djade --target-version 5.2 || true # djade fails when it changes a file.
	$(MODULES) | xargs -0 $(BIN)/django-upgrade --target-version 5.2 --exit-zero-even-if-changed

bench: .venv/installed-for-bench .env ## Run the benchmarks (half an hour, 6 GB of temporary disk space)
	$(BIN)/python -m bench.load
	$(BIN)/python -m bench.admin
	$(BIN)/python -m bench.exports
	$(BIN)/python -m bench.lists
	$(BIN)/python -m bench.search
	$(BIN)/python -m bench.reading
	$(BIN)/python -m bench.page_cache
	$(BIN)/python -m bench.mixed
	$(BIN)/python -m bench.growth
	$(BIN)/python -m bench.cold

audit: .venv/installed-for-audit ## Look for known vulnerabilities of the pinned packages (needs the network)
	.ci/audit

constraints: ## Pin the newest versions that pyproject.toml allows
	rm -rf .venv
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade --editable '.[test,lint,audit,bench,fonts]'
	$(BIN)/python -m pip freeze --exclude-editable > constraints.txt

clean: ## Remove installed packages; the database in var/ and the key in .env stay
	rm -rf .venv node_modules

help: ## List the commands
	awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-13s %s\n", $$1, $$2 }' Makefile

.venv/installed: pyproject.toml constraints.txt
	$(check-python)
	echo "Installing Proceedings and its dependencies into .venv"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

.venv/installed-for-tests: pyproject.toml constraints.txt
	$(check-python)
	echo "Installing the dependencies of the tests into .venv"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test,lint]'
	touch $@

.venv/installed-for-bench: pyproject.toml constraints.txt .venv/installed-for-tests
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	touch $@

.venv/installed-for-audit: pyproject.toml constraints.txt .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[audit]'
	touch $@

node_modules/installed: package.json .venv/installed-for-tests
	$(BIN)/npm install --loglevel=error
	touch $@

# TLS and second factors are off on your own machine. A deployment sets its own environment, which overrides this file.
.env:
	umask 077 && $(PYTHON) -c 'import secrets; print(f"SECRET_KEY={secrets.token_urlsafe(64)}\nTLS=off\nMFA=off\nALLOWED_HOSTS=127.0.0.1,localhost,[::1]")' > $@

# Report a missing requirement in one line. `exit` ends the recipe, too.
define check-python
fail() { echo "$$1" >&2; exit 1; }; \
test -w . || fail "This folder is not writable: $(CURDIR)"; \
command -v $(PYTHON) >/dev/null || fail "$(PYTHON) was not found. Install Python 3.11 or newer, or try PYTHON=python3.12 make $(MAKECMDGOALS)."; \
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "$$($(PYTHON) --version) is too old. Install Python 3.11 or newer, or try PYTHON=python3.12 make $(MAKECMDGOALS)."; \
$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || fail "$(PYTHON) cannot create a virtual environment. On Debian and Ubuntu, run apt-get install python3-venv."; \
$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
endef

# The tests read PDF, check EPUB and systemd units, and start the proxies of deploy/. As root on Debian, missing
# programs are installed; otherwise a message names them. Proxies are in folders that are not on every user's PATH.
TOOLS := poppler-utils default-jre-headless nginx-light varnish systemd openssl
define require-tools
export PATH="$$PATH:/usr/sbin:/usr/local/sbin"; \
{ command -v pdftotext && command -v java && command -v nginx && command -v varnishd && command -v systemd-analyze && command -v openssl; } >/dev/null || \
{ test "$$(id -u)" = 0 && command -v apt-get && .ci/install-packages $(TOOLS); } >/dev/null || \
{ echo "The tests need pdftotext, Java, nginx, Varnish, systemd-analyze and OpenSSL. On Debian and Ubuntu: apt-get install $(TOOLS)" >&2; exit 1; }
endef

# The fault tests start PostgreSQL themselves, and set clocks back with faketime.
define require-fault-tools
{ command -v faketime && ls -d /usr/lib/postgresql/*/bin; } >/dev/null 2>&1 || \
{ test "$$(id -u)" = 0 && command -v apt-get && .ci/install-packages faketime postgresql; } >/dev/null || \
{ echo "These tests start PostgreSQL and faketime. On Debian and Ubuntu: apt-get install postgresql faketime" >&2; exit 1; }
endef
