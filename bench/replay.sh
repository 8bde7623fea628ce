#!/usr/bin/env bash
# Recorded streams through the whole pipeline, as fast as the machine goes; the median of five runs: a year of the two example models at the
# demo's intervals, and 21 days of a labelled stream at the default ones (figures each 15 s, rules each minute) where generate.py is there.
# usage: bench/replay.sh      writes bench/results/replay.tsv      HEED_SIGNAL: the folder with generate.py (../shared/signal)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
signal=${HEED_SIGNAL:-$root/../shared/signal}
"$root/heed" --version >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
run() {
  local name=$1 config=$2 events=$3
  for _ in 1 2 3 4 5; do
    /usr/bin/time -f '%e %U %M' -o "$work/time" "$root/artifacts/heed/heed" replay "$config" \
      --events "$events" --notifications "$work/$name.ndjson" >"$work/summary"
    cat "$work/time"
  done | sort -n | sed -n 3p >"$work/median"
  read -r seconds processor kilobytes <"$work/median"
  printf '%s\t%s\t%s\t%s\t%s\n' "$name" "$seconds" "$processor" "$((kilobytes / 1024))" "$(sed 's/, [0-9.]* s$//' "$work/summary")"
}
{
  printf '# %s, %s processors, %s\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(dotnet --version)"
  printf '# bench/replay.sh; whole process, median of five\n'
  printf 'stream\tseconds\tprocessor_seconds\tmemory_mb\twhat\n'
  for model in housing bikes; do run "$model" "$root/examples/demo/heed.yml" "$root/examples/$model/production.ndjson.gz"; done
  if [ -f "$signal/generate.py" ]; then
    for scenario in quiet_seasonal cascade; do
      python3 "$signal/generate.py" --seed 1 --scenario "$scenario" --out "$work/streams" >/dev/null
      folder=$(dirname "$(find "$work/streams" -path "*$scenario/events.ndjson.gz")")
      run "$scenario" "$folder/heed.yml" "$folder/events.ndjson.gz"
    done
  fi
} | tee "$work/replay.tsv"
cp "$work/replay.tsv" "$root/bench/results/replay.tsv"
