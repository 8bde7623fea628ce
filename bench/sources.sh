#!/usr/bin/env bash
# CloudEvents of KServe's and Seldon's loggers at 20,000 messages a second: joined, refused, CPU time and memory of the server.
# usage: bench/sources.sh [MESSAGES] [RATE]      writes bench/results/sources.tsv
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
messages=${1:-1200000} rate=${2:-20000}
[ -n "${HEED_PROGRAM:-}" ] || "$root/heed" --version >/dev/null
heed=${HEED_PROGRAM:-$root/artifacts/heed/heed}
dotnet build "$root/bench/Heed.Load" -c Release --nologo -v quiet
load="$root/bench/Heed.Load/bin/Release/net10.0/Heed.Load"
work=$(mktemp -d)
server=""
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
"$load" events --write-baseline "$work/baseline.ndjson"
printf 'models: [{ name: load, type: classification, baseline: baseline.ndjson, source: { classes: ["no", "yes"] } }]\n' >"$work/heed.yml"
"$heed" serve "$work/heed.yml" --port 0 --data "$work/data" >"$work/log" 2>&1 &
server=$!
for _ in $(seq 300); do grep -q 'listening on' "$work/log" && break; sleep 0.1; done
url=$(sed -n 's/.*listening on //p' "$work/log" | sed 's:/$::')
"$load" cloudevents --url "$url" --pid $server --messages 80000 --rate "$rate" --first-id 0 >/dev/null
"$load" cloudevents --url "$url" --pid $server --messages "$messages" --rate "$rate" --first-id 1000000 >"$work/out"
sleep 2
count() { curl -s "$url/v1/sources" | sed -E "s/.*\"$1\":([0-9]+).*/\1/"; }
{
  printf '# %s, %s processors, %s\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(dotnet --version)"
  printf '# bench/sources.sh %s %s; 20 features; before it 80,000 messages to warm up, which joined and refused count too\n' "$messages" "$rate"
  printf '%s\tjoined\twaiting\tdropped\trefused\tlast_10s_peak_mb\n' "$(head -n 1 "$work/out")"
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$(tail -n 1 "$work/out")" "$(count events)" "$(count waiting_messages)" "$(count dropped_events)" \
    "$(curl -s "$url/v1/sources" | sed -E 's/.*"refused":\{([^}]*)\}.*/\1/;s/^$/0/')" "$(awk '/VmHWM/{print int($2/1000)}' /proc/$server/status)"
} | sed 's/last_10s_peak_mb/peak_rss_mb/' >"$root/bench/results/sources.tsv"
cat "$root/bench/results/sources.tsv"
