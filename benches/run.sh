#!/bin/sh
# Measures the scorer, and compares it with other engines on the same leads. See benches/README.md.
#
#     benches/run.sh [LEADS]
set -eu
cd "$(dirname "$0")/.."
leads=${1:-1000000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

echo "Machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, $(awk '/MemTotal/ { printf "%.0f GB", $2 / 1e6 }' /proc/meminfo); load $(cut -d' ' -f1 /proc/loadavg)"
echo "Commit: $(git describe --always --dirty 2>/dev/null || echo unknown); $(rustc --version)"
cargo bench --quiet --bench scoring -- export "$folder" "$leads"
cargo bench --quiet --bench scoring -- table
cargo bench --quiet --bench scoring -- opening "$leads"
if python3 -c 'import duckdb, polars' 2>/dev/null; then
    echo "Other engines"
    python3 benches/peers/compare.py "$folder"
else
    echo "No other engines: python3 -m pip install duckdb polars"
fi
