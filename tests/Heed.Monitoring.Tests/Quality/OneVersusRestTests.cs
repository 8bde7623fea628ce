using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Quality;
using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Tests.Quality;

public sealed class OneVersusRestTests
{
    [Fact]
    public void The_means_are_those_of_scikit_learn()
    {
        // roc_auc_score(y, scores, multi_class="ovr", average="macro" | "weighted"), scikit-learn 1.2.1.
        (float[] scores, ushort[] labels) = Made(60);
        OneVersusRest areas = OneVersusRest.Of(scores, labels, Ones(60), 3);
        Assert.Equal(0.8086427453313418, areas.Macro.Value, 6);
        Assert.Equal(0.8070561821219717, areas.Weighted.Value, 6);

        // The same with sample_weight = 1 + i % 5.
        OneVersusRest weighed = OneVersusRest.Of(scores, labels, [.. Enumerable.Range(0, 60).Select(i => 1f + (i % 5))], 3);
        Assert.Equal(0.8074434777929098, weighed.Macro.Value, 6);
        Assert.Equal(0.8084421909958633, weighed.Weighted.Value, 6);
    }

    [Fact]
    public void Of_two_classes_whose_scores_add_up_both_means_are_the_area_with_DeLongs_interval()
    {
        Random random = new(4);
        (float[] scores, ushort[] labels) = Drawn(random, 400, 2, 1);
        OneVersusRest areas = OneVersusRest.Of(scores, labels, Ones(400), 2);
        bool[] positive = [.. labels.Select(l => l == 1)];
        double[] ofPositive = [.. Enumerable.Range(0, 400).Select(i => (double)scores[(i * 2) + 1])];
        AucEstimate expected = DeLongInterval.Of(positive, ofPositive);
        Assert.Equal(expected.Auc, areas.Macro.Value, 6);
        Assert.Equal(expected.Auc, areas.Weighted.Value, 6);
        Assert.Equal(expected.At(0.95).Lower, areas.Macro.Lower, 3);
        Assert.Equal(expected.At(0.95).Upper, areas.Macro.Upper, 3);
    }

    [Fact]
    public void Every_area_counts_pairs_as_the_slow_twin_does()
    {
        Random random = new(5);
        for (int round = 0; round < 30; round++)
        {
            (float[] scores, ushort[] labels) = Drawn(random, 120, 4, 0.7);
            for (int i = 0; i < scores.Length; i++) scores[i] = MathF.Round(scores[i], 1);
            OneVersusRest areas = OneVersusRest.Of(scores, labels, Ones(120), 4);
            int[] counts = [.. Enumerable.Range(0, 4).Select(k => labels.Count(l => l == k))];
            double[] twins = [.. Enumerable.Range(0, 4).Select(k => Twin(scores, labels, k, 4))];
            int[] counted = [.. Enumerable.Range(0, 4).Where(k => counts[k] >= OneVersusRest.LeastOfClass)];
            Assert.Equal(counted.Average(k => twins[k]), areas.Macro.Value, 9);
            Assert.Equal(counted.Sum(k => twins[k] * counts[k]) / counted.Sum(k => counts[k]), areas.Weighted.Value, 9);
        }
    }

    [Fact]
    public void Ninety_five_in_a_hundred_intervals_hold_the_truth()
    {
        Random random = new(6);
        (float[] many, ushort[] known) = Drawn(random, 40_000, 3, 1);
        OneVersusRest truth = OneVersusRest.Of(many, known, Ones(40_000), 3);
        (int macro, int weighted) = (0, 0);
        for (int sample = 0; sample < 400; sample++)
        {
            (float[] scores, ushort[] labels) = Drawn(random, 400, 3, 1);
            OneVersusRest areas = OneVersusRest.Of(scores, labels, Ones(400), 3);
            macro += Holds(areas.Macro, truth.Macro.Value);
            weighted += Holds(areas.Weighted, truth.Weighted.Value);
        }

        Assert.InRange(macro / 400.0, 0.91, 0.99);
        Assert.InRange(weighted / 400.0, 0.91, 0.99);
    }

    [Fact]
    public void Without_two_classes_of_ten_there_is_no_area()
    {
        Assert.True(double.IsNaN(OneVersusRest.Of([], [], [], 3).Macro.Value));
        float[] scores = new float[38];
        ushort[] labels = [.. Enumerable.Repeat((ushort)0, 10), .. Enumerable.Repeat((ushort)1, 9)];
        Assert.True(double.IsNaN(OneVersusRest.Of(scores, labels, Ones(19), 2).Macro.Value));
    }

    [Fact]
    public void The_newest_answers_are_kept_within_their_window_and_can_be_taken_back()
    {
        ScoredAnswers answers = new(3);
        Random random = new(7);
        (float[] scores, ushort[] labels) = Drawn(random, 5000, 3, 1);
        for (int i = 0; i < 5000; i++) answers.Add(Outcome(i, labels[i], scores.AsSpan(i * 3, 3)));
        Same(Exactly(5000 - ScoredAnswers.Most, 5000), answers.Areas(0, 9999));
        Same(Exactly(4000, 4900), answers.Areas(3999, 4899));
        for (int i = 4000; i < 4500; i++) answers.Remove(Outcome(i, labels[i], scores.AsSpan(i * 3, 3)));
        answers.Remove(Outcome(5, labels[5], scores.AsSpan(15, 3)));
        Same(Exactly(4500, 5000), answers.Areas(3999, 9999));

        MemoryStream state = new();
        answers.Save(new BinaryWriter(state));
        state.Position = 0;
        ScoredAnswers loaded = new(3);
        loaded.Load(new BinaryReader(state));
        Assert.Equal(state.Length, state.Position);
        foreach (ScoredAnswers each in new[] { answers, loaded }) each.Add(Outcome(6000, labels[0], scores.AsSpan(0, 3)));
        Same(answers.Areas(0, 9999), loaded.Areas(0, 9999));

        OneVersusRest Exactly(int from, int to) => OneVersusRest.Of(scores.AsSpan(from * 3, (to - from) * 3), labels.AsSpan(from, to - from), Ones(to - from), 3);
    }

    [Fact]
    public void Answers_without_every_score_or_with_a_label_of_no_class_are_left_out()
    {
        ScoredAnswers answers = new(2);
        for (int i = 0; i < 40; i++)
        {
            answers.Add(Outcome(i, (ushort)(i % 2), [i % 2, 1 - (i % 2)]));
            answers.Add(Outcome(i, (ushort)(i % 2), [float.NaN, 1]));
            answers.Add(Outcome(i, 2, [0.5f, 0.5f]));
        }

        OneVersusRest areas = answers.Areas(-1, 99);
        Assert.Equal((40, 0.0), (areas.Records, areas.Macro.Value));
    }

    private static void Same(OneVersusRest expected, OneVersusRest found)
    {
        // Answers in another order add up to the same but for rounding.
        Assert.Equal(expected.Records, found.Records);
        Assert.Equal(expected.Macro.Value, found.Macro.Value, 9);
        Assert.Equal(expected.Macro.Lower, found.Macro.Lower, 9);
        Assert.Equal(expected.Weighted.Value, found.Weighted.Value, 9);
    }

    private static int Holds(Interval interval, double truth) => truth >= interval.Lower && truth <= interval.Upper ? 1 : 0;

    private static double Twin(float[] scores, ushort[] labels, int k, int classes)
    {
        double sum = 0;
        long pairs = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            for (int j = 0; j < labels.Length && labels[i] == k; j++)
            {
                if (labels[j] == k) continue;
                pairs++;
                int order = scores[(i * classes) + k].CompareTo(scores[(j * classes) + k]);
                sum += order > 0 ? 1 : order == 0 ? 0.5 : 0;
            }
        }

        return sum / pairs;
    }

    private static (float[] Scores, ushort[] Labels) Made(int records)
    {
        ushort[] labels = [.. Enumerable.Range(0, records).Select(i => (ushort)(((i * i) + (i / 7)) % 3))];
        float[] scores = new float[records * 3];
        for (int i = 0; i < records; i++)
        {
            double[] raw = [.. Enumerable.Range(0, 3).Select(k => (double)((((i * 37) + (k * 11)) % 17) + 1 + (k == labels[i] && i % 4 != 0 ? 9 : 0)))];
            for (int k = 0; k < 3; k++) scores[(i * 3) + k] = (float)(raw[k] / raw.Sum());
        }

        return (scores, labels);
    }

    /// <summary>Labels of unlike frequency, and scores that are the better the larger the skill.</summary>
    private static (float[] Scores, ushort[] Labels) Drawn(Random random, int records, int classes, double skill)
    {
        float[] scores = new float[records * classes];
        ushort[] labels = new ushort[records];
        for (int i = 0; i < records; i++)
        {
            labels[i] = (ushort)Math.Min(random.Next(classes), random.Next(classes));
            double[] raw = [.. Enumerable.Range(0, classes).Select(k => Math.Exp((skill * (k == labels[i] ? 1 : 0)) + random.NextDouble() + random.NextDouble()))];
            for (int k = 0; k < classes; k++) scores[(i * classes) + k] = (float)(raw[k] / raw.Sum());
        }

        return (scores, labels);
    }

    private static float[] Ones(int count)
    {
        float[] weights = new float[count];
        Array.Fill(weights, 1);
        return weights;
    }

    private static JoinedOutcome Outcome(long timeMs, ushort label, ReadOnlySpan<float> scores) => new()
    {
        PredictionTimeMs = timeMs,
        LabelTimeMs = timeMs,
        IsCorrect = true,
        PredictedClass = 0,
        LabelledClass = label,
        PredictedNumber = double.NaN,
        LabelledNumber = double.NaN,
        Score = double.NaN,
        Confidence = double.NaN,
        Weight = 1,
        IsReviewed = false,
        Version = 0,
        Segments = [],
        Scores = scores,
        Cells = [],
    };
}
