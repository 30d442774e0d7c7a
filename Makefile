# make        装好要用的东西，把 flows/ 里的定义全部做成海报和手册，放在 output/
# make test   运行测试；make test-fast 只跑快的，不到一分钟；make fuzz 把随机的例子全部跑一遍，要半小时
# make lint   检查代码
# make samples 重画 README 里的样品；make bench 量一量快慢
# make vendor 重做写作台网页用的库（要 npm）
# make lock   重写 .ci/requirements.lock；make locked 照它装
# make clean  删去成品和缓存；make distclean 连 .venv 一起删去

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# pip compiles what it copies, but not what it only points to; where Python may not write that down, every start would.
COMPILE := $(BIN)/python -m compileall -q src/yizhangtu

.DEFAULT_GOAL := all
.PHONY: all install system lock locked vendor test test-fast fuzz lint samples bench clean distclean

all: install
	@$(BIN)/yizhangtu build

install: $(VENV)/.installed

# Looks each time, which takes a moment; installs only what is missing.
system:
	@.ci/system

$(BIN)/python: | system
	@"$$(.ci/system python)" -m venv $(VENV)

# A marker for each set of packages: nothing is installed again until pyproject.toml changes.
$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@$(PIP) -e ".[serve]" && $(COMPILE) && touch $@

$(VENV)/.installed-%: pyproject.toml | $(BIN)/python
	@$(PIP) -e ".[serve,$*]" && $(COMPILE) && touch $@ $(VENV)/.installed

# Every package with the hash of its files: what CI and containers install.
LOCK := .ci/requirements.lock

lock: | $(BIN)/python
	@$(PIP) "uv>=0.5" && $(BIN)/python -m uv pip compile pyproject.toml --extra serve --extra test --extra dev --universal \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --output-file $(LOCK)

locked: | $(BIN)/python
	@$(PIP) --require-hashes -r $(LOCK) && $(PIP) --no-deps -e . && $(COMPILE) \
	  && touch $(VENV)/.installed $(VENV)/.installed-test $(VENV)/.installed-dev

test: $(VENV)/.installed-test
	@$(BIN)/python -m pytest -n logical --dist worksteal

# The daily loop: without the tests marked slow and the folders that tests/conftest.py names.
test-fast: $(VENV)/.installed-test
	@$(BIN)/python -m pytest -n logical --dist worksteal -m "not slow"

# All random definitions, all kills, all guides on all media; `make test` takes a part of them (tests/helpers/cases.py).
fuzz: $(VENV)/.installed-test
	@FUZZ=all $(BIN)/python -m pytest -n logical --dist worksteal

lint: $(VENV)/.installed-dev
	@$(BIN)/python -m ruff check src tests
	@$(BIN)/python -m ruff format --check --quiet src tests
	@$(BIN)/python -m mypy

vendor: | $(BIN)/python
	@$(BIN)/python tests/vendoring/make.py

samples: install
	@$(BIN)/python tests/whole/samples.py

bench: install
	@$(BIN)/python tests/bench/bench.py

clean:
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
	@find output -mindepth 1 -maxdepth 1 ! -name samples -exec rm -rf {} + 2>/dev/null || true
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean
	@rm -rf $(VENV)
