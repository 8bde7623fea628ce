using System.Runtime.InteropServices;

using Heed.Statistics.Anomalies;
using Heed.Statistics.Distances;
using Heed.Statistics.Histograms;
using Heed.Statistics.Hypothesis;
using Heed.Statistics.Quality;
using Heed.Statistics.Quantiles;
using Heed.StatisticsBench;

// Times every row on the files that the peer has written, so that both work on the same fresh data; prints one line a row.
string folder = args[0];
double seconds = double.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture);

// 100 windows of 1,000 values: a window that is seen again flatters, because the branch predictor learns it.
double[] windows = Read("windows");
double[] baseline = Sorted("baseline_10k");
double[] largeBaseline = Sorted("baseline_100k");
EcdfSummary summary = EcdfSummary.Of(baseline);
EcdfSummary largeSummary = EcdfSummary.Of(largeBaseline);
IntervalCounts counts = new(summary.IntervalCount);
IntervalCounts largeCounts = new(largeSummary.IntervalCount);
double sink = 0;

Time("ks_1k_10k_prepared", 100, i => sink += KolmogorovSmirnov.CompareToSorted(baseline, Window(i)).D);
Time("ks_1k_10k_summary", 100, i => sink += Summary(summary, counts, i));
Time("ks_1k_100k_prepared", 100, i => sink += KolmogorovSmirnov.CompareToSorted(largeBaseline, Window(i)).D);
Time("ks_1k_100k_summary", 100, i => sink += Summary(largeSummary, largeCounts, i));
double[] x = Read("raw_x");
double[] y = Read("raw_y");
Time("ks_100k_100k_raw", 1, _ => sink += KolmogorovSmirnov.Compare(x, y).D);

double[] edges = SortedQuantile.DistinctEdges(baseline, 10);
double[] rows10K = Read("rows_10k");
double[] rows1M = Read("rows_1m");
long[] expected = Counted(baseline);
Time("psi_10k_prepared", 1, _ => sink += PopulationStability.Compare(expected, Counted(rows10K)).Psi);
Time("psi_1m_prepared", 1, _ => sink += PopulationStability.Compare(expected, Counted(rows1M)).Psi);

Time("wasserstein_10k_10k", 1, _ => sink += Wasserstein.Compare(rows10K, windows.AsSpan(0, 10_000)).Distance);
double[] scores = Read("scores");
bool[] labels = [.. Read("labels").Select(v => v == 1)];
Time("roc_auc_1m", 1, _ => sink += RocAuc.Of(labels, scores).Value);

double[] points = Read("points");
double[] anomaly = new double[points.Length / 10];
IsolationForest forest = IsolationForest.Fit(points, 10, 1, out _)!;
Time("forest_fit_43200x10", 1, i => sink += IsolationForest.Fit(points, 10, (ulong)i, out _)!.Trees);
Time("forest_score_43200x10", 1, _ => forest.Score(points, anomaly));
Time("forest_score_1_row", 1000, i => sink += forest.Score(points.AsSpan(i * 10, 10)));
return double.IsNaN(sink) ? 1 : 0;

// The least of many rounds, each of `calls` calls on different data, after the compiler has settled.
void Time(string name, int calls, Action<int> call)
{
    TimeProvider clock = TimeProvider.System;
    double least = double.PositiveInfinity;
    long start = clock.GetTimestamp();
    double warmup = seconds / 2;
    int next = 0;
    int share = Math.Max(1, calls / 10);
    while (clock.GetElapsedTime(start).TotalSeconds < seconds + warmup)
    {
        // A tenth of the calls a round: a round that is disturbed is then one of many.
        double round = ThreadClock.Microseconds();
        for (int i = 0; i < share; i++) call(next++ % calls);
        double took = (ThreadClock.Microseconds() - round) / share;
        if (clock.GetElapsedTime(start).TotalSeconds > warmup) least = Math.Min(least, took);
    }

    Console.WriteLine(FormattableString.Invariant($"{name}\t{least:0.000}"));
}

double Summary(EcdfSummary of, IntervalCounts into, int i)
{
    into.Clear();
    into.Add(of, Window(i));
    return KolmogorovSmirnov.CompareCounted(of, into).D;
}

ReadOnlySpan<double> Window(int i) => windows.AsSpan(i * 1000, 1000);

long[] Counted(double[] values)
{
    long[] bins = new long[edges.Length + 1];
    BinCounts.Add(values, edges, bins);
    return bins;
}

double[] Sorted(string name) => [.. Read(name).Order()];

double[] Read(string name) => MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Combine(folder, name + ".f64"))).ToArray();
