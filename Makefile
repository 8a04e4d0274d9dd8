# Two commands on a fresh machine: make report, make test. Nothing else needs to be installed by hand.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

UV_VERSION := 0.13.9
TOOLS := .tools
# uv from PATH if there is one, else our own copy; it never downloads a Python of its own.
UV := $(shell command -v uv 2>/dev/null || echo $(TOOLS)/bin/uv)
export UV_PYTHON_DOWNLOADS := never
# Trust what this machine trusts: offices often have a certificate authority of their own.
export UV_SYSTEM_CERTS := true
# A build starts a Python for each stage and notebook: what is compiled once is kept, also where a
# machine is set up to throw it away (imports take half as long again then).
export PYTHONDONTWRITEBYTECODE :=
# Tests that share what takes long to make stay on one worker, and start in the order of the files.
WORKERS := -n 2 --dist loadgroup --no-loadscope-reorder
RUN := $(UV) run --locked --no-sync

.PHONY: help report test check bench torture audit lab clean setup

help:  ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: .venv/.ready  ## Install everything into .venv (done by the other targets)

.venv/.ready: uv.lock pyproject.toml
	@command -v $(UV) >/dev/null || { python3 -m venv $(TOOLS) && $(TOOLS)/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION); }
	@$(UV) sync --locked --quiet
	@bash tools/try_quarto.sh "$(UV)"
	@touch $@

report: setup  ## Build every edition of params.yaml into reports/_site/
	@$(RUN) tip-digest build

test: setup  ## Run the whole test suite
	@$(RUN) pytest $(WORKERS)

check: setup  ## Format, lint, types and fast tests: the one definition of clean
	@$(RUN) ruff format --check .
	@$(RUN) ruff check .
	@$(RUN) mypy
	@$(RUN) pytest -q $(WORKERS) -m "not slow and not browser and not end_to_end"

bench: setup  ## Measure what README claims about speed
	@$(RUN) python -m benchmarks.run $(ONLY)

torture: setup  ## Kill builds 200 times, fill the disk, fuzz for long (hours); KILLS=20 for less
	@TIP_DIGEST_KILLS=$(or $(KILLS),200) $(RUN) pytest -n 0 --log-cli-level=INFO tests/site/test_torture.py
	@for harness in tests/fuzz/fuzz_*.py; do $(RUN) python $$harness -max_total_time=$(or $(FUZZ_SECONDS),3600); done

audit: setup  ## Compare the locked packages with known security advisories (needs a network)
	@$(UV) export --locked --all-extras --no-emit-project --quiet | $(RUN) python tools/audit.py

lab: setup  ## Open JupyterLab on the notebooks
	@$(RUN) jupyter lab notebooks

clean:  ## Remove everything that is built (not data/raw/)
	@rm -rf data/landed data/validated data/curated data/analysed data/compared reports/_build reports/_site reports/_evidence .dvc/cache .dvc/tmp
