using Heed.Statistics.Quality;

namespace Heed.Statistics.Tests;

public sealed class ClassificationTests
{
    [Fact]
    public void Counts_of_two_parts_add_up_to_those_of_the_whole() => Properties.OfScoredLabels((labels, scores) =>
    {
        bool[] predicted = [.. scores.Select(s => s >= 0.5)];
        int half = labels.Length / 2;
        return BinaryCounts.Of(labels, predicted)
            == BinaryCounts.Of(labels.AsSpan(0, half), predicted.AsSpan(0, half))
                + BinaryCounts.Of(labels.AsSpan(half), predicted.AsSpan(half));
    });

    [Fact]
    public void Two_classes_are_the_binary_case() => Properties.OfScoredLabels((labels, scores) =>
    {
        bool[] predicted = [.. scores.Select(s => s >= 0.5)];
        BinaryCounts binary = BinaryCounts.Of(labels, predicted);
        ConfusionMatrix<bool> matrix = ConfusionMatrix<bool>.Of(labels, predicted, out _)!;
        ClassScores positive = matrix.Of(1);
        return Properties.Near(binary.Accuracy, matrix.Accuracy) && Properties.Near(binary.Precision, positive.Precision)
            && Properties.Near(binary.Recall, positive.Recall) && Properties.Near(binary.F1, positive.F1)
            && Properties.Near(binary.MatthewsCorrelation, matrix.MatthewsCorrelation)
            && Properties.Near(binary.CohenKappa, matrix.CohenKappa)
            && Properties.Near((binary.Recall + binary.Specificity) / 2, matrix.BalancedAccuracy)
            && Properties.Near(matrix.Micro.F1, matrix.Accuracy) && Properties.Near(matrix.Weighted.Recall, matrix.Accuracy);
    });

    [Fact]
    public void Swapping_the_sides_turns_precision_into_recall() => Properties.OfBytes(a =>
    {
        int[] x = [0, .. a.Select(v => v % 4)];
        int[] y = [1, .. a.Select(v => v / 4 % 4)];
        ConfusionMatrix<int> one = ConfusionMatrix<int>.Of(x, y, out _)!;
        ConfusionMatrix<int> other = ConfusionMatrix<int>.Of(y, x, out _)!;
        return Properties.Near(one.Macro.Precision, other.Macro.Recall)
            && Properties.Near(one.MatthewsCorrelation, other.MatthewsCorrelation)
            && Properties.Near(one.CohenKappa, other.CohenKappa);
    });

    [Fact]
    public void Nothing_over_nothing_is_zero_and_text_is_in_ordinal_order()
    {
        BinaryCounts none = BinaryCounts.Of([false], [false]);
        Assert.Equal(0, none.Precision + none.Recall + none.F1 + none.MatthewsCorrelation + none.CohenKappa);
        Assert.Equal(Refusal.EmptySample, BinaryCounts.Of([], []).Refusal);
        Assert.Equal(Refusal.LengthMismatch, BinaryCounts.Of([true], []).Refusal);
        Assert.Equal(["B", "_", "a"], ConfusionMatrix<string>.Of(["a", "_"], ["B", "a"], out _)!.Labels.ToArray());
        Assert.Null(ConfusionMatrix<string>.Of([], [], out Refusal refusal));
        Assert.Equal(Refusal.EmptySample, refusal);
    }

    [Fact]
    public void Area_is_the_share_of_pairs_in_order() => Properties.OfScoredLabels((labels, scores) =>
    {
        double[] positives = [.. scores.Where((_, i) => labels[i])];
        double[] negatives = [.. scores.Where((_, i) => !labels[i])];
        double slow = positives.Average(p => negatives.Average(n => p > n ? 1 : p == n ? 0.5 : 0));
        return Properties.Near(slow, RocAuc.Of(labels, scores).Value)
            && Properties.Near(1 - slow, RocAuc.Of(labels, [.. scores.Select(s => -s)]).Value)
            && RocAuc.Of(labels, scores) == RocAuc.Of(labels, [.. scores.Select(s => Math.Exp(5 * s))]);
    });

    [Fact]
    public void Average_precision_sums_steps_of_recall() => Properties.OfScoredLabels((labels, scores) =>
    {
        double positives = labels.Count(l => l);
        double before = 0;
        double slow = 0;
        foreach (double at in scores.Distinct().OrderDescending())
        {
            double hits = labels.Where((l, i) => l && scores[i] >= at).Count();
            slow += (hits - before) / positives * (hits / scores.Count(s => s >= at));
            before = hits;
        }

        return Properties.Near(slow, AveragePrecision.Of(labels, scores).Value);
    });

    [Fact]
    public void Scores_of_probabilities_are_means_over_rows() => Properties.OfScoredLabels((labels, scores) =>
    {
        double loss = labels.Select((l, i) => -Math.Log(Math.Clamp(l ? scores[i] : 1 - scores[i], 1e-15, 1 - 1e-15))).Average();
        double brier = labels.Select((l, i) => Math.Pow(scores[i] - (l ? 1 : 0), 2)).Average();
        int[] columns = [.. labels.Select(l => l ? 1 : 0)];
        double[] both = [.. scores.SelectMany(s => new[] { 1 - s, s })];
        return Properties.Near(loss, LogLoss.Of(labels, scores).Value, 1e-3) && Properties.Near(brier, BrierScore.Of(labels, scores).Value)
            && Properties.Near(2 * brier, BrierScore.OfClasses(columns, both, 2).Value)
            && Properties.Near(LogLoss.Of(labels, scores).Value, LogLoss.OfClasses(columns, both, 2).Value, 1e-3);
    });

    [Fact]
    public void Refuse_what_has_no_score()
    {
        Assert.Equal(Refusal.SingleClass, RocAuc.Of([true, true], [0.1, 0.2]).Refusal);
        Assert.Equal(Refusal.NonFinite, RocAuc.Of([true, false], [0.1, double.NaN]).Refusal);
        Assert.Equal(Refusal.EmptySample, AveragePrecision.Of([], []).Refusal);
        Assert.Equal(Refusal.LengthMismatch, AveragePrecision.Of([true], []).Refusal);
        Assert.Equal(Refusal.OutOfRange, LogLoss.Of([true], [1.5]).Refusal);
        Assert.Equal(Refusal.NonFinite, BrierScore.Of([true], [double.NaN]).Refusal);
        Assert.Equal(Refusal.OutOfRange, BrierScore.OfClasses([2], [0.5, 0.5], 2).Refusal);
        Assert.Equal(Refusal.LengthMismatch, LogLoss.OfClasses([1], [0.5], 2).Refusal);
        Assert.Equal(1, RocAuc.Of([true, false], [double.PositiveInfinity, 3]).Value);
    }

    [Fact]
    public void Estimate_without_labels_is_the_truth_where_the_model_is_certain() => Properties.OfScoredLabels((labels, scores) =>
    {
        double[] certain = [.. labels.Select(l => l ? 1.0 : 0)];
        bool[] predicted = [.. scores.Select(s => s >= 0.5)];
        EstimatedPerformance r = ConfidenceBasedEstimation.Of(certain, scores, predicted);
        BinaryCounts truth = BinaryCounts.Of(labels, predicted);
        return Properties.Near(truth.Accuracy, r.Accuracy) && Properties.Near(truth.F1, r.F1) && r.Deviation == 0
            && Properties.Near(truth.Specificity, r.Specificity) && Properties.Near(RocAuc.Of(labels, scores).Value, r.RocAuc);
    });

    [Fact]
    public void Estimate_without_labels_meets_the_accuracy_of_a_calibrated_model()
    {
        double[] p = SampleGenerator.Draw("uniform", 1, 20_000, 0, 1);
        bool[] labels = [.. SampleGenerator.Draw("uniform", 2, 20_000, 0, 1).Select((u, i) => u < p[i])];
        bool[] predicted = [.. p.Select(v => v >= 0.5)];
        EstimatedPerformance r = ConfidenceBasedEstimation.Of(p, p, predicted);
        Assert.InRange(BinaryCounts.Of(labels, predicted).Accuracy, r.Accuracy - (3 * r.AccuracyDeviation), r.Accuracy
            + (3 * r.AccuracyDeviation));
        Assert.InRange(r.AccuracyDeviation, 0.0025, 0.0035);
        Assert.Equal(Refusal.NonFinite, ConfidenceBasedEstimation.Of([0.5], [double.NaN], [true]).Refusal);
        Assert.Equal(Refusal.LengthMismatch, ConfidenceBasedEstimation.Of([0.5], [], [true]).Refusal);
    }
}
