#!/usr/bin/env bash
# False alarms of calibrated evidence, beside fixed thresholds on the same streams, and hours until changes are found.
# usage: bench/falsealarms.sh [SEED [EFFORT [MODELS]]]    EFFORT: values drawn for a cell of the grid, in millions;
#                                                         MODELS: models for each change, and services for each cell
# writes bench/results/false-alarms.tsv, bench/results/service-alarms.tsv and bench/results/detection.tsv
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
seed=${1:-1}
effort=${2:-100}
models=${3:-20}
project="$root/bench/falsealarms/Heed.FalseAlarms"
results="$root/bench/results"
dotnet build "$project" -c Release --nologo -v quiet
for file in false-alarms service-alarms detection; do
  printf '# bench/falsealarms.sh %s %s %s; %s\n' "$seed" "$effort" "$models" "$(dotnet --version)" >"$results/$file.tsv"
done
printf '# alarms per model in 90 days while nothing changes; of fixed thresholds every hourly look at every feature\n' >>"$results/false-alarms.tsv"
printf '# alarms per service in 90 days while nothing changes, from the first request on: failing, slow and missing requests together\n' >>"$results/service-alarms.tsv"
printf '# hours until one of ten changed features is found, at one false alarm a model in 90 days; 600 is the limit\n' >>"$results/detection.tsv"
"$project/bin/Release/net10.0/Heed.FalseAlarms" "$seed" "$effort" "$models" "$results"
