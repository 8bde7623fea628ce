using Heed.Statistics.Calibration;

namespace Heed.Statistics.Tests;

public sealed class CalibrationTests
{
    [Fact]
    public void Errors_are_gaps_of_groups() => Properties.OfScoredLabels((labels, scores) =>
    {
        double slow = 0;
        for (int b = 0; b < 10; b++)
        {
            int[] rows = [.. Enumerable.Range(0, scores.Length).Where(i => scores[i] >= b / 10.0
                && (b == 9 || scores[i] < (b + 1) / 10.0))];
            if (rows.Length > 0) slow += rows.Length / (double)scores.Length
                * Math.Abs(rows.Average(i => scores[i]) - rows.Average(i => labels[i] ? 1.0 : 0));
        }

        CalibrationScores byWidth = CalibrationError.ByWidth(labels, scores);
        CalibrationScores byCount = CalibrationError.ByCount(labels, scores);
        return Properties.Near(slow, byWidth.Expected) && byWidth.Expected <= byWidth.Largest + 1e-12
            && byCount.Expected <= byCount.Largest + 1e-12
            && byCount.Largest <= 1;
    });

    [Fact]
    public void A_perfect_model_of_a_hundred_records_shows_an_error_of_about_a_tenth()
    {
        double sum = 0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            double[] p = SampleGenerator.Draw("uniform", (2 * seed) + 1, 100, 0, 1);
            double[] chance = SampleGenerator.Draw("uniform", (2 * seed) + 2, 100, 0, 1);
            sum += CalibrationError.ByWidth([.. p.Select((v, i) => chance[i] < v)], p).Expected / 200;
        }

        Assert.InRange(sum, 0.08, 0.12);
    }

    [Fact]
    public void Groups_of_two_parts_add_up_to_those_of_the_whole() => Properties.OfScoredLabels((labels, scores) =>
    {
        ReliabilityBin[] whole = new ReliabilityBin[7];
        ReliabilityBin[] first = new ReliabilityBin[7];
        ReliabilityBin[] second = new ReliabilityBin[7];
        int half = labels.Length / 2;
        ReliabilityBins.ByWidth(labels, scores, whole);
        ReliabilityBins.ByWidth(labels.AsSpan(0, half), scores.AsSpan(0, half), first);
        ReliabilityBins.ByWidth(labels.AsSpan(half), scores.AsSpan(half), second);
        return whole.Zip(first.Zip(second, (a, b) => a + b)).All(p => p.First.Count == p.Second.Count
            && Properties.Near(p.First.ProbabilitySum, p.Second.ProbabilitySum));
    });

    [Fact]
    public void Edges_are_exact_for_any_number_of_groups()
    {
        for (int bins = 1; bins <= 40; bins++)
        {
            double[] edges = [.. Enumerable.Range(0, bins).Select(i => i / (double)bins)];
            ReliabilityBin[] groups = new ReliabilityBin[bins];
            ReliabilityBins.ByWidth(new bool[bins], edges, groups);
            Assert.All(groups, g => Assert.Equal(1, g.Count));
        }
    }

    [Fact]
    public void Isotonic_regression_is_the_minimax_of_means() => Properties.OfTwoSamples(1, (x, y) =>
    {
        double[] at = x[..Math.Min(x.Length, y.Length)];
        double[] value = y[..at.Length];
        IsotonicRegression fit = IsotonicRegression.Fit(at, value, [], out _)!;
        double[] distinct = [.. at.Distinct().Order()];
        for (int i = 0; i < distinct.Length; i++)
        {
            double slow = Enumerable.Range(0, i + 1).Max(from => Enumerable.Range(i, distinct.Length - i).Min(to =>
                value.Where((_, r) => at[r] >= distinct[from] && at[r] <= distinct[to]).Average()));
            if (!Properties.Near(slow, fit.Predict(distinct[i]), 1e-9)) return false;
        }

        IsotonicRegression again = IsotonicRegression.Fit(fit.X, fit.Y, [], out _)!;
        return fit.Y.ToArray().Zip(fit.Y.ToArray().Skip(1), (a, b) => a <= b).All(b => b)
            && again.Y.ToArray().Zip(fit.Y.ToArray(), (a, b) => Properties.Near(a, b)).All(b => b);
    });

    [Fact]
    public void Isotonic_regression_is_linear_between_points_and_constant_beyond()
    {
        IsotonicRegression fit = IsotonicRegression.Fit([1, 3], [10, 20], [], out _)!;
        Assert.Equal([10, 15, 20, 20], new[] { 0.0, 2, 3, double.PositiveInfinity }.Select(fit.Predict));
        Assert.True(double.IsNaN(fit.Predict(double.NaN)));
        Assert.Null(IsotonicRegression.Fit([1, double.NaN], [1, 2], [], out Refusal refusal));
        Assert.Equal(Refusal.NonFinite, refusal);
        Assert.Null(IsotonicRegression.Fit([1], [1], [0], out refusal));
        Assert.Equal(Refusal.OutOfRange, refusal);
    }

    [Fact]
    public void Platt_scaling_stands_where_the_gradient_is_zero() => Properties.OfScoredLabels((labels, scores) =>
    {
        PlattScaling fit = PlattScaling.Fit(scores, labels);
        double positives = labels.Count(l => l);
        double negatives = labels.Length - positives;
        double a = 0;
        double b = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            double gap = (labels[i] ? (positives + 1) / (positives + 2) : 1 / (negatives + 2)) - fit.Predict(scores[i]);
            a += gap * scores[i];
            b += gap;
        }

        return Math.Abs(a) < 1e-7 && Math.Abs(b) < 1e-7;
    });

    [Fact]
    public void Platt_scaling_finds_a_logistic_law_and_survives_one_class()
    {
        double[] scores = SampleGenerator.Draw("normal12", 1, 20_000, 0, 2);
        double[] chance = SampleGenerator.Draw("uniform", 2, 20_000, 0, 1);
        PlattScaling fit = PlattScaling.Fit(scores, [.. scores.Select((s, i) => chance[i] < 1 / (1 + Math.Exp((-1.5 * s) + 0.5)))]);
        Assert.InRange(fit.A, -1.6, -1.4);
        Assert.InRange(fit.B, 0.4, 0.6);
        Assert.InRange(PlattScaling.Fit([1, 1, 1], [true, true, true]).Predict(1), 0.75, 0.85);
        Assert.Equal(Refusal.NonFinite, PlattScaling.Fit([double.NaN], [true]).Refusal);
        Assert.Equal(Refusal.EmptySample, PlattScaling.Fit([], []).Refusal);
        Assert.Equal(Refusal.LengthMismatch, PlattScaling.Fit([1], []).Refusal);
        Assert.Equal(Refusal.OutOfRange, CalibrationError.ByCount([true], [0.5], 0).Refusal);
        Assert.Equal(Refusal.OutOfRange, CalibrationError.ByWidth([true], [1.5]).Refusal);
    }
}
