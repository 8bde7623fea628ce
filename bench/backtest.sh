#!/usr/bin/env bash
# A backtest of 1,000 alerting rules (a threshold, a rate or a burn rate over ten series each) over 10,000 series with a sample a minute, one
# evaluation a minute. Measures a slice and says what ninety days would take at its rate: that last column is computed, not measured.
# usage: bench/backtest.sh [HOURS]      writes bench/results/backtest.tsv
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/servers.sh"
hours=${1:-6}
"$root/heed" --version >/dev/null
python3 - "$hours" "$work" <<'PY'
import random, sys
random.seed(7)
steps = int(sys.argv[1]) * 60
start = 1748736000 - steps * 60
for kind, odd in (("gauge", 1), ("counter", 0)):
    target = open(f"{sys.argv[2]}/{kind}.om", "w")
    write = target.write
    name = "ml_feature_mean" if odd else "ml_requests"
    write(f"# TYPE {name} {kind}\n")
    for i in range(odd, 10000, 2):
        labels = f'{name}{"" if odd else "_total"}{{endpoint="/predict",feature="f{i % 10}",model_name="model_{i // 10}"}}'
        value = 0
        for step in range(steps):
            value = round(random.gauss(50, 10), 3) if odd else value + random.randrange(600)
            write(f"{labels} {value} {start + step * 60}\n")
    write("# EOF\n")
    target.close()
PY
{
  printf 'groups:\n'
  for g in $(seq 0 9); do
    printf -- '- name: g%d\n  interval: 1m\n  rules:\n' "$g"
    for i in $(seq $((g * 100)) $((g * 100 + 99))); do
      m="model_name=\"model_$i\""
      case $((i % 3)) in
        0) e="ml_feature_mean{$m} > 85" ;;
        1) e="sum by (model_name) (rate(ml_requests_total{$m}[5m])) > 60" ;;
        2) e="sum(rate(ml_requests_total{$m,feature=\"f0\"}[5m])) / sum(rate(ml_requests_total{$m}[5m])) > 0.3 and sum(rate(ml_requests_total{$m,feature=\"f0\"}[1h])) / sum(rate(ml_requests_total{$m}[1h])) > 0.25" ;;
      esac
      printf "  - {alert: R%d, expr: '%s', for: 1m, labels: {severity: warning}, annotations: {summary: '{{ \$value }}'}}\n" "$i" "$e"
    done
  done
} >"$work/rules.yml"
printf 'models: []\nglobal: { metric_aliases: false }\nrules: [rules.yml]\n' >"$work/heed.yml"
heed="$root/artifacts/heed/heed"
"$heed" store import "$work/store" "$work/gauge.om" "$work/counter.om" >"$work/import.log" 2>&1 || { cat "$work/import.log" >&2; exit 1; }
rm "$work/gauge.om" "$work/counter.om"
begun=$(date +%s.%N); TIMEFORMAT='%U %S'
{ time NO_COLOR=1 "$heed" backtest "$work/heed.yml" --data "$work/store" --since "${hours}h" --json "$work/out.json" >"$work/out.txt"; } 2>"$work/cpu"
seconds=$(awk "BEGIN{printf \"%.1f\", $(date +%s.%N) - $begun}")
{
  head_lines "bench/backtest.sh $hours: 10,000 series, 1,000 rules, reading the store included; load average $(cut -d' ' -f1 /proc/loadavg)"
  printf 'hours\trule_evaluations\tfired\tseconds\tcpu_seconds\tevaluations_per_s\tminutes_for_90_days_at_this_rate\tcpu_minutes_for_90_days_at_this_rate\n'
  evaluations=$(python3 -c "import json; print(json.load(open('$work/out.json'))['new']['rule_evaluations'])")
  fired=$(python3 -c "import json; print(json.load(open('$work/out.json'))['new']['fired'])")
  cpu=$(tail -n 1 "$work/cpu" | awk '{printf "%.1f", $1 + $2}')
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$hours" "$evaluations" "$fired" "$seconds" "$cpu" "$(awk "BEGIN{printf \"%.0f\", $evaluations / $seconds}")" \
    "$(awk "BEGIN{printf \"%.1f\", 90 * 24 / $hours * $seconds / 60}")" "$(awk "BEGIN{printf \"%.1f\", 90 * 24 / $hours * $cpu / 60}")"
} >"$root/bench/results/backtest.tsv"
cat "$root/bench/results/backtest.tsv"
