using System.Text;

using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Storage.Tests;

public sealed class LabelRoundTripTests
{
    private static readonly string[] Pieces =
        ["\"", "\\", "\n", "\r", "\t", "\0", "\u007f", "é", "日本", "😀", "\ue000", "\uFFFD", "\uFEFF", "\ud7ff", "\U0010FFFF", " ", "{a=\"b\"}", "|.*", "e\u0301"];

    /// <summary>Through log and snapshot, found again by equality and by an expression of their text.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Ten_thousand_odd_values_come_back_from_log_and_snapshot(int seed)
    {
        Random random = new(seed);
        string[] values = [.. Enumerable.Range(0, 10_000).Select(i => Odd(random) + (i % 2 == 0 ? $"{i}" : "")).Distinct()];
        using TemporaryDirectory directory = new();
        AppendOutcome[] outcomes = new AppendOutcome[values.Length];
        using (SeriesStore store = SeriesStore.Open(directory.Options))
        {
            store.Append([.. values.Select(v => new SeriesSample(new SeriesHandle(Labels(v)), 1, 1))], outcomes);
            Assert.All(outcomes, o => Assert.Equal(AppendOutcome.Appended, o));
        }

        using (SeriesStore fromLog = SeriesStore.Open(directory.Options))
        {
            AssertHolds(fromLog, values);
            fromLog.Checkpoint();
        }

        using SeriesStore fromSnapshot = SeriesStore.Open(directory.Options);
        AssertHolds(fromSnapshot, values);
    }

    private static void AssertHolds(SeriesStore store, string[] values)
    {
        Assert.Equal(values.Order(StringComparer.Ordinal), store.LabelValues("v", [], 0, 2, CancellationToken.None));
        Assert.Equal(values.Select(Labels).Order(), store.Select([], 0, 2, CancellationToken.None).Select(s => s.Labels));
        foreach (string value in values.Where((_, i) => i % 97 == 0))
        {
            Assert.Equal(Labels(value), Assert.Single(store.Select([LabelMatcher.Equal("v", value)], 0, 2, CancellationToken.None)).Labels);
            LabelMatcher quoted = StoreReading.Matcher("v", MatchOperator.Regex, Quoted(value));
            Assert.Equal(Labels(value), Assert.Single(store.Select([quoted], 0, 2, CancellationToken.None)).Labels);
        }
    }

    private static LabelSet Labels(string value) => LabelSet.Of(("__name__", "m"), ("v", value));

    private static string Odd(Random random)
    {
        StringBuilder text = new();
        for (int i = random.Next(1, 9); i > 0; i--) text.Append(Pieces[random.Next(Pieces.Length)]);
        return text.ToString();
    }

    private static string Quoted(string value)
    {
        StringBuilder text = new();
        foreach (char c in value)
        {
            if (char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c))) text.Append('\\');
            text.Append(c);
        }

        return text.ToString();
    }
}
