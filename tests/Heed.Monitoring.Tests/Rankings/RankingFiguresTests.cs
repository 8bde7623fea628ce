using Heed.Monitoring.Rankings;

namespace Heed.Monitoring.Tests.Rankings;

public sealed class RankingFiguresTests
{
    [Fact]
    public void A_list_is_compared_with_the_ideal_order_of_all_relevant_items_shown_or_not()
    {
        // Shown: a (grade 3), x, b (grade 1); relevant and not shown: c (grade 2).
        float[] figures = Of([3, 10], ["a", "x", "b"], ("a", 3), ("b", 1), ("c", 2));
        double gain = 3 + (1 / Math.Log2(4));
        double ideal = 3 + (2 / Math.Log2(3)) + (1 / Math.Log2(4));
        double[] expected = [gain / ideal, (1 + (2 / 3.0)) / 3, 1, 1, 2 / 3.0, 2 / 3.0, gain / ideal, (1 + (2 / 3.0)) / 3, 1, 1, 0.2, 2 / 3.0];
        Assert.Equal(expected.Select(x => (float)x), figures);
    }

    [Fact]
    public void What_a_short_list_does_not_show_is_no_hit_at_the_places_behind_it()
    {
        float[] figures = Of([5], ["x"], ("a", 1), ("b", 1));
        Assert.Equal(new float[6], figures);
    }

    [Fact]
    public void An_item_that_is_shown_twice_counts_at_its_first_place()
    {
        Assert.Equal(Of([4], ["a", "x", "b"], ("a", 1), ("b", 1)), Of([4], ["a", "a", "b"], ("a", 1), ("b", 1)));
    }

    [Fact]
    public void A_list_whose_label_names_nothing_relevant_has_0_in_all_figures()
    {
        Assert.Equal(new float[6], Of([10], ["a", "b"]));
        Assert.Equal(new float[6], Of([10], ["a", "b"], ("a", 0), ("b", -1), ("c", double.NaN)));
        Assert.Equal(new float[6], Of([10], []));
    }

    [Fact]
    public void Every_figure_equals_its_slow_twin()
    {
        Random random = new(3);
        for (int i = 0; i < 500; i++)
        {
            int[] cutoffs = [1, 3, 10];
            string[] shown = [.. Enumerable.Range(0, 30).OrderBy(_ => random.Next()).Take(random.Next(13)).Select(n => $"i{n}")];
            (string, double)[] label =
                [.. Enumerable.Range(0, 30).OrderBy(_ => random.Next()).Take(random.Next(12)).Select(n => ($"i{n}", (double)random.Next(4)))];
            float[] figures = Of(cutoffs, shown, label);
            for (int c = 0; c < cutoffs.Length; c++)
            {
                double[] expected = Twin(shown, label.ToDictionary(l => l.Item1, l => l.Item2), cutoffs[c]);
                for (int m = 0; m < expected.Length; m++) Assert.Equal(expected[m], figures[(c * 6) + m], 1e-7);
            }
        }
    }

    [Fact]
    public void Names_carry_their_cutoff_and_nothing_else_does()
    {
        RankingFigures figures = new([5, 100]);
        Assert.Equal("ndcg_at_5", figures.NameOf(0));
        Assert.Equal("recall_at_100", figures.NameOf(11));
        for (int i = 0; i < figures.Count; i++)
        {
            Assert.True(RankingMetrics.TryReadCutoff(figures.NameOf(i), out int cutoff));
            Assert.Equal(i < 6 ? 5 : 100, cutoff);
        }

        foreach (string name in new[] { "ndcg", "ndcg_at_", "ndcg_at_0", "ndcg_at_101", "ndcg_at_-5", "auc_at_5", "_at_5", "ndcg_at_5_at_5" })
        {
            Assert.False(RankingMetrics.TryReadCutoff(name, out _));
        }
    }

    /// <summary>By the textbook, item by item.</summary>
    private static double[] Twin(string[] shown, Dictionary<string, double> label, int k)
    {
        double[] grades = [.. shown.Take(k).Select(s => label.GetValueOrDefault(s))];
        double[] ideal = [.. label.Values.OrderDescending().Take(k)];
        int relevant = label.Values.Count(g => g > 0);
        if (relevant == 0) return new double[6];
        int hits = grades.Count(g => g > 0);
        double precisions = 0;
        for (int i = 0; i < grades.Length; i++)
        {
            if (grades[i] > 0) precisions += grades.Take(i + 1).Count(g => g > 0) / (i + 1.0);
        }

        int first = Array.FindIndex(grades, g => g > 0);
        return
        [
            Gain(grades) / Gain(ideal), precisions / Math.Min(relevant, k), first < 0 ? 0 : 1.0 / (first + 1), hits > 0 ? 1 : 0,
            hits / (double)k, hits / (double)relevant,
        ];
    }

    private static double Gain(double[] grades) => grades.Select((g, i) => g / Math.Log2(i + 2.0)).Sum();

    private static float[] Of(int[] cutoffs, string[] shown, params (string Item, double Grade)[] label)
    {
        uint[] keys = new uint[cutoffs[^1]];
        for (int i = 0; i < Math.Min(shown.Length, keys.Length); i++) keys[i] = ItemKey.Of(shown[i]);
        RelevantItems relevant = new();
        relevant.Read([.. label.Select(l => (ItemKey.Of(l.Item), (float)l.Grade))]);
        return new RankingFigures(cutoffs).Of(keys, relevant).ToArray();
    }
}
