#!/usr/bin/env bash
# Samples by remote write: throughput by the server's CPU time, memory a series, bytes on disk; Heed beside Prometheus and VictoriaMetrics.
# usage: bench/storage.sh [ROUNDS]      writes bench/results/storage.tsv; `bench/summarize.sh storage` prints medians
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/servers.sh"
rounds=${1:-3}
prepare
results="$root/bench/results/storage.tsv"
{
  head_lines "bench/storage.sh $rounds: 2 connections, batches of 2,000; CPU counts 6 s of what is deferred; disk after a clean stop"
  first=1
  for round in $(seq "$rounds"); do
    for shape in "10000 300" "100000 50"; do
      read -r series steps <<<"$shape"
      for name in heed prometheus victoria-metrics; do
        rm -rf "${work:?}/$name"
        start $name
        sleep 1
        "$load" push --url $write --pid $server --series "$series" --steps "$steps" >"$work/out"
        stop
        [ $first = 1 ] && printf 'server\tround\t%s\tdisk_bytes_per_sample\n' "$(head -n 1 "$work/out")"; first=0
        printf '%s\t%s\t%s\t%s\n' $name "$round" "$(tail -n 1 "$work/out")" "$(awk "BEGIN{printf \"%.2f\", $(du -sb "$work/$name" | cut -f1) / ($series * $steps)}")"
      done
    done
  done
} >"$results"
cat "$results"
