#!/usr/bin/env bash
# What watching costs a Python service (uvicorn) and a .NET service (Kestrel) a prediction of 20 features, under wrk on loopback: processor time
# of the service a request, unwatched, with prometheus_client, with Heed, and with Heed while its server is away. Then a real outage of each: the
# server is killed under load and comes back a minute later; the service goes on as before, and the server ends with every prediction, once.
# usage: bench/clients.sh [SECONDS [OUTAGE-SECONDS]]      writes bench/results/clients-wrk.tsv and clients-outage.tsv
#        bench/clients.sh 0 [OUTAGE-SECONDS]              the outages alone
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
seconds=${1:-20} minute=${2:-60}
[ -n "${HEED_PROGRAM:-}" ] || "$root/heed" --version >/dev/null
heed=${HEED_PROGRAM:-$root/artifacts/heed/heed}
load="$root/bench/Heed.Load/bin/Release/net10.0/Heed.Load"
dotnet build "$root/bench/Heed.Load" -c Release --nologo -v quiet >/dev/null
python=${PYTHON:-/usr/bin/python3}
$python -c 'import uvicorn, prometheus_client' || { echo "expected uvicorn: sudo apt-get install -y python3-uvicorn python3-prometheus-client wrk" >&2; exit 1; }
work=$(mktemp -d)
server="" service=""
trap 'for p in $service $server; do kill "$p" 2>/dev/null || true; done; wait 2>/dev/null || true; rm -rf "$work"' EXIT
"$load" events --write-baseline "$work/baseline.ndjson"
printf 'server: { listen: 127.0.0.1:14333, data: %s }\nmodels: [{ name: load, type: classification, baseline: baseline.ndjson }]\n' "$work/data" >"$work/heed.yml"
start_heed() { "$heed" serve "$work/heed.yml" >"$work/log" 2>&1 & server=$!; until curl -sf http://127.0.0.1:14333/readyz >/dev/null; do sleep 0.2; done; }
stop() { kill "$1"; wait "$1" 2>/dev/null || true; }
cpu() { awk '{ sub(/.*\) /, ""); print ($12 + $13) / 100 }' "/proc/$1/stat"; }

# language, what watches, whether the server is there, seconds, where the row goes, more for wrk; the service listens on 18000.
measure() {
  local before after
  before=$(cpu "$service")
  wrk -t1 -c8 -d"$4" "${@:6}" --latency http://127.0.0.1:18000/ >"$work/wrk"
  after=$(cpu "$service")
  awk -v l="$1" -v w="$2" -v s="$3" -v used="$(echo "$after $before" | awk '{print $1-$2}')" '
    /50%/ { p50 = $2 } /99%/ { p99 = $2 } /requests in/ { n = $1 } /Non-2xx/ { bad = $NF }
    END { printf "%s\t%s\t%s\t%d\t%.1f\t%s\t%s\t%d\n", l, w, s, n, used / n * 1e6, p50, p99, bad }' "$work/wrk" >>"$5"
}
warm() {
  until curl -sf http://127.0.0.1:18000/stats >/dev/null; do kill -0 "$service"; sleep 0.2; done
  wrk -t1 -c8 -d3 http://127.0.0.1:18000/ >/dev/null
}
dotnet_service() { "$load" service "$@" & service=$!; }
# What watches, and where batches go while the server is away.
python_service() {
  WATCH=$1 HEED_SPOOL=${2:-} HEED_URL=http://127.0.0.1:14333 PYTHONPATH="$root/clients/python:$root/bench/clients" \
    $python -m uvicorn python_service:app --port 18000 --log-level error --no-access-log & service=$!
}
stat_of() { curl -s http://127.0.0.1:18000/stats | grep -oiE "\b$1 ?= ?[0-9]+" | grep -oE '[0-9]+'; }
known() { curl -s http://127.0.0.1:14333/v1/models/load | grep -oE "\"$1\": ?[0-9]+" | head -n 1 | grep -oE '[0-9]+'; }

# A while up, a minute down, a while up; then until the client has nothing left. As fast as it goes the .NET service makes a hundred thousand
# predictions a second, which no buffer holds for a minute: it counts those that it drops, and its load is paced here.
outage() {
  local pace="$root/bench/clients/paced.lua"
  until curl -sf http://127.0.0.1:18000/stats >/dev/null; do kill -0 "$service"; sleep 0.2; done
  measure "$1" heed up 20 "$work/outage" -s "$pace"
  kill -9 "$server"; wait "$server" 2>/dev/null || true; server=""
  measure "$1" heed down "$minute" "$work/outage" -s "$pace"
  start_heed
  measure "$1" heed back 20 "$work/outage" -s "$pace"
  local since=$SECONDS left
  # What the spool holds is neither waiting nor sent: the end is when all that was taken is sent.
  until [ "$(stat_of taken)" = "$(($(stat_of sent) + $(stat_of rejected)))" ]; do [ $((SECONDS - since)) -lt 300 ] || break; sleep 0.5; done
  left=$(($(stat_of taken) - $(stat_of sent)))
  printf '%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\n' "$1" "$(stat_of taken)" "$(stat_of dropped)" "$(stat_of spooled)" "$left" "$((SECONDS - since))" \
    "$(known predictions)" "$(known duplicate_predictions)" >>"$work/kept"
  stop "$service"; service=""
}
machine() { printf '# %s, %s processors\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)"; }

if [ "$seconds" != 0 ]; then
# The .NET service has no peer here: no Prometheus client for .NET comes with the SDK.
for watch in none heed heed-away; do
  [ $watch = none ] || [ -n "$server" ] || start_heed
  [ $watch != heed-away ] || { stop "$server"; server=""; }
  if [ $watch = none ]; then dotnet_service; else dotnet_service --url http://127.0.0.1:14333; fi
  warm
  measure dotnet "$watch" "$([ $watch = heed-away ] && echo down || echo up)" "$seconds" "$work/rows"
  curl -s http://127.0.0.1:18000/stats; echo
  stop "$service"; service=""
done
[ -n "$server" ] || start_heed
for watch in none prometheus heed heed-away; do
  [ $watch != heed-away ] || { stop "$server"; server=""; }
  python_service "${watch%-away}"
  warm
  measure python "$watch" "$([ $watch = heed-away ] && echo down || echo up)" "$seconds" "$work/rows"
  curl -s http://127.0.0.1:18000/stats; echo
  stop "$service"; service=""
done
{
  machine
  printf '# bench/clients.sh %s; processor time of the whole service process, its sending included\n' "$seconds"
  printf 'service\twatched_by\tserver\trequests\tcpu_us_a_request\tp50\tp99\tnot_2xx\n'
  cat "$work/rows"
} >"$root/bench/results/clients-wrk.tsv"
cat "$root/bench/results/clients-wrk.tsv"
fi

for service_of in dotnet python; do
  [ -z "$server" ] || { stop "$server"; server=""; }
  rm -rf "$work/data"
  start_heed
  if [ $service_of = dotnet ]; then dotnet_service --url http://127.0.0.1:14333 --spool "$work/spool-dotnet"; else python_service heed "$work/spool-python"; fi
  outage $service_of
done
{
  machine
  printf '# bench/clients.sh %s %s; the server is killed and comes back %s s later; queue of 131,072 and 200,000 events, spool of 4 GiB\n' "$seconds" "$minute" "$minute"
  printf 'service\twatched_by\tserver\trequests\tcpu_us_a_request\tp50\tp99\tnot_2xx\n'
  cat "$work/outage"
  printf '\nservice\tpredictions_made\tdropped\tspooled\tleft\tseconds_until_all_were_sent\tpredictions_known_to_the_server\trepeated_and_counted_once\n'
  cat "$work/kept"
} >"$root/bench/results/clients-outage.tsv"
cat "$root/bench/results/clients-outage.tsv"
# The figures are only worth keeping where nothing was lost.
awk -F'\t' '$2 != $7 || $3 != 0 { print "expected every prediction at the server once, found " $7 " of " $2 " of the " $1 " service" > "/dev/stderr"; bad = 1 } END { exit bad }' "$work/kept"
