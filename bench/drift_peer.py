"""The same comparison by pandas and SciPy: reading, KS and Wasserstein of numbers, chi-square of categories. No report is written.

usage: drift_peer.py BASELINE.csv CURRENT.csv
"""
import sys

import pandas as pd
from scipy import stats

baseline, current = (pd.read_csv(path) for path in sys.argv[1:3])
for name in baseline:
    x, y = baseline[name], current[name]
    if x.dtype == object:
        counts = pd.concat([x.value_counts(), y.value_counts()], axis=1).fillna(0)
        stats.chi2_contingency(counts.T)
    else:
        stats.ks_2samp(x, y, method="asymp")
        stats.wasserstein_distance(x, y)
