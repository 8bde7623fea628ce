using Heed.Statistics.Anomalies;

namespace Heed.Statistics.Tests;

public sealed class IsolationForestTests
{
    [Fact]
    public void Mean_path_length_is_that_of_random_insertion()
    {
        // The expected depth of an unsuccessful search: c(n) = c(n − 1) + 2/n, from c(1) = 0.
        double c = 0;
        for (int n = 2; n <= 5000; n++)
        {
            c += 2.0 / n;
            Assert.Equal(c, PathLength.Average(n), 9);
        }

        Assert.Equal(0, PathLength.Average(0));
    }

    [Fact]
    public void Many_rows_have_the_scores_of_each_alone()
    {
        double[] rows = SampleGenerator.Draw("normal12", 1, 1003 * 3, 0, 1);
        foreach (int trees in new[] { 1, 4, 7, 50 })
        {
            IsolationForest forest = IsolationForest.Fit(rows, 3, 9, out _, trees)!;
            double[] scores = new double[1003];
            forest.Score(rows, scores);
            for (int i = 0; i < scores.Length; i++) Assert.Equal(forest.Score(rows.AsSpan(i * 3, 3)), scores[i], 12);
            Assert.All(scores, s => Assert.InRange(s, 0, 1));
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_forest_and_scale_does_not_matter()
    {
        double[] rows = SampleGenerator.Draw("normal12", 2, 600, 0, 1);
        double[] scaled = [.. rows.Select(v => v * 1024)];
        double[] one = Scores(rows, 2, 5);
        Assert.Equal(one, Scores(rows, 2, 5));
        Assert.NotEqual(one, Scores(rows, 2, 6));
        Assert.Equal(one, Scores(scaled, 2, 5));
    }

    [Fact]
    public void Far_points_score_higher_the_farther_and_ordinary_ones_about_a_half()
    {
        double[] rows = SampleGenerator.Draw("normal12", 3, 4000, 0, 1);
        IsolationForest forest = IsolationForest.Fit(rows, 2, 1, out _)!;
        Assert.InRange(forest.Score([0, 0]), 0.3, 0.5);
        Assert.True(forest.Score([3, 3]) > forest.Score([0, 0]) + 0.1);
        Assert.True(forest.Score([6, -6]) > 0.65);
        Assert.Equal(forest.Score([double.NegativeInfinity, 0]), forest.Score([double.NaN, 0]));
    }

    [Fact]
    public void Alike_rows_cannot_be_told_apart()
    {
        IsolationForest constant = IsolationForest.Fit([.. Enumerable.Repeat(4.0, 100)], 1, 1, out _)!;
        Assert.Equal(0.5, constant.Score([4]), 12);
        Assert.Equal(0.5, constant.Score([1e9]), 12);
        IsolationForest single = IsolationForest.Fit([4], 1, 1, out _)!;
        Assert.Equal(1, single.Score([4]));

        // A constant column is never cut.
        double[] rows = [.. SampleGenerator.Draw("normal12", 3, 500, 0, 1).SelectMany(v => new[] { 7, v })];
        IsolationForest forest = IsolationForest.Fit(rows, 2, 1, out _)!;
        Assert.Equal(forest.Score([7, 0.5]), forest.Score([-99, 0.5]));
    }

    [Fact]
    public void Refuses_what_it_cannot_learn_from()
    {
        Assert.Null(IsolationForest.Fit([], 1, 1, out Refusal refusal));
        Assert.Equal(Refusal.EmptySample, refusal);
        Assert.Null(IsolationForest.Fit([1, 2, 3], 2, 1, out refusal));
        Assert.Equal(Refusal.LengthMismatch, refusal);
        Assert.Null(IsolationForest.Fit([1, double.NaN], 1, 1, out refusal));
        Assert.Equal(Refusal.NonFinite, refusal);
        Assert.Null(IsolationForest.Fit([1, 2], 1, 1, out refusal, trees: 0));
        Assert.Equal(Refusal.OutOfRange, refusal);
        IsolationForest forest = IsolationForest.Fit([1, 2], 1, 1, out _)!;
        Assert.Throws<ArgumentException>(() => forest.Score([1, 2]));
        Assert.Throws<ArgumentException>(() => forest.Score([1, 2], new double[1]));
    }

    private static double[] Scores(double[] rows, int columns, ulong seed)
    {
        double[] scores = new double[rows.Length / columns];
        IsolationForest.Fit(rows, columns, seed, out _)!.Score(rows, scores);
        return scores;
    }
}
