"""Writes two CSV files of ROWS x 25 columns: 20 numbers of many shapes, written as pandas writes them, and 5 categories.

Six columns of the second file differ. usage: drift_data.py ROWS BASELINE.csv CURRENT.csv
"""
import sys

import numpy as np
import pandas as pd


def table(rows, seed, drifted):
    rng = np.random.default_rng(seed)
    data = {}
    for i in range(10):
        data[f"normal_{i}"] = rng.normal(10 * i, 1 + i, rows)
    for i in range(4):
        data[f"lognormal_{i}"] = rng.lognormal(i, 0.8, rows)
    for i in range(3):
        data[f"uniform_{i}"] = rng.random(rows)
    data["count"] = rng.poisson(7, rows)
    data["flag"] = rng.integers(0, 2, rows)
    data["price"] = np.round(rng.gamma(2, 30, rows), 2)
    for i, kinds in enumerate((2, 5, 20, 200, 1000)):
        weights = 1 / np.arange(1, kinds + 1)
        data[f"category_{kinds}"] = pd.Categorical.from_codes(
            rng.choice(kinds, rows, p=weights / weights.sum()), [f"kind {k:04d}" for k in range(kinds)])
    if drifted:
        data["normal_0"] += 0.5
        data["normal_1"] *= 1.5
        data["lognormal_0"] *= 100
        data["price"] += 25
        data["count"] = rng.poisson(9, rows)
        data["category_5"] = pd.Categorical.from_codes(rng.integers(0, 5, rows), [f"kind {k:04d}" for k in range(5)])
    return pd.DataFrame(data)


if __name__ == "__main__":
    count = int(sys.argv[1])
    for file, state, changed in ((sys.argv[2], 1, False), (sys.argv[3], 2, True)):
        frame = table(count, state, changed)
        for start in range(0, count, 200_000):
            frame.iloc[start : start + 200_000].to_csv(file, index=False, header=start == 0, mode="w" if start == 0 else "a")
