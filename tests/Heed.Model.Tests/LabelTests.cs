using Heed.Model.Labels;

namespace Heed.Model.Tests;

public sealed class LabelTests
{
    [Fact]
    public void A_set_orders_its_labels_and_the_last_value_of_a_name_wins()
    {
        LabelSet set = LabelSet.Of(("b", "1"), ("a", "2"), ("b", "3"), ("c", "x"), ("c", ""));

        Assert.Equal("{a=\"2\", b=\"3\"}", set.ToString());
        Assert.Equal(2, set.Count);
    }

    [Theory]
    [InlineData("a", "2")]
    [InlineData("b", "3")]
    [InlineData("aa", "")]
    [InlineData("c", "")]
    [InlineData("", "")]
    public void A_missing_label_has_the_empty_value(string name, string expected)
    {
        LabelSet set = LabelSet.Of(("a", "2"), ("b", "3"));

        Assert.Equal(expected, set.Get(name));
        Assert.Equal(expected.Length > 0, set.Has(name));
    }

    [Fact]
    public void Equal_sets_are_equal_however_they_were_built()
    {
        LabelSet first = LabelSet.Of(("a", "1"), ("b", "2"));
        LabelSet second = LabelSet.Empty.With("b", "2").With("c", "3").With("a", "1").Without("c", "none");

        Assert.Equal(first, second);
        Assert.True(first == second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.Equal(first.Fingerprint, second.Fingerprint);
        Assert.NotEqual(first, first.With("a", "2"));
        Assert.NotEqual(LabelSet.Of(("ab", "c")).Fingerprint, LabelSet.Of(("a", "bc")).Fingerprint);
    }

    [Theory]
    [InlineData("a", "1", "a", "2", -1)]
    [InlineData("a", "2", "b", "1", -1)]
    [InlineData("B", "1", "a", "1", -1)]
    [InlineData("a", "1", "a", "1", 0)]
    [InlineData("a", "10", "a", "9", -1)]
    public void Sets_order_by_name_and_then_value_in_code_units(string name, string value, string otherName, string otherValue, int expected)
    {
        LabelSet left = LabelSet.Of((name, value));
        LabelSet right = LabelSet.Of((otherName, otherValue));

        Assert.Equal(expected, Math.Sign(left.CompareTo(right)));
        Assert.Equal(-expected, Math.Sign(right.CompareTo(left)));
    }

    [Fact]
    public void A_set_comes_before_one_that_goes_on()
    {
        Assert.True(LabelSet.Of(("a", "1")) < LabelSet.Of(("a", "1"), ("b", "1")));
        Assert.True(LabelSet.Empty < LabelSet.Of(("a", "1")));
    }

    [Theory]
    [InlineData("up", "", "", "up")]
    [InlineData("up", "a", "b", "up{a=\"b\"}")]
    [InlineData("", "a", "q\"\\\n", "{a=\"q\\\"\\\\\\n\"}")]
    [InlineData("my metric", "a", "b", "{\"__name__\"=\"my metric\", a=\"b\"}")]
    [InlineData("", "my label", "b", "{\"my label\"=\"b\"}")]
    [InlineData("", "", "", "{}")]
    public void A_set_is_written_as_Prometheus_writes_it(string metric, string name, string value, string expected)
    {
        LabelSetBuilder builder = new LabelSetBuilder().Set(LabelNames.MetricName, metric);
        if (name.Length > 0) builder.Set(name, value);

        // A name that is one by the older rules needs no quotes, __name__ included.
        Assert.Equal(expected.Replace("\"__name__\"=", "__name__=", StringComparison.Ordinal), builder.Build().ToString());
    }

    [Fact]
    public void A_builder_does_not_change_the_set_that_it_built()
    {
        LabelSetBuilder builder = new LabelSetBuilder().Set("a", "1");
        LabelSet built = builder.Build();
        builder.Set("a", "2").Set("b", "3");

        Assert.Equal("{a=\"1\"}", built.ToString());
        Assert.Equal("2", builder.Get("a"));
    }

    /// <summary>Against the obvious twin: a sorted dictionary that drops empty values.</summary>
    [Fact]
    public void Random_edits_give_what_a_dictionary_gives()
    {
        Random random = new(7);
        for (int round = 0; round < 300; round++)
        {
            LabelSetBuilder builder = new();
            SortedDictionary<string, string> twin = new(StringComparer.Ordinal);
            for (int i = 0; i < 20; i++)
            {
                (string name, string value) = ($"n{random.Next(8)}", random.Next(3) == 0 ? "" : $"{random.Next(5)}");
                builder.Set(name, value);
                if (value.Length > 0) twin[name] = value;
                else twin.Remove(name);
            }

            Assert.Equal(twin.Select(p => new Label(p.Key, p.Value)), builder.Build().Labels.ToArray());
            Assert.Equal(LabelSet.From(twin), builder.Build());
        }
    }

    [Theory]
    [InlineData(MatchOperator.Equal, "x", "x", true)]
    [InlineData(MatchOperator.Equal, "", "", true)]
    [InlineData(MatchOperator.NotEqual, "x", "", true)]
    [InlineData(MatchOperator.Regex, "x", "xy", false)]
    [InlineData(MatchOperator.Regex, "x|y", "y", true)]
    [InlineData(MatchOperator.Regex, "x|y", "xy", false)]
    [InlineData(MatchOperator.Regex, ".*", "", true)]
    [InlineData(MatchOperator.Regex, ".+", "", false)]
    [InlineData(MatchOperator.Regex, "a.b", "a\nb", true)]
    [InlineData(MatchOperator.NotRegex, "x.*", "y", true)]
    [InlineData(MatchOperator.NotRegex, "x.*", "xx", false)]
    public void A_matcher_compares_the_whole_value(MatchOperator op, string pattern, string value, bool expected)
    {
        LabelMatcher matcher = LabelMatcher.Parse("a", op, pattern).Value;

        Assert.Equal(expected, matcher.Matches(value));
        Assert.Equal(expected, matcher.Matches(LabelSet.Of(("a", value), ("b", "other"))));
    }

    [Fact]
    public void A_matcher_with_a_broken_expression_is_refused() => Assert.False(LabelMatcher.Parse("a", MatchOperator.Regex, "x(").IsSuccess);

    [Theory]
    [InlineData(MatchOperator.Equal, "a=\"v\\\"\"")]
    [InlineData(MatchOperator.NotEqual, "a!=\"v\\\"\"")]
    [InlineData(MatchOperator.Regex, "a=~\"v\\\"\"")]
    [InlineData(MatchOperator.NotRegex, "a!~\"v\\\"\"")]
    public void A_matcher_is_written_as_in_a_selector(MatchOperator op, string expected) =>
        Assert.Equal(expected, LabelMatcher.Parse("a", op, "v\"").Value.ToString());

    [Fact]
    public void A_set_of_ordered_labels_is_the_set_that_a_builder_makes()
    {
        LabelSet built = LabelSet.Of(("b", "2"), ("a", "1"));
        Assert.Equal(built, LabelSet.FromOrdered([new Label("a", "1"), new Label("b", "2")]));
        Assert.Same(LabelSet.Empty, LabelSet.FromOrdered([]));
        Assert.Throws<ArgumentException>(() => LabelSet.FromOrdered([new Label("b", "2"), new Label("a", "1")]));
        Assert.Throws<ArgumentException>(() => LabelSet.FromOrdered([new Label("a", "1"), new Label("a", "2")]));
        Assert.Throws<ArgumentException>(() => LabelSet.FromOrdered([new Label("a", "")]));
    }

    [Fact]
    public void A_set_made_of_other_texts_is_the_same_set()
    {
        LabelSet set = LabelSet.Of(("a", "1"));
        string name = new('a', 1);
        LabelSet other = set.MadeOf([new Label(name, "1")]);
        Assert.Equal(set, other);
        Assert.Equal(set.Fingerprint, other.Fingerprint);
        Assert.Same(name, other.Labels[0].Name);
        Assert.Throws<ArgumentException>(() => set.MadeOf([new Label("a", "2")]));
    }
}
