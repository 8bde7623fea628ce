#!/usr/bin/env bash
# Events accepted over HTTP by a server on one core, all monitors on, 20 numeric features; and its memory.
# usage: bench/ingest.sh [EVENTS]      writes bench/results/ingest.tsv
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
events=${1:-1000000}
"$root/heed" --version >/dev/null
dotnet build "$root/bench/Heed.Load" -c Release --nologo -v quiet
load="$root/bench/Heed.Load/bin/Release/net10.0/Heed.Load"
work=$(mktemp -d)
server=""
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
"$load" events --write-baseline "$work/baseline.ndjson"
printf 'models: [{ name: load, type: classification, baseline: baseline.ndjson }]\ningest: { max_age: 400d }\n' >"$work/heed.yml"

results="$root/bench/results/ingest.tsv"
{
  printf '# %s, %s processors, %s\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(dotnet --version)"
  printf '# bench/ingest.sh %s; server on processor 0, load on processor 1\n' "$events"
  first=1
  for shape in "500 4" "100 4" "1 8"; do
    read -r batch connections <<<"$shape"
    n=$events; [ "$batch" = 1 ] && n=$((events / 20))
    taskset -c 0 "$root/artifacts/heed/heed" serve "$work/heed.yml" --port 0 --data "$work/data-$batch" >"$work/log" 2>&1 &
    server=$!
    for _ in $(seq 300); do grep -q 'listening on' "$work/log" && break; sleep 0.1; done
    url=$(sed -n 's/.*listening on //p' "$work/log")
    # The first run warms the program up; the second one counts.
    taskset -c 1 "$load" events --url "$url" --pid $server --events $((n / 2)) --batch "$batch" --connections "$connections" --first-id 0 >/dev/null
    taskset -c 1 "$load" events --url "$url" --pid $server --events "$n" --batch "$batch" --connections "$connections" --first-id 1000000000 >"$work/out"
    [ $first = 1 ] && head -n 1 "$work/out"; first=0
    tail -n 1 "$work/out"
    kill $server; wait $server 2>/dev/null || true; server=""
  done
} >"$results"
cat "$results"
