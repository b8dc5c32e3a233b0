# Lamplighter. `make demo` shows it working; `make test` proves it. Both set everything up themselves.

PYTHON ?= $(shell for one in python3.11 python3.12 python3.13 python3; do $$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$one && break; done)
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
SERVE ?= 1
export LAMPLIGHTER_HOME ?= $(CURDIR)/var

.DEFAULT_GOAL := help
.PHONY: help demo test check unit sites postgresql journeys browsers spark shots fuzz bench messages sbom audit lock browser clean

help: ## List what make can do here
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/assets ## Build everything, load the made-up county, run the main job, start both sites (SERVE=0: do not start)
	@$(BIN)/lamplighter demo $(if $(filter 0,$(SERVE)),--no-serve,--serve)

test: check unit sites postgresql journeys spark ## Run everything the project promises, on both databases and in a real browser
	@echo "Everything passed."

check: .venv/assets ## Check style, types and floors (ruff, mypy --strict, import-linter)
	$(BIN)/ruff check src tests tools
	$(BIN)/ruff format --check src tests tools
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: .venv/assets ## Test the engines
	$(PYTEST) -n auto --durations=5 tests/unit tests/properties tests/promises tests/integration

sites: .venv/assets ## Test both sites, the report site behind nginx too, the desk on SQLite
	@$(BIN)/python tools/nginx.py
	$(PYTEST) --site=report_site -n auto --durations=5
	$(PYTEST) --site=desk -n auto --durations=5

postgresql: .venv/assets ## Test the desk on a real PostgreSQL
	$(PYTEST) --site=desk --database=postgresql -n auto --durations=5 tests/unit tests/integration tests/promises

journeys: .venv/assets browser ## Walk the whole way in a real browser, and a report in a text browser
	@$(BIN)/python tools/lynx.py
	$(PYTEST) -n auto --durations=5 tests/journeys

browsers: .venv/assets ## Leave, report and go back in Chromium, Firefox and WebKit (installs them where it may)
	@$(BIN)/python tools/browser.py Chromium Firefox WebKit Xvfb
	@$(BIN)/python tools/nginx.py
	$(PYTEST) -n 2 --durations=5 tests/browsers

spark: .venv/spark ## Scan on a real Spark (needs Java; installs it where it may)
	$(PYTEST) tests/spark

shots: .venv/assets browser ## Walk the whole way and keep the pictures in shots/
	LAMPLIGHTER_SHOTS=$(CURDIR)/shots $(PYTEST) tests/journeys

fuzz: .venv/assets ## Ask 10,000 odd things of the public site (SEED=7: others; REQUESTS=500: fewer)
	FUZZ_REQUESTS=$(or $(REQUESTS),10000) FUZZ_SEED=$(or $(SEED),1) $(PYTEST) --site=report_site -s --durations=5 tests/fuzz

bench: .venv/assets ## Measure every budget; prints JSON and asserts nothing
	@for what in intake mailbox scan triage; do $(BIN)/lamplighter bench $$what --json; done

messages: .venv/ready ## Gather every text of the public site, merge it into each language, and say what is missing
	@$(BIN)/python tools/messages.py

sbom: .venv/ready ## Write the list of what is inside to dist/sbom.json
	@mkdir -p dist && $(BIN)/cyclonedx-py environment --output-reproducible -o dist/sbom.json $(BIN)/python && echo "dist/sbom.json"

audit: .venv/ready ## Check every pinned package for known vulnerabilities
	$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements.lock

lock: .venv/ready ## Pin the newest allowed versions again (needs uv)
	$(BIN)/python tools/lock.py

clean: ## Remove all that set-up and the demo made
	rm -rf .venv node_modules var shots dist src/lamplighter/*/static/built src/lamplighter/sealing/built \
		src/lamplighter/*/locale/*/LC_MESSAGES/*.mo

# --- set-up ---------------------------------------------------------------------------------------------------------

.venv/ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Lamplighter needs Python 3.11 or newer; none was found."; exit 1; }
	@echo "Setting up Python packages (about a minute the first time)"
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/assets: .venv/ready package-lock.json tools/words.py tools/words_left_out.txt tools/page_lists.py tools/messages.py \
		$(wildcard src/lamplighter/cues/data/*) \
		$(wildcard src/lamplighter/report_site/locale/*/*/*.po) $(wildcard assets/* assets/*/* assets/*/*/*)
	@echo "Building styles, maps, the word list and the translations"
	@$(BIN)/python tools/assets.py
	@touch $@

.venv/spark: .venv/ready requirements-spark.lock
	@$(BIN)/python tools/java.py
	@echo "Setting up Spark (about a minute the first time)"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes --no-build-isolation -r requirements-spark.lock
	@touch $@

browser: .venv/ready
	@$(BIN)/python tools/browser.py
