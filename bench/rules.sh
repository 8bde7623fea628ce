#!/usr/bin/env bash
# 1,000 alerting rules over 10,000 series that both servers scrape from one source; Heed beside Prometheus at the same time, four shapes.
# Each server's own figure of its group's last evaluation, read once an interval; the least, the median and the greatest of them.
# usage: bench/rules.sh [READINGS [WARM_SECONDS]]      writes bench/results/rules.tsv
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/servers.sh"
readings=${1:-20}; warm=${2:-75}; interval=5
command -v prometheus >/dev/null || { echo "expected prometheus: apt-get install prometheus" >&2; exit 1; }
command -v python3 >/dev/null || { echo "expected python3" >&2; exit 1; }
"$root/heed" --version >/dev/null
cat >"$work/source.py" <<'PY'
import http.server, time
class Source(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        now = int(time.time())
        lines = []
        for i in range(10000):
            name, value = ("ml_feature_mean", 50 + (i * 7 + now) % 13) if i % 2 else ("ml_requests_total", now * (1 + i % 5) % 10**9)
            lines.append(f'{name}{{endpoint="/predict",feature="f{i % 10}",instance="10.0.0.{i // 10 % 50}:8000",model_name="model_{i // 10}",model_version="v{i // 10 % 3}"}} {value}')
        body = ("\n".join(lines) + "\n").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; version=0.0.4")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_): pass
http.server.ThreadingHTTPServer(("127.0.0.1", 19401), Source).serve_forever()
PY
python3 "$work/source.py" & source_process=$!
heed_process=""; prometheus_process=""
end() { for p in $heed_process $prometheus_process $source_process; do kill "$p" 2>/dev/null || true; done; wait 2>/dev/null || true; rm -rf "$work"; }
trap end EXIT

rules() {
  printf 'groups:\n- name: g\n  interval: %ss\n  rules:\n' $interval
  for i in $(seq 0 999); do
    m="model_name=\"model_$i\""
    case $1 in
      threshold) e="ml_feature_mean{$m} > 1e9" ;;
      rate1m) e="sum by (model_name)(rate(ml_requests_total{$m}[1m])) > 1e9" ;;
      burn) e="sum(rate(ml_requests_total{$m,feature=\"f0\"}[1m]))/sum(rate(ml_requests_total{$m}[1m])) > 14.4 and sum(rate(ml_requests_total{$m,feature=\"f0\"}[10s]))/sum(rate(ml_requests_total{$m}[10s])) > 14.4" ;;
      firing) e="ml_feature_mean{$m} > -1e9" ;;
    esac
    printf "  - {alert: R%d, expr: '%s', labels: {severity: warning}, annotations: {summary: 'value {{ \$value }} on {{ \$labels.model_name }}'}}\n" "$i" "$e"
  done
}

wait_for() { for _ in $(seq 600); do curl -sf -o /dev/null "$1" && return; sleep 0.1; done; echo "nobody answers at $1" >&2; exit 1; }
spread() { sort -g | awk '{a[NR] = $1} END {printf "%.2f\t%.2f\t%.2f", a[1] * 1000, a[int((NR + 1) / 2)] * 1000, a[NR] * 1000}'; }

{
  head_lines "bench/rules.sh $readings $warm: both at the same time on one machine, milliseconds an evaluation; load average $(cut -d' ' -f1 /proc/loadavg)"
  printf 'shape\theed_min\theed_median\theed_max\tprometheus_min\tprometheus_median\tprometheus_max\tratio_of_min\theed_firing\tprometheus_firing\n'
  for shape in threshold rate1m burn firing; do
    rules $shape >"$work/rules.yml"
    job="{ job_name: ml, honor_labels: true, scrape_interval: ${interval}s, scrape_timeout: ${interval}s, static_configs: [{ targets: ['127.0.0.1:19401'] }] }"
    printf 'models: []\nglobal: { sample_interval: 1s, evaluation_interval: %ss }\nrules: [rules.yml]\nscrape: [%s]\n' $interval "$job" >"$work/heed.yml"
    printf 'global: { evaluation_interval: %ss }\nrule_files: [rules.yml]\nscrape_configs: [%s]\n' $interval "$job" >"$work/prometheus.yml"
    "$root/artifacts/heed/heed" serve "$work/heed.yml" --port 19433 --data "$work/heed-$shape" >"$work/heed.log" 2>&1 & heed_process=$!
    prometheus --config.file="$work/prometheus.yml" --storage.tsdb.path="$work/prometheus-$shape" --web.listen-address=127.0.0.1:19490 --log.level=error \
      >"$work/prometheus.log" 2>&1 & prometheus_process=$!
    wait_for http://127.0.0.1:19433/readyz; wait_for http://127.0.0.1:19490/-/ready
    sleep "$warm"
    : >"$work/heed.times"; : >"$work/prometheus.times"
    for _ in $(seq "$readings"); do
      sleep $interval
      curl -s 'http://127.0.0.1:19433/api/v1/query' --data-urlencode 'query=heed_rules_group_last_duration_seconds{rule_group=~".*;g"}' \
        | python3 -c 'import json,sys; [print(e["value"][1]) for e in json.load(sys.stdin)["data"]["result"]]' >>"$work/heed.times"
      curl -s http://127.0.0.1:19490/metrics | awk '/^prometheus_rule_group_last_duration_seconds/{print $2}' >>"$work/prometheus.times"
    done
    firing() { curl -s "$1/api/v1/alerts" | python3 -c 'import json,sys; print(sum(a["state"] == "firing" for a in json.load(sys.stdin)["data"]["alerts"]))'; }
    heed=$(spread <"$work/heed.times"); other=$(spread <"$work/prometheus.times")
    printf '%s\t%s\t%s\t%s\t%s\t%s\n' $shape "$heed" "$other" "$(awk "BEGIN{printf \"%.3f\", ${heed%%$'\t'*} / ${other%%$'\t'*}}")" \
      "$(firing http://127.0.0.1:19433)" "$(firing http://127.0.0.1:19490)"
    kill "$heed_process" "$prometheus_process"; wait "$heed_process" "$prometheus_process" 2>/dev/null || true
    heed_process=""; prometheus_process=""
  done
} >"$work/rules.tsv"
cp "$work/rules.tsv" "$root/bench/results/rules.tsv"
cat "$root/bench/results/rules.tsv"
