#!/bin/sh
# A long run of the tests that hand made-up and broken files to the readers of imports and of models. Run it from anywhere.
#
#     scripts/fuzz.sh [CASES]
set -eu
cd "$(dirname "$0")/.."
PROPTEST_CASES=${1:-20000} cargo test --test it fuzz
