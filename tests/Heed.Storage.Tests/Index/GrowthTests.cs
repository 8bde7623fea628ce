using Heed.Model.Labels;
using Heed.Testing;

namespace Heed.Storage.Tests.Index;

public sealed class GrowthTests
{
    /// <summary>Series come in a random order between the questions: ranks and ordered values are given anew on the way.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Selections_stay_ordered_while_series_come_and_go(int seed)
    {
        Random random = new(seed);
        using SeriesStore store = SeriesStore.Open(new StoreOptions());
        ListSeriesReader twin = new();
        for (int round = 0; round < 12; round++)
        {
            for (int i = 0; i < 700; i++)
            {
                LabelSet labels = LabelSet.Of(("__name__", $"m{random.Next(3)}"), ("a", $"v{random.Next(2000):x}"), ("b", $"{random.Next(5)}"));
                store.Append(labels, round, 1);
                twin.Append(labels, round, 1);
            }

            foreach (string text in (string[])["v1.*", "v[23]a?", "(v4|v5f).*", ".*7", "v1|v2|v3"])
            {
                LabelMatcher matcher = StoreReading.Matcher("a", MatchOperator.Regex, text);
                LabelMatcher metric = StoreReading.Matcher("__name__", MatchOperator.Equal, "m1");
                Assert.Equal(twin.Dump(matchers: matcher), store.Dump(matchers: matcher));
                Assert.Equal(twin.Dump(matchers: [metric, matcher]), store.Dump(matchers: [metric, matcher]));
            }
        }
    }
}
