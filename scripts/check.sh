#!/usr/bin/env bash
# Everything that must hold before a change goes in, the fast checks first. Run it from anywhere.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$*"; "$@"; }

step cargo fmt --check
step cargo clippy --locked --all-targets -- -D warnings
# The README's own command, so that what it promises is what is checked.
step cargo test
RUSTDOCFLAGS="-D warnings" step cargo doc --locked --no-deps
