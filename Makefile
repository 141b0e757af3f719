# Two commands matter: make run and make test. The work is done by crates/xtask; this file only finds a Rust for it.

XTASK = cargo xtask

.DEFAULT_GOAL := help
.PHONY: help run test dev bench bench-chain bench-extract fuzz torture queries setup site rust

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | awk -F'|' '{ printf "%-22s%s\n", $$1, $$2 }'

run: rust ## Build all and serve the demo library at http://127.0.0.1:3000
	@$(XTASK) run $(ARGS)

test: rust ## Run every check: format, lints, unit, integration and browser tests
	@$(XTASK) test

dev: rust ## Watch the files; rebuild and restart a debug server
	@$(XTASK) dev

bench: rust ## Measure the server beside a bare handler, and what a reader downloads
	@$(XTASK) bench

bench-chain: rust ## Measure the analysis and drawing of chains, from two mentions to two thousand
	@$(XTASK) bench-chain

bench-extract: rust ## Measure how well and how fast articles are read, beside the goals
	@$(XTASK) bench-extract

fuzz: rust ## Feed bent articles to the reader for a minute; make fuzz ARGS="--replay FILE"
	@$(XTASK) fuzz $(ARGS)

torture: rust ## Minutes of kill -9, full disk, load and hostile clients; make torture ARGS="kill9 --times 50"
	@$(XTASK) torture $(ARGS)

queries: rust ## Check the SQL against the migrations and write .sqlx anew
	@$(XTASK) queries

setup: rust ## Install or name what run and test need
	@$(XTASK) setup

site: rust ## Build the browser's files into target/site
	@$(XTASK) site

rust:
	@command -v cargo >/dev/null || { echo "cargo is missing. Install Rust with rustup: https://rustup.rs"; exit 1; }
	@command -v cc >/dev/null || { echo "A C compiler is missing. On Debian: sudo apt-get install -y build-essential. On macOS: xcode-select --install"; exit 1; }
