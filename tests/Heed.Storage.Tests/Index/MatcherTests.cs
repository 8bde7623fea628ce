using Heed.Model.Labels;
using Heed.Storage.Index;
using Heed.Testing;

namespace Heed.Storage.Tests.Index;

public sealed class MatcherTests
{
    private static readonly string[] Values = ["", "x", "y", "xy", "x.y", "prod-1", "prod-2", "prod", "line\nbreak", "ä|b", "\"q\""];

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("nowhere")]
    [InlineData("x|y")]
    [InlineData("x|")]
    [InlineData("|")]
    [InlineData("x|x")]
    [InlineData("x.*")]
    [InlineData("x.+")]
    [InlineData(".*")]
    [InlineData(".+")]
    [InlineData("prod.*")]
    [InlineData("prod.+")]
    [InlineData("prod-[12]")]
    [InlineData("x\\.y")]
    [InlineData("line.*")]
    [InlineData("line.break")]
    [InlineData("(x|y)")]
    [InlineData("(?i)X")]
    [InlineData("x|prod.*")]
    [InlineData("a?|b*")]
    [InlineData("prod(-1|-2)")]
    [InlineData("prod(-[12])?")]
    [InlineData("(x|y)y?")]
    [InlineData("x{1}y.*")]
    [InlineData("|.+")]
    [InlineData("x|x.+")]
    [InlineData(".+y")]
    [InlineData(".*\\.y")]
    [InlineData(".+-.+")]
    [InlineData("prod\\-1.*")]
    [InlineData("prod.{2}")]
    [InlineData("\\x78.*")]
    [InlineData("[^x].*")]
    [InlineData("[a-z]+")]
    [InlineData("ä.b|x")]
    [InlineData(".*😀.*")]
    public void Every_operator_selects_what_testing_each_series_selects(string value)
    {
        (SeriesStore store, ListSeriesReader twin) = Filled();
        foreach (MatchOperator op in Enum.GetValues<MatchOperator>())
        {
            LabelMatcher one = StoreReading.Matcher("a", op, value);
            Assert.Equal(twin.Dump(matchers: one), store.Dump(matchers: one));
            foreach (MatchOperator other in Enum.GetValues<MatchOperator>())
            {
                LabelMatcher two = StoreReading.Matcher("b", other, "y|x.*");
                Assert.Equal(twin.Dump(matchers: [one, two]), store.Dump(matchers: [one, two]));
                AssertLabels(store, twin, [one, two]);
            }
        }
    }

    [Fact]
    public void A_simple_pattern_answers_as_its_regular_expression()
    {
        foreach (string text in (string[])["x", "x|y", "x.*", "x.+", ".*", ".+", "", "prod.*", ".*o.*", ".+d", "x|.+", ".+x|", "x\\.+", "x.+y", "pro[dt]-1", "a{0}x", "x{2}"])
        {
            foreach (MatchOperator op in Enum.GetValues<MatchOperator>())
            {
                LabelMatcher matcher = StoreReading.Matcher("a", op, text);
                ValuePattern pattern = new(matcher);
                foreach (string value in Values)
                {
                    Assert.Equal(matcher.Matches(value), pattern.Describes(value) == pattern.IsPositive);
                }
            }
        }
    }

    [Fact]
    public void Label_names_and_values_come_only_from_series_with_samples_in_the_range()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions());
        store.Append(LabelSet.Of(("__name__", "old"), ("only_old", "1"), ("both", "o")), 1_000, 1);
        store.Append(LabelSet.Of(("__name__", "new"), ("only_new", "1"), ("both", "n")), 9_000, 1);
        Assert.Equal(["__name__", "both", "only_old"], store.LabelNames([], 0, 5_000, CancellationToken.None));
        Assert.Equal(["n", "o"], store.LabelValues("both", [], 0, 9_000, CancellationToken.None));
        Assert.Equal(["n"], store.LabelValues("both", [], 1_001, 9_000, CancellationToken.None));
        Assert.Empty(store.LabelValues("both", [], 1_001, 8_999, CancellationToken.None));
        Assert.Empty(store.LabelValues("unheard_of", [], 0, 9_000, CancellationToken.None));
    }

    [Fact]
    public void A_cancelled_question_is_not_answered()
    {
        (SeriesStore store, _) = Filled();
        CancellationToken cancelled = new(canceled: true);
        Assert.Throws<OperationCanceledException>(() => store.Select([], 0, 1, cancelled));
        Assert.Throws<OperationCanceledException>(() => store.LabelNames([], 0, 1, cancelled));
        Assert.Throws<OperationCanceledException>(() => store.LabelValues("a", [], 0, 1, cancelled));
    }

    [Fact]
    public void Intersections_and_differences_agree_with_sets()
    {
        Random random = new(11);
        for (int round = 0; round < 500; round++)
        {
            int[] a = Slots(random), b = Slots(random), c = Slots(random);
            Assert.Equal(a.Intersect(b).Intersect(c).Order(), Postings.Intersect([a, b, c]));
            Assert.Equal(a.Except(b), Postings.Subtract([.. a], b));
        }
    }

    private static int[] Slots(Random random)
    {
        int most = random.Next(1, 400);
        return [.. Enumerable.Range(0, random.Next(0, 200)).Select(_ => random.Next(most)).Distinct().Order()];
    }

    private static void AssertLabels(SeriesStore store, ListSeriesReader twin, LabelMatcher[] matchers)
    {
        Assert.Equal(twin.LabelNames(matchers, 0, 10, CancellationToken.None), store.LabelNames(matchers, 0, 10, CancellationToken.None));
        Assert.Equal(
            twin.LabelValues("a", matchers, 0, 10, CancellationToken.None),
            store.LabelValues("a", matchers, 0, 10, CancellationToken.None));
    }

    private static (SeriesStore Store, ListSeriesReader Twin) Filled()
    {
        SeriesStore store = SeriesStore.Open(new StoreOptions());
        ListSeriesReader twin = new();
        foreach (string a in Values)
        {
            foreach (string b in Values)
            {
                LabelSet labels = LabelSet.Of(("__name__", "m"), ("a", a), ("b", b));
                store.Append(labels, 5, 1);
                twin.Append(labels, 5, 1);
            }
        }

        return (store, twin);
    }
}
