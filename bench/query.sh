#!/usr/bin/env bash
# Queries over 30 days of about 200 series at 15 s (34.6 M samples), over HTTP; Heed beside Prometheus and VictoriaMetrics, the same data.
# usage: bench/query.sh [REPETITIONS]      writes bench/results/query.tsv and bench/results/disk.tsv
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/servers.sh"
repetitions=${1:-40}
prepare
mkdir -p "$work/text" "$work/prometheus"
"$load" history --openmetrics "$work/text"
for file in "$work"/text/*.om; do
  promtool tsdb create-blocks-from --max-block-duration=54h openmetrics -q "$file" "$work/prometheus" >/dev/null
done
rm -rf "$work/text"
for name in heed victoria-metrics; do
  start $name
  "$load" history --url $write >"$work/$name.pushed"
  [ $name = victoria-metrics ] && { curl -s "$url/internal/force_flush" >/dev/null; curl -s "$url/internal/force_merge" >/dev/null; sleep 25; }
  [ $name = heed ] && curl -s -X POST "$url/api/v1/admin/tsdb/compact" >/dev/null
  stop
done
{
  head_lines "bench/query.sh: the same 34.6 M samples; after compaction and a clean stop, index included"
  printf 'server\tbytes\tbytes_per_sample\n'
  for name in heed prometheus victoria-metrics; do
    bytes=$(du -sb "$work/$name" | cut -f1)
    printf '%s\t%s\t%s\n' $name "$bytes" "$(awk "BEGIN{printf \"%.3f\", $bytes / 34560000}")"
  done
} >"$root/bench/results/disk.tsv"
{
  head_lines "bench/query.sh $repetitions: p50 over HTTP in ms, each repetition at another time; VictoriaMetrics without its cache"
  first=1
  for name in heed prometheus victoria-metrics; do
    start $name
    extra=""; [ $name = victoria-metrics ] && extra="&nocache=1"
    "$load" query --url $url/ --pid $server --repetitions "$repetitions" --extra "$extra" >"$work/out"
    [ $first = 1 ] && printf 'server\t%s\n' "$(head -n 1 "$work/out")"; first=0
    tail -n +2 "$work/out" | sed "s/^/$name\t/"
    printf '# %s: resident %s MB\n' $name "$(awk '/VmRSS/{printf "%.0f", $2 / 1024}' /proc/$server/status)"
    stop
  done
} >"$root/bench/results/query.tsv"
cat "$root/bench/results/disk.tsv" "$root/bench/results/query.tsv"
