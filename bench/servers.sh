# Starts the servers that a benchmark compares, each alone on loopback with fresh files; sourced by the scripts beside it.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
load="$root/bench/Heed.Load/bin/Release/net10.0/Heed.Load"
work=$(mktemp -d)
server=""
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

prepare() {
  for part in prometheus promtool victoria-metrics; do
    command -v $part >/dev/null || { echo "expected $part: apt-get install prometheus victoria-metrics" >&2; exit 1; }
  done
  "$root/heed" --version >/dev/null
  dotnet build "$root/bench/Heed.Load" -c Release --nologo -v quiet
  printf 'server: { admin_api: true }\nmodels: []\nstorage: { retention: 3650d }\n' >"$work/heed.yml"
  printf 'global: { scrape_interval: 15s }\n' >"$work/prometheus.yml"
}

# start NAME: sets server (the process), url, write (the address of remote write)
start() {
  local folder="$work/$1"
  mkdir -p "$folder"
  case $1 in
    heed)
      "$root/artifacts/heed/heed" serve "$work/heed.yml" --port 19433 --data "$folder" >"$work/$1.log" 2>&1 & server=$!
      url=http://127.0.0.1:19433; write=$url/api/v1/write; ready=$url/readyz ;;
    prometheus)
      prometheus --config.file="$work/prometheus.yml" --storage.tsdb.path="$folder" --storage.tsdb.retention.time=100y --web.enable-remote-write-receiver \
        --web.listen-address=127.0.0.1:19490 --log.level=error >"$work/$1.log" 2>&1 & server=$!
      url=http://127.0.0.1:19490; write=$url/api/v1/write; ready=$url/-/ready ;;
    victoria-metrics)
      victoria-metrics -storageDataPath="$folder" -httpListenAddr=127.0.0.1:19428 -retentionPeriod=100y -loggerLevel=ERROR >"$work/$1.log" 2>&1 & server=$!
      url=http://127.0.0.1:19428; write=$url/api/v1/write; ready=$url/health ;;
  esac
  for _ in $(seq 600); do curl -sf -o /dev/null "$ready" && return; sleep 0.1; done
  echo "$1 did not start:" >&2; tail "$work/$1.log" >&2; exit 1
}

stop() { kill "$server"; wait "$server" 2>/dev/null || true; server=""; }

head_lines() {
  printf '# %s, %s processors; Heed on .NET %s, Prometheus %s, VictoriaMetrics %s\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(dotnet --version)" \
    "$(prometheus --version 2>&1 | sed -n 's/.*version \([^ ]*\).*/\1/p;q')" "$(dpkg-query -W -f '${Version}' victoria-metrics 2>/dev/null || echo unknown)"
  printf '# %s\n' "$1"
}
