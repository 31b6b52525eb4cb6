# Needs Python 3.11 or newer and make, nothing else. `make demo` shows the product, `make test` proves it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKSPACE ?= workspace
PORT ?= 8000

.PHONY: demo test setup setup-dev setup-bench check fix bench clean

demo: setup
	$(BIN)/parindex --workspace "$(WORKSPACE)" demo
	@mkdir -p out && cp "$(WORKSPACE)/out/ke-hoach-2022.docx" "$(WORKSPACE)/out/bang-cham-diem-2021.xlsx" out/
	@echo "Văn bản: out/ke-hoach-2022.docx, out/bang-cham-diem-2021.xlsx"
	@if [ -n "$(SERVE)" ]; then exec $(BIN)/parindex --workspace "$(WORKSPACE)" serve --port $(PORT); \
	else echo "Mở trang: make demo SERVE=1, rồi vào http://127.0.0.1:$(PORT)/"; fi

# Bytecode is kept even where that is switched off: the tests start many processes, and each would compile everything anew.
test: setup-dev
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --dist worksteal

check: setup-dev
	$(BIN)/ruff format --check src tests examples benchmarks
	$(BIN)/ruff check src tests examples benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m django makemigrations --check --dry-run --settings parindex.settings

fix: setup-dev
	$(BIN)/ruff check --fix src tests examples benchmarks
	$(BIN)/ruff format src tests examples benchmarks

bench: setup-bench
	$(BIN)/python -m benchmarks

setup: $(VENV)/.run
setup-dev: $(VENV)/.dev
setup-bench: $(VENV)/.bench

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "Cài thư viện (chỉ lần đầu)…"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

$(VENV)/.bench: requirements-bench.txt $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	touch $@

clean:
	rm -rf $(VENV) out
