using Heed.Statistics.Quality;

namespace Heed.Statistics.Tests;

public sealed class RegressionTests
{
    [Fact]
    public void Errors_are_what_their_names_say() => Properties.OfTwoSamples(1, (x, y) =>
    {
        double[] actual = x[..Math.Min(x.Length, y.Length)];
        double[] predicted = y[..actual.Length];
        double[] d = [.. predicted.Zip(actual, (p, a) => p - a)];
        double[] sizes = [.. d.Select(Math.Abs).Order()];
        RegressionScores r = RegressionErrors.Of(actual, predicted);
        double median = (sizes[(sizes.Length - 1) / 2] + sizes[sizes.Length / 2]) / 2;
        double[] percentages = [.. actual.Select((a, i) => (a, i)).Where(t => t.a != 0).Select(t => Math.Abs(d[t.i] / t.a))];
        return Properties.Near(sizes.Average(), r.MeanAbsoluteError) && Properties.Near(d.Average(v => v * v), r.MeanSquaredError)
            && Properties.Near(d.Average(), r.Bias) && Properties.Near(median, r.MedianAbsoluteError) && sizes[^1] == r.LargestError
            && (percentages.Length == 0 ? double.IsNaN(r.AbsolutePercentage) : Properties.Near(percentages.Average(), r.AbsolutePercentage))
            && r.MeanAbsoluteError <= r.RootMeanSquaredError + 1e-12 && r.SymmetricPercentage is >= 0 and <= 2
            && Properties.Near(r.MeanAbsoluteError / 2, RegressionErrors.Pinball(actual, predicted, 0.5).Value);
    });

    [Fact]
    public void Scaled_error_of_repeating_the_last_season_is_one()
    {
        double[] series = SampleGenerator.Draw("normal12", 4, 40, 10, 2);
        double[] actual = series[7..];
        Assert.Equal(1, RegressionErrors.MeanAbsoluteScaled(series, 7, actual, series.AsSpan(0, 33)).Value, 12);
        Assert.Equal(Refusal.OutOfRange, RegressionErrors.MeanAbsoluteScaled(series, 0, actual, actual).Refusal);
        Assert.Equal(Refusal.TooFew, RegressionErrors.MeanAbsoluteScaled([1, 2], 2, [1], [1]).Refusal);
        Assert.Equal(Refusal.Degenerate, RegressionErrors.MeanAbsoluteScaled([5, 5, 5], 1, [1], [1]).Refusal);
    }

    [Fact]
    public void Constant_truth_single_records_and_what_has_no_error()
    {
        Assert.Equal(1, RegressionErrors.Of([0.1, 0.1, 0.1], [0.1, 0.1, 0.1]).R2);
        Assert.Equal(0, RegressionErrors.Of([0.1, 0.1, 0.1], [0.1, 0.1, 0.2]).R2);
        Assert.True(double.IsNaN(RegressionErrors.Of([1], [2]).R2));
        Assert.Equal(Refusal.NonFinite, RegressionErrors.Of([1], [double.NaN]).Refusal);
        Assert.Equal(Refusal.EmptySample, RegressionErrors.Of([], []).Refusal);
        Assert.Equal(Refusal.LengthMismatch, RegressionErrors.Of([1], []).Refusal);
        Assert.Equal(Refusal.OutOfRange, RegressionErrors.Pinball([1], [1], 1.5).Refusal);
    }

    [Fact]
    public void Moving_a_relevant_item_up_never_lowers_a_ranking() => Properties.OfBytes(a =>
    {
        double[] relevance = [0, .. a.Select(v => (double)(v % 4))];
        int k = 1 + (a.Length % 6);
        for (int i = 1; i < relevance.Length; i++)
        {
            if (relevance[i] <= relevance[i - 1]) continue;
            RankingScores before = Ranking.Of(relevance, k);
            (relevance[i - 1], relevance[i]) = (relevance[i], relevance[i - 1]);
            RankingScores after = Ranking.Of(relevance, k);
            if (after.Ndcg < before.Ndcg - 1e-12 || after.AveragePrecision < before.AveragePrecision - 1e-12
                || after.ReciprocalRank < before.ReciprocalRank) return false;
        }

        RankingScores best = Ranking.Of([.. relevance.OrderDescending()], k);
        return relevance.All(r => r == 0) ? best == default : Properties.Near(1, best.Ndcg) && Properties.Near(1, best.NdcgExponential)
            && best.ReciprocalRank == 1;
    });

    [Fact]
    public void Ranking_refuses_what_has_no_order()
    {
        Assert.Equal(Refusal.OutOfRange, Ranking.Of([1], 0).Refusal);
        Assert.Equal(Refusal.OutOfRange, Ranking.Of([-1], 1).Refusal);
        Assert.Equal(Refusal.EmptySample, Ranking.Of([], 1).Refusal);
        Assert.Equal(Refusal.NonFinite, Ranking.OfScored([1], [double.NaN], 1).Refusal);
        Assert.Equal(Refusal.LengthMismatch, Ranking.OfScored([1], [], 1).Refusal);
        Assert.Equal(Refusal.EmptySample, RankingScores.Mean([]).Refusal);
        Assert.Equal(Ranking.Of([2, 1, 0], 2), Ranking.OfScored([1, 0, 2], [5, 5, 9], 2));
    }
}
