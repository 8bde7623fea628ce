#!/usr/bin/env bash
# A year of the two example models through the whole pipeline, as fast as the machine goes; the median of five runs.
# usage: bench/replay.sh      writes bench/results/replay.tsv
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
"$root/heed" --version >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
run() {
  local model=$1
  for _ in 1 2 3 4 5; do
    /usr/bin/time -f '%e %M' -o "$work/time" "$root/artifacts/heed/heed" replay "$root/examples/demo/heed.yml" \
      --events "$root/examples/$model/production.ndjson.gz" --notifications "$work/$model.ndjson" >"$work/summary"
    cat "$work/time"
  done | sort -n | sed -n 3p >"$work/median"
  read -r seconds kilobytes <"$work/median"
  printf '%s\t%s\t%s\t%s\n' "$model" "$seconds" "$((kilobytes / 1024))" "$(sed 's/, [0-9.]* s$//' "$work/summary")"
}
{
  printf '# %s, %s processors, %s\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(dotnet --version)"
  printf '# bench/replay.sh; whole process, median of five\n'
  printf 'model\tseconds\tmemory_mb\twhat\n'
  run housing
  run bikes
} | tee "$root/bench/results/replay.tsv"
