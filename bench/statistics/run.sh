#!/usr/bin/env bash
# Every statistic with a budget beside SciPy, NumPy and scikit-learn: the same data, one run; processor time of
# one thread, the least of many rounds.
# usage: bench/statistics/run.sh [SECONDS A ROW]      writes bench/statistics/results.tsv; needs python3-scipy and python3-sklearn
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
here="$root/bench/statistics"
seconds=${1:-1}
python=${PYTHON:-/usr/bin/python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build "$here/Heed.StatisticsBench" -c Release --nologo -v quiet
"$python" "$here/peers.py" "$work" write
"$here/Heed.StatisticsBench/bin/Release/net10.0/Heed.StatisticsBench" "$work" "$seconds" >"$work/heed"
"$python" "$here/peers.py" "$work" time "$seconds" >"$work/peers"
{
  printf '# %s, %s processors, %s\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(dotnet --version)"
  printf '# bench/statistics/run.sh %s; %s\n' "$seconds" "$("$python" -c 'import numpy, scipy, sklearn; print("SciPy", scipy.__version__, "NumPy", numpy.__version__, "scikit-learn", sklearn.__version__)')"
  printf 'row\theed_us\tpeer_us\tratio\n'
  join -t "$(printf '\t')" "$work/heed" "$work/peers" --nocheck-order | awk -F '\t' '{ printf "%s\t%s\t%s\t%.1f\n", $1, $2, $3, $3 / $2 }'
} | tee "$here/results.tsv"
