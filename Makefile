# Needs git, make and Python 3.11 to 3.14, nothing else; `make` alone lists what there is.
# PYTHON=/path/to/python3.12 chooses the Python, JOBS=4 how many tests run side by side.

.DEFAULT_GOAL := help
.PHONY: help report test test-all fuzz lab docs picture clean setup lock

BIN := .venv/bin
JOBS ?= 2
CASES := tiktok-state-influence harbour-fire
PYTEST := $(BIN)/python -m pytest -n $(JOBS) --nbval --nbval-current-env --nbval-sanitize-with tests/nbval.cfg tests notebooks

# The same text on every machine: no random order of sets, one zone, one language; and nothing from other
# installations: the packages and the kernel are those of .venv, whatever else this machine has.
export PYTHONHASHSEED := 0
export TZ := UTC
export LC_ALL := C.UTF-8
export JUPYTER_PREFER_ENV_PATH := 1
unexport PYTHONPATH PYTHONHOME JUPYTER_PATH

help: ## this list
	@echo "Casebook: from a folder of evidence to HTML reports. Begin with: make report"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

report: setup ## build and render both shipped cases
	@for case in $(CASES); do echo; $(BIN)/casebook render $$case || exit $$?; done
	@echo
	@echo "The reports: $(CURDIR)/reports/index.html"

test: setup ## the tests, notebooks included (minutes)
	@for case in $(CASES); do $(BIN)/casebook build --quiet $$case || exit $$?; done
	$(PYTEST) -m "not long"

test-all: test ## the tests, then the long ones too
	$(PYTEST) -m long

# As long as one likes: SECONDS=600; SEED=7 tries other files. What fails is written into .fuzz/.
SECONDS ?= 60
SEED ?= 0
fuzz: setup ## changed samples of every reader, at random
	$(BIN)/python tests/fuzz/fuzz.py --seconds $(SECONDS) --seed $(SEED) --jobs $(JOBS)

lab: setup ## JupyterLab on the notebooks
	$(BIN)/python -m jupyterlab --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/notebooks \
	  --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate --LabApp.news_url=None \
	  --LabApp.extension_manager=readonly

docs: setup ## write the generated pages of docs/ again
	$(BIN)/python tools/docs.py

picture: report ## take the picture in the README again (needs Chromium)
	$(BIN)/python tools/picture.py

clean: ## remove everything that can be made again, .venv too
	rm -rf .venv reports data/processed .fuzz .pytest_cache .mypy_cache .ruff_cache .hypothesis dist
	find src tests notebooks benchmarks tools -name __pycache__ -prune -exec rm -rf {} +
	find . -name .ipynb_checkpoints -prune -exec rm -rf {} +

# Quick when there is nothing to do. Without PYTHON= a complete .venv of any suitable Python is used as it is.
setup:
	@python=$$(sh tools/find_python.sh "$(PYTHON)") && "$$python" tools/setup.py $(if $(PYTHON),,--any-version)

# Only for developers, with network: writes requirements.lock again (uv comes with the extra `dev`; UV= names another).
# One version for all Pythons (`fewest`), so that reports are equal. argon2-cffi-bindings 26 has no wheel for Intel Macs.
lock:
	echo "argon2-cffi-bindings<26" | $(or $(UV),uv) --no-config pip compile --quiet --universal --generate-hashes \
	  --only-binary :all: --fork-strategy fewest --python-version 3.11 --extra test --constraint - \
	  --custom-compile-command "make lock" $(LOCK_OPTIONS) pyproject.toml -o requirements.lock
