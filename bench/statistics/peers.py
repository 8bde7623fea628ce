"""Times SciPy, NumPy and scikit-learn on the rows of run.sh. First call: writes the data; second: times. One thread."""
import os
import sys
import time

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")

import numpy as np  # noqa: E402

folder, what, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3]) if len(sys.argv) > 3 else 1.0


def write():
    r = np.random.default_rng(20261121)
    labels = (r.random(1_000_000) < 0.3).astype(float)
    data = {
        "windows": r.normal(0.05, 1, 100_000), "baseline_10k": r.normal(size=10_000), "baseline_100k": r.normal(size=100_000),
        "raw_x": r.normal(size=100_000), "raw_y": r.normal(0.01, 1, 100_000), "rows_10k": r.normal(size=10_000),
        "rows_1m": r.normal(size=1_000_000), "labels": labels, "scores": r.normal(size=1_000_000) + labels,
        "points": r.normal(size=432_000),
    }
    for name, values in data.items():
        values.tofile(os.path.join(folder, name + ".f64"))


def read(name):
    return np.fromfile(os.path.join(folder, name + ".f64"))


def clock(name, calls, call):
    least, start = float("inf"), time.perf_counter()
    while True:
        begin = time.thread_time()
        for i in range(calls):
            call(i)
        least = min(least, (time.thread_time() - begin) / calls)
        if time.perf_counter() - start > seconds:
            break
    print(f"{name}\t{least * 1e6:.3f}", flush=True)


def run():
    from scipy import stats
    from sklearn.ensemble import IsolationForest
    from sklearn.metrics import roc_auc_score

    windows = read("windows").reshape(100, 1000)
    small, large = np.sort(read("baseline_10k")), np.sort(read("baseline_100k"))

    def ks(a, b):
        return stats.ks_2samp(a, b, method="asymp")

    clock("ks_1k_10k_prepared", 10, lambda i: ks(small, windows[i]))
    clock("ks_1k_10k_summary", 10, lambda i: ks(small, windows[i]))
    clock("ks_1k_100k_prepared", 5, lambda i: ks(large, windows[i]))
    clock("ks_1k_100k_summary", 5, lambda i: ks(large, windows[i]))
    x, y = read("raw_x"), read("raw_y")
    clock("ks_100k_100k_raw", 1, lambda i: ks(x, y))

    edges = np.unique(np.quantile(small, np.arange(11) / 10))
    edges[0], edges[-1] = -np.inf, np.inf
    expected = (np.histogram(small, edges)[0] + 0.5) / (len(small) + 5)
    rows10k, rows1m = read("rows_10k"), read("rows_1m")

    def psi(rows):
        actual = (np.histogram(rows, edges)[0] + 0.5) / (len(rows) + 5)
        return np.sum((expected - actual) * np.log(expected / actual))

    clock("psi_10k_prepared", 1, lambda i: psi(rows10k))
    clock("psi_1m_prepared", 1, lambda i: psi(rows1m))
    clock("wasserstein_10k_10k", 1, lambda i: stats.wasserstein_distance(rows10k, windows.ravel()[:10_000]))
    labels, scores = read("labels").astype(int), read("scores")
    clock("roc_auc_1m", 1, lambda i: roc_auc_score(labels, scores))
    points = read("points").reshape(-1, 10)
    forest = IsolationForest(n_estimators=100, max_samples=256, random_state=1).fit(points)
    clock("forest_fit_43200x10", 1, lambda i: IsolationForest(n_estimators=100, max_samples=256, random_state=i).fit(points))
    clock("forest_score_43200x10", 1, lambda i: forest.score_samples(points))
    clock("forest_score_1_row", 5, lambda i: forest.score_samples(points[i:i + 1]))


write() if what == "write" else run()
