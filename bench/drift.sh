#!/usr/bin/env bash
# heed drift on two files of ROWS x 25 columns, from CSV to table, HTML and JSON, beside pandas and SciPy on the same files.
# usage: bench/drift.sh [ROWS]      writes bench/results/drift.tsv; HEED names another program than the launcher
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
rows=${1:-1000000}
heed=${HEED:-$root/heed}
python=/usr/bin/python3
"$python" -c 'import pandas, scipy' || { echo "drift.sh: expected pandas and SciPy: apt-get install python3-pandas python3-scipy" >&2; exit 1; }
"$heed" --version >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" "$root/bench/drift_data.py" "$rows" "$work/baseline.csv" "$work/current.csv"
# The fastest of some runs: wall seconds, CPU seconds, peak memory in MB.
fastest() {
  local runs=$1; shift
  for _ in $(seq "$runs"); do
    /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" >/dev/null
    awk '{ printf "%s\t%.2f\t%d\n", $1, $2 + $3, $4 / 1024 }' "$work/time"
  done | sort -n | head -n 1
}
{
  printf '# %s, %s processors, load %s\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(cut -d' ' -f1 /proc/loadavg)"
  printf '# bench/drift.sh %s: two CSV files of %s MB together; fastest of 5 runs (peer: 1)\n' "$rows" "$(($(cat "$work"/*.csv | wc -c) >> 20))"
  printf 'program\tseconds\tcpu_seconds\tpeak_mb\treport_bytes\n'
  figures=$(fastest 5 "$heed" drift "$work/baseline.csv" "$work/current.csv" --html "$work/report.html" --json "$work/report.json")
  printf 'heed\t%s\t%s\n' "$figures" "$(wc -c <"$work/report.html")"
  printf 'pandas+scipy\t%s\t-\n' "$(fastest 1 "$python" "$root/bench/drift_peer.py" "$work/baseline.csv" "$work/current.csv")"
} >"$root/bench/results/drift.tsv"
cat "$root/bench/results/drift.tsv"
