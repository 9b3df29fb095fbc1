# Short names for what is long to type. PYTHON is the interpreter that lhextract is installed for.
PYTHON ?= $(if $(wildcard .venv/bin/python),.venv/bin/python,python)
SECONDS ?= 120

.PHONY: fuzz
fuzz: ## Look for input that breaks a law, for any time: make fuzz SECONDS=3600
	$(PYTHON) -m tests.fuzz --seconds $(SECONDS) $(if $(LOG),--log $(LOG))
