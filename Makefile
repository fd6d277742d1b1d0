# Everything is set up by 'make start' (to learn) or 'make test' (to change the course).

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-virtualenv
# uv resolves for every system at once, with hashes and without the address of any registry.
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-emit-index-url --quiet --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help start explore instructor test notebooks data realism site demo bench lock

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

start: .venv/.learner ## open the course in JupyterLab; your own work is kept
	@$(BIN)/storelab start

explore: .venv/.learner ## open every widget of the course on one page without code
	@$(BIN)/storelab explore

instructor: .venv/.instructor ## install what an instructor needs: grading, reports, examination, certificates
	@echo "Ready. The commands are found after:  source $(BIN)/activate"
	@echo "The way of a class: docs/grading.md. 命令都在 .venv 里,先运行上面这一行;教师手册:docs/zh/grading.md"
	@command -v bwrap > /dev/null || echo "'classroom grade' needs bubblewrap (on Debian or Ubuntu: apt-get install bubblewrap)."

test: .venv/.development ## all checks: generated files, lessons, answers, data, style, types, tests
	@bash scripts/install_system_packages.sh
	$(BIN)/classroom build --check
	$(BIN)/classroom lint
	$(BIN)/classroom trace
	$(BIN)/classroom prove
	$(BIN)/classroom world --check
	$(BIN)/classroom realism --check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 -m "not browser"
	$(BIN)/pytest -n 2 -m browser

notebooks: .venv/.development ## build notebooks and solutions from course/
	$(BIN)/classroom build

data: .venv/.development ## make the shop's tables in datasets/
	$(BIN)/classroom world

realism: .venv/.development ## measure the shop beside real ones, in docs/realism
	$(BIN)/classroom realism

site: .venv/.development ## build the course as a static site in dist/site
	$(BIN)/classroom site

demo: .venv/.development ## take a made-up class of 300 through the whole course
	$(BIN)/classroom demo

bench: .venv/.development ## measure speed against the limits beside it
	@set -e; for program in benchmarks/*.py; do echo "== $$program"; $(BIN)/python "$$program"; done

lock: .venv/.development ## choose the newest versions that fit together
	$(PIP) uv
	$(COMPILE) --upgrade -o locks/learner.txt
	$(COMPILE) --upgrade --extra instructor -c locks/learner.txt -o locks/instructor.txt
	$(COMPILE) --upgrade --extra development -c locks/instructor.txt -o locks/development.txt

.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed; '$(PYTHON)' is missing or older. Name another one: make PYTHON=python3.12" >&2; \
		echo "需要 Python 3.11 或更新的版本,可以这样指定:make PYTHON=python3.12" >&2; exit 2; }
	@echo "Making the environment .venv ..."
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "The environment could not be made. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 2; }
	@touch $@

# The library is installed as a link to utils/, so a change there needs no new installation.
.venv/.learner: locks/learner.txt pyproject.toml | .venv/.python
	@echo "Installing what the course needs (a few minutes the first time) ..."
	@$(PIP) -r locks/learner.txt
	@$(PIP) --no-deps --editable .
	@touch $@

.venv/.instructor: locks/instructor.txt pyproject.toml | .venv/.python
	@echo "Installing what an instructor needs (a few minutes the first time) ..."
	@$(PIP) -r locks/instructor.txt
	@$(PIP) --no-deps --editable .
	@touch $@

.venv/.development: locks/development.txt pyproject.toml | .venv/.python
	@echo "Installing what development needs (a few minutes the first time) ..."
	@$(PIP) -r locks/development.txt
	@$(PIP) --no-deps --editable .
	@touch $@
