#!/usr/bin/env bash
# The default alerts against labelled streams: generates what is missing, replays, and lets score.py judge the notices.
# usage: bench/signal.sh [SEEDS [SCENARIOS [DAYS]]]    e.g. bench/signal.sh 1-5, or bench/signal.sh 2 outage,holiday 14
# HEED_SIGNAL: the folder with generate.py and score.py (../shared/signal); HEED_SIGNAL_WORK: where streams and notices are kept;
# HEED_FALSE_ALARMS: another budget, as "1 per model per 30d". HEED_SIGNAL_INTERVAL: the sample and evaluation interval, as 5m.
# HEED_SIGNAL_KINDS=1: the further kinds of failure and harmless change of bench/signal/kinds instead.
# All scenarios at 21 days write bench/results/signal.tsv, or signal-kinds.tsv.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
signal=${HEED_SIGNAL:-$root/../shared/signal}
work=${HEED_SIGNAL_WORK:-${TMPDIR:-/tmp}/heed-signal}
project="$root/bench/signal/Heed.SignalBench"
dotnet build "$project" -c Release --nologo -v quiet >/dev/null
arguments=(--signal "$signal" --work "$work" --seeds "${1:-1-5}" --scenarios "${2:-all}" --days "${3:-21}")
[ -z "${HEED_FALSE_ALARMS:-}" ] || arguments+=(--false-alarms "$HEED_FALSE_ALARMS")
[ -z "${HEED_SIGNAL_INTERVAL:-}" ] || arguments+=(--interval "$HEED_SIGNAL_INTERVAL")
table=signal
if [ -n "${HEED_SIGNAL_KINDS:-}" ]; then
  table=signal-kinds
  arguments+=(--generator "$root/bench/signal/kinds/generate.py")
fi
[ "${2:-all}" != all ] || [ "${3:-21}" != 21 ] || [ -n "${HEED_FALSE_ALARMS:-}" ] || arguments+=(--out "$root/bench/results/$table.tsv")
exec nice -n 10 "$project/bin/Release/net10.0/Heed.SignalBench" "${arguments[@]}"
