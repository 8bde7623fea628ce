using Heed.Monitoring.Baselines;
using Heed.Monitoring.Joint;

namespace Heed.Monitoring.Tests.Joint;

public sealed class JointDriftTests
{
    private static readonly ModelOptions Options = new() { Name = "m", Windows = new WindowOptions { DriftRecords = 1000 } };

    private static readonly string[] Names = ["a", "b", "c", "d", "noise"];

    private static readonly Baseline Together = Baseline();

    /// <summary>Four features follow one cause, each with noise of its own.</summary>
    private static double[] Row(Random random, bool together)
    {
        double cause = Quality.LabelledSets.Normal(random);
        double[] row = new double[Names.Length];
        for (int i = 0; i < row.Length; i++)
        {
            if (!together) cause = Quality.LabelledSets.Normal(random);
            row[i] = i == row.Length - 1 ? random.NextDouble() : Math.Exp(cause + (0.4 * Quality.LabelledSets.Normal(random)));
        }

        return row;
    }

    [Fact]
    public void Features_that_stop_going_together_are_seen_while_each_looks_as_before()
    {
        SampleList broken = Run(1, 1000, _ => false);
        Assert.InRange(broken.Find("ml_multivariate_drift_deviations")!.Value, 8, 1000);
        Assert.InRange(broken.Find("ml_multivariate_drift")!.Value, 0.5, 20);
        foreach (string name in Names) Assert.InRange(broken.Find("ml_data_drift_score", ("feature_name", name))!.Value, 0, 0.07);
    }

    [Fact]
    public void Features_that_go_together_stay_within_what_the_baseline_varied()
    {
        int beyond = 0;
        for (int seed = 10; seed < 50; seed++)
        {
            double deviations = Run(seed, 400, _ => true).Find("ml_multivariate_drift_deviations")!.Value;
            Assert.InRange(deviations, -5, 5);
            beyond += Math.Abs(deviations) > 1.96 ? 1 : 0;
        }

        Assert.InRange(beyond, 0, 6);
    }

    [Fact]
    public void A_wild_value_and_missing_ones_neither_make_nor_hide_it()
    {
        Assert.InRange(Run(2, 1000, _ => true, wild: true).Find("ml_multivariate_drift_deviations")!.Value, -3, 3);
        Assert.InRange(Run(2, 1000, _ => false, wild: true).Find("ml_multivariate_drift_deviations")!.Value, 8, 1000);
    }

    [Fact]
    public void A_busy_hour_is_sampled_and_its_figure_is_that_of_all()
    {
        // The second half of the hour is broken: one in sixteen of it must weigh as all of it.
        double half = Run(3, 20_000, i => i < 10_000).Find("ml_multivariate_drift")!.Value;
        double all = Run(3, 20_000, _ => false).Find("ml_multivariate_drift")!.Value;
        Assert.InRange(half / all, 0.42, 0.58);
    }

    [Fact]
    public void Few_records_and_few_features_have_no_figure()
    {
        Assert.Null(Run(4, 199, _ => false).Find("ml_multivariate_drift"));
        Assert.NotNull(Run(4, 200, _ => false).Find("ml_multivariate_drift"));
        Assert.Null(Models.Classifier(Options, numbers: 2).Joint);
        Assert.NotNull(Models.Classifier(Options, numbers: 3).Joint);
    }

    [Fact]
    public void Directions_are_orthonormal_and_what_lies_in_them_has_no_error()
    {
        PrincipalParts parts = Together.Joint!.Parts;
        int columns = parts.Mean.Length;
        Assert.Equal(Names.Length, columns);
        double[] first = parts.Directions[..columns].ToArray();
        Assert.Equal(1, first.Sum(x => x * x), 9);
        double[] mean = parts.Mean.ToArray();
        Assert.Equal(0, parts.Error([.. mean.Select((m, i) => m + (5 * first[i]))]), 9);
        double[] aside = new double[columns];
        aside[0] = first[1];
        aside[1] = -first[0];
        double length = aside.Sum(x => x * x);
        Assert.InRange(parts.Error([.. mean.Select((m, i) => m + aside[i])]), 0.3 * length / columns, (length / columns) + 1e-12);
    }

    private static SampleList Run(int seed, int count, Func<int, bool> together, bool wild = false)
    {
        ModelMonitor monitor = new(Options, Together);
        EventWriter writer = new(monitor.Schema);
        Random random = new(seed);
        for (int i = 0; i < count; i++)
        {
            double[] row = Row(random, together(i));
            if (wild && i == 50) row[1] = 1e300;
            Dictionary<string, object?> features = Names.Select((n, k) => (n, k)).ToDictionary(p => p.n, p => (object?)row[p.k]);
            if (wild && i == 51) features["a"] = null;
            long time = Models.Start - (Models.Start % 3_600_000) + (i * 3_000_000L / count);
            monitor.Accept(writer.Batch, writer.Prediction("", time, 1.0, features), time);
        }

        return SampleList.Of(monitor, Models.Start);
    }

    private static Baseline Baseline()
    {
        BaselineBuilder builder = new(Options);
        Random random = new(7);
        for (int i = 0; i < 5000; i++)
        {
            double[] row = Row(random, together: true);
            for (int k = 0; k < row.Length; k++) builder.AddFeatureNumber(Names[k], row[k]);
            builder.EndPrediction(new BaselinePrediction(default, Models.Start - 10_000 + i, 0.01, "", 1, double.NaN));
        }

        return builder.Build().Value;
    }
}
