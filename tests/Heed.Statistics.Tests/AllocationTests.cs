using Heed.Statistics.Anomalies;
using Heed.Statistics.Calibration;
using Heed.Statistics.Cardinality;
using Heed.Statistics.Distances;
using Heed.Statistics.Hypothesis;
using Heed.Statistics.Intervals;
using Heed.Statistics.Quality;
using Heed.Statistics.Quantiles;
using Heed.Statistics.Sequential;

namespace Heed.Statistics.Tests;

/// <summary>In steady state a statistic takes its room from pools: nothing is left for the garbage collector.</summary>
public sealed class AllocationTests
{
    private static readonly double[] X = SampleGenerator.Draw("normal12", 1, 2000, 0, 1);
    private static readonly double[] Y = SampleGenerator.Draw("normal12", 2, 1500, 0.2, 1);
    private static readonly double[] P = SampleGenerator.Draw("uniform", 3, 2000, 0, 1);
    private static readonly bool[] Labels = [.. P.Select((p, i) => (i * 37 % 100) / 100.0 < p)];
    private static readonly double[] Counts = [.. Enumerable.Range(1, 50).Select(i => (double)i)];
    private static readonly long[] Table = [.. Enumerable.Range(1, 40).Select(i => (long)i)];
    private static readonly double[] Adjusted = new double[2000];
    private static readonly double[] SortedX = [.. X.Order()];

    private static readonly Dictionary<string, Action> Calls = new()
    {
        ["Kolmogorov-Smirnov"] = () => KolmogorovSmirnov.Compare(X, Y),
        ["Kolmogorov-Smirnov, prepared"] = () => KolmogorovSmirnov.CompareToSorted(SortedX, Y),
        ["Cramér-von Mises"] = () => CramerVonMises.Compare(X, Y),
        ["Anderson-Darling"] = () => AndersonDarling.Compare(X, Y),
        ["Mann-Whitney"] = () => MannWhitney.Compare(X, Y),
        ["Epps-Singleton"] = () => EppsSingleton.Compare(X, Y),
        ["chi-square"] = () => ContingencyTable.ChiSquare(Table, 10),
        ["Cramér's V"] = () => CramersV.Of(Table, 10),
        ["Fisher"] = () => FisherExact.Test(10, 20, 30, 40),
        ["Benjamini-Hochberg"] = () => AdjustedPValues.BenjaminiHochberg(P, Adjusted),
        ["Wasserstein"] = () => Wasserstein.Compare(X, Y),
        ["energy"] = () => EnergyDistance.Compare(X, Y),
        ["Jensen-Shannon"] = () => JensenShannon.Distance(Counts, Counts),
        ["guides' PSI"] = () => GuidePopulationStability.Compare(P, P),
        ["discrepancy"] = () => MaximumMeanDiscrepancy.Compare(X.AsSpan(0, 200), Y.AsSpan(0, 200), 2),
        ["discrepancy by features"] = () => RandomFeatureDiscrepancy.Compare(X, Y, 4, seed: 1, features: 20),
        ["ROC AUC"] = () => RocAuc.Of(Labels, P),
        ["average precision"] = () => AveragePrecision.Of(Labels, P),
        ["log loss"] = () => LogLoss.Of(Labels, P),
        ["regression"] = () => RegressionErrors.Of(X, P),
        ["ranking"] = () => Ranking.Of(Counts, 10),
        ["without labels"] = () => ConfidenceBasedEstimation.Of(P, P, Labels),
        ["calibration by width"] = () => CalibrationError.ByWidth(Labels, P),
        ["calibration by count"] = () => CalibrationError.ByCount(Labels, P),
        ["Platt"] = () => PlattScaling.Fit(P, Labels),
        ["DeLong"] = () => DeLongInterval.Of(Labels, P),
        ["paired DeLong"] = () => DeLongInterval.Compare(Labels, P, X),
    };

    public static TheoryData<string> Names => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Allocates_nothing_in_steady_state(string name)
    {
        Action call = Calls[name];
        Assert.Equal(0, LeastAllocated(call));
    }

    [Fact]
    public void Streams_and_scores_allocate_nothing_once_they_are_full()
    {
        Adwin adwin = new();
        Kswin kswin = new(1);
        BettingTest betting = new(0.5);
        DistinctCounter distinct = new();
        QuantileSketch sketch = new(1);
        IsolationForest forest = IsolationForest.Fit(X, 2, 1, out _)!;
        double[] scores = new double[1000];
        for (int round = 0; round < 200; round++)
        {
            foreach (double p in P) sketch.Add(p);
        }

        Assert.Equal(0, LeastAllocated(() =>
        {
            foreach (double p in P)
            {
                adwin.Add(p);
                kswin.Add(p);
                betting.Add(p);
                distinct.Add(p);
                sketch.Add(p);
            }

            forest.Score(X, scores);
        }));
    }

    /// <summary>The least of several rounds: the runtime's own work, such as compiling again, comes and goes.</summary>
    private static long LeastAllocated(Action call)
    {
        long least = long.MaxValue;
        for (int round = 0; round < 20 && least > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
