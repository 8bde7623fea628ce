#!/usr/bin/env bash
# Alerts with 50 inhibition rules, 100 silences and 585 groups: Heed beside Alertmanager, one after the other in each round. Processor
# time is each server's own, so that other load on the machine tells little; of each figure the best round counts. Two rounds take about three minutes.
# usage: bench/alerts.sh [ROUNDS [ALERTS]]      writes bench/results/alerts.tsv; HEED_PROGRAM names another program than the one that ./heed builds
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/servers.sh"
rounds=${1:-2}; alerts=${2:-100000}; program=${HEED_PROGRAM:-$root/artifacts/heed/heed}
command -v prometheus-alertmanager >/dev/null || { echo "expected prometheus-alertmanager: apt-get install prometheus-alertmanager" >&2; exit 1; }
[ -n "${HEED_PROGRAM:-}" ] || "$root/heed" --version >/dev/null
dotnet build "$root/bench/Heed.Load" -c Release --nologo -v quiet

{
  cat <<'Y'
route: { receiver: hook, group_by: [model_name, severity], group_wait: 0s, group_interval: 5m, repeat_interval: 4h }
receivers: [{ name: hook, webhook_configs: [{ url: 'http://127.0.0.1:18300/hook' }] }]
inhibit_rules:
Y
  for i in $(seq 0 49); do
    printf -- "- { source_matchers: ['severity=\"critical\"', 'alertname=\"Alert%02d\"'], target_matchers: ['severity=~\"warning|info\"', 'alertname=\"Alert%02d\"'], equal: [model_name] }\n" "$i" $((i + 1))
  done
} >"$work/am.yml"
printf 'alertmanager: am.yml\nmodels: []\n' >"$work/heed.yml"

# begin NAME ROUND: sets server (the process) and url
begin() {
  case $1 in
    heed) "$program" serve "$work/heed.yml" --port 19433 --data "$work/$1-$2" >"$work/$1.log" 2>&1 & url=http://127.0.0.1:19433 ;;
    alertmanager) prometheus-alertmanager --config.file="$work/am.yml" --storage.path="$work/$1-$2" --web.listen-address=127.0.0.1:19093 --cluster.listen-address= --log.level=error \
      >"$work/$1.log" 2>&1 & url=http://127.0.0.1:19093 ;;
  esac
  server=$!
  for _ in $(seq 600); do curl -sf -o /dev/null "$url/-/ready" && return; sleep 0.1; done
  echo "$1 did not start:" >&2; tail "$work/$1.log" >&2; exit 1
}

for round in $(seq "$rounds"); do
  for name in heed alertmanager; do
    begin $name "$round"
    "$load" alerts --url "$url" --pid "$server" --alerts "$alerts" | sed "s/^/$name\t/" >>"$work/figures.tsv"
    stop
  done
done

{
  printf '# %s, %s processors; Heed on .NET %s, Alertmanager %s\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(dotnet --version)" \
    "$(prometheus-alertmanager --version 2>&1 | sed -n 's/.*version \([^ ]*\).*/\1/p;q')"
  printf '# bench/alerts.sh %s %s: the best of the rounds; load average %s. The ratio is how many times better Heed is.\n' "$rounds" "$alerts" "$(cut -d' ' -f1 /proc/loadavg)"
  printf 'what\tunit\theed\talertmanager\tratio\n'
  awk -F'\t' '
    { key = $2 "\t" $4; more = ($4 ~ /\/(CPU )?s$/); if (!(key in seen)) { seen[key] = 1; order[++n] = key; higher[key] = more }
      if (!((key, $1) in best) || (more ? $3 > best[key, $1] : $3 < best[key, $1])) best[key, $1] = $3 + 0 }
    END { for (i = 1; i <= n; i++) { k = order[i]; h = best[k, "heed"]; a = best[k, "alertmanager"]; printf "%s\t%s\t%s\t%.2f\n", k, h, a, higher[k] ? h / a : a / h } }' "$work/figures.tsv"
} | tee "$root/bench/results/alerts.tsv"
