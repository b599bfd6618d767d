#!/bin/sh
# How long an import takes, next to the `.import` of the sqlite3 shell, of the same CSV file on the same machine; in turns,
# so that both see the same load. Needs sqlite3 (apt-get install sqlite3).
#
#     benches/import.sh [ROWS [ROUNDS]]
set -eu
cd "$(dirname "$0")/.."
rows=${1:-1000000}
rounds=${2:-3}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cargo build --quiet --release --example measure_import
measure=target/release/examples/measure_import
"$measure" make "$folder/leads.csv" "$rows"
echo "$(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg); $rows rows, $(du -m "$folder/leads.csv" | cut -f1) MB; sqlite3 $(sqlite3 --version | cut -d' ' -f1)"
round=1
while [ "$round" -le "$rounds" ]; do
    rm -f "$folder/theirs.sqlite" "$folder/keyed.sqlite" "$folder/ours.sqlite"
    begun=$(date +%s.%N)
    sqlite3 "$folder/theirs.sqlite" ".mode csv" ".import '$folder/leads.csv' leads"
    echo "sqlite3 .import:              $(echo "$(date +%s.%N) - $begun" | bc | cut -c1-5) s"
    # What it takes to have what a library has at least: keys that are unique, and found.
    begun=$(date +%s.%N)
    sqlite3 "$folder/keyed.sqlite" ".mode csv" ".import '$folder/leads.csv' leads" 'CREATE UNIQUE INDEX keys ON leads ("Lead ID")'
    echo "sqlite3 .import, keys unique: $(echo "$(date +%s.%N) - $begun" | bc | cut -c1-5) s"
    echo "tandem import:                $("$measure" import "$folder/leads.csv" "$folder/ours.sqlite" | tail -n 1)"
    round=$((round + 1))
done
