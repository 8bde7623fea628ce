#!/usr/bin/env bash
# What watching costs a Python service (uvicorn) and a .NET service (Kestrel) a prediction of 20 features, under wrk on loopback: processor time
# of the service a request, unwatched, with prometheus_client, with Heed, and with Heed while its server is away.
# usage: bench/clients.sh [SECONDS]      writes bench/results/clients-wrk.tsv
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
seconds=${1:-20}
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

# language, what watches, whether the server is there; the service listens on 18000.
measure() {
  until curl -sf http://127.0.0.1:18000/ >/dev/null; do kill -0 "$service"; sleep 0.2; done
  wrk -t1 -c8 -d3 http://127.0.0.1:18000/ >/dev/null
  local before after
  before=$(cpu "$service")
  wrk -t1 -c8 -d"$seconds" --latency http://127.0.0.1:18000/ >"$work/wrk"
  after=$(cpu "$service")
  awk -v l="$1" -v w="$2" -v s="$3" -v used="$(echo "$after $before" | awk '{print $1-$2}')" '
    /99%/ { p99 = $2 } /requests in/ { n = $1 } /Non-2xx/ { bad = $NF }
    END { printf "%s\t%s\t%s\t%d\t%.1f\t%s\t%d\n", l, w, s, n, used / n * 1e6, p99, bad }' "$work/wrk" >>"$work/rows"
}

# The .NET service has no peer here: no Prometheus client for .NET comes with the SDK.
for watch in none heed heed-away; do
  [ $watch = none ] || [ -n "$server" ] || start_heed
  [ $watch != heed-away ] || { stop "$server"; server=""; }
  if [ $watch = none ]; then "$load" service & service=$!; else "$load" service --url http://127.0.0.1:14333 & service=$!; fi
  measure dotnet "$watch" "$([ $watch = heed-away ] && echo down || echo up)"
  curl -s http://127.0.0.1:18000/stats; echo
  stop "$service"; service=""
done
[ -n "$server" ] || start_heed
for watch in none prometheus heed heed-away; do
  [ $watch != heed-away ] || { stop "$server"; server=""; }
  WATCH=${watch%-away} HEED_URL=http://127.0.0.1:14333 PYTHONPATH="$root/clients/python:$root/bench/clients" \
    $python -m uvicorn python_service:app --port 18000 --log-level error --no-access-log & service=$!
  measure python "$watch" "$([ $watch = heed-away ] && echo down || echo up)"
  [ "${watch%-away}" != heed ] || { curl -s http://127.0.0.1:18000/stats; echo; }
  stop "$service"; service=""
done
{
  printf '# %s, %s processors\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)"
  printf '# bench/clients.sh %s; processor time of the whole service process, its sending included\n' "$seconds"
  printf 'service\twatched_by\tserver\trequests\tcpu_us_a_request\tp99\tnot_2xx\n'
  cat "$work/rows"
} >"$root/bench/results/clients-wrk.tsv"
cat "$root/bench/results/clients-wrk.tsv"
