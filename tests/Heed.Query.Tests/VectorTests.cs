using Heed.Query.Results;

namespace Heed.Query.Tests;

/// <summary>Selectors, matching and aggregation over several series.</summary>
public sealed class VectorTests
{
    private const long Minute = 60_000;

    private static readonly TestData Data = new TestData()
        .Add("m{a=\"1\", b=\"x\"}", Minute, 1).Add("m{a=\"2\", b=\"x\"}", Minute, 2).Add("m{a=\"3\", b=\"y\"}", Minute, 5)
        .Add("o{a=\"1\"}", Minute, 10).Add("o{a=\"2\"}", Minute, 20).Add("o{a=\"4\"}", Minute, 40)
        .Add("limit{b=\"x\", unit=\"s\"}", Minute, 100);

    [Theory]
    [InlineData("sum by (b) (m)", "{b=\"x\"} 3|{b=\"y\"} 5")]
    [InlineData("avg without (a) (m)", "{b=\"x\"} 1.5|{b=\"y\"} 5")]
    [InlineData("count(m)", "{} 3")]
    [InlineData("group(m)", "{} 1")]
    [InlineData("min(m)", "{} 1")]
    [InlineData("max(m)", "{} 5")]
    [InlineData("stdvar(m{b=\"x\"})", "{} 0.25")]
    [InlineData("quantile(0.5, m)", "{} 2")]
    [InlineData("topk(2, m)", "m{a=\"3\", b=\"y\"} 5|m{a=\"2\", b=\"x\"} 2")]
    [InlineData("bottomk(1, m)", "m{a=\"1\", b=\"x\"} 1")]
    [InlineData("limitk(1, m)", "m{a=\"1\", b=\"x\"} 1")]
    [InlineData("count_values(\"v\", m)", "{v=\"1\"} 1|{v=\"2\"} 1|{v=\"5\"} 1")]
    [InlineData("sort_desc(m)", "m{a=\"3\", b=\"y\"} 5|m{a=\"2\", b=\"x\"} 2|m{a=\"1\", b=\"x\"} 1")]
    [InlineData("m > 1", "m{a=\"2\", b=\"x\"} 2|m{a=\"3\", b=\"y\"} 5")]
    [InlineData("1 < m", "m{a=\"2\", b=\"x\"} 2|m{a=\"3\", b=\"y\"} 5")]
    [InlineData("m > bool 1", "{a=\"1\", b=\"x\"} 0|{a=\"2\", b=\"x\"} 1|{a=\"3\", b=\"y\"} 1")]
    [InlineData("o / on (a) m", "{a=\"1\"} 10|{a=\"2\"} 10")]
    [InlineData("o + on (a) fill (0) m", "{a=\"1\"} 11|{a=\"2\"} 22|{a=\"3\"} 5|{a=\"4\"} 40")]
    [InlineData("m * on (b) group_left (unit) limit", "{a=\"1\", b=\"x\", unit=\"s\"} 100|{a=\"2\", b=\"x\", unit=\"s\"} 200")]
    [InlineData("limit - on (b) group_right m", "{a=\"1\", b=\"x\"} 99|{a=\"2\", b=\"x\"} 98")]
    [InlineData("o and on (a) m", "o{a=\"1\"} 10|o{a=\"2\"} 20")]
    [InlineData("o unless on (a) m", "o{a=\"4\"} 40")]
    [InlineData("m{a=\"3\"} or on (a) o{a=~\"3|4\"}", "m{a=\"3\", b=\"y\"} 5|o{a=\"4\"} 40")]
    public void Instant_vectors(string text, string expected) => Assert.Equal(expected, string.Join('|', Data.Vector(text, 0)));

    [Theory]
    [InlineData("m / on (b) limit", "many-to-one matching must be explicit (group_left/group_right); write \"on (b) group_left\"")]
    [InlineData("limit / on (b) m", "found duplicate series for the match group {b=\"x\"} on the right hand-side of the operation")]
    [InlineData("m * on (b) group_left (a) limit + on (b) m", "multiple matches for labels: grouping labels must ensure unique matches")]
    [InlineData("limit + on (b) m", "found duplicate series")]
    [InlineData("label_replace(m, \"a\", \"\", \"\", \"\")", "vector cannot contain metrics with the same labelset")]
    [InlineData("label_replace(m, \"a\", \"\", \"a\", \"(\")", "invalid regular expression in label_replace(): (")]
    [InlineData("topk(NaN, m)", "Parameter value is NaN")]
    public void Ambiguity_is_an_error_of_execution(string text, string message)
    {
        QueryResult result = Data.Engine().Instant(text, 0);

        Assert.Equal(QueryErrorKind.Execution, result.Error?.Kind);
        Assert.Contains(message, result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_match_without_partners_names_the_labels_that_differ()
    {
        TestData data = new TestData()
            .Add("ml_low_confidence_predictions{model_name=\"m\", threshold=\"0.5\"}", Minute, 0, 30)
            .Add("ml_requests_total{model_name=\"m\", model_version=\"1\", endpoint=\"/\"}", Minute, 0, 60);

        QueryResult result = data.Engine().Instant("rate(ml_low_confidence_predictions[1h]) / rate(ml_requests_total[1h]) > 0.2", Minute);

        Assert.Empty(((VectorValue)result.Value!).Samples);
        Assert.Contains(
            "PromQL info: no series of the two sides of \"/\" match, so the result is empty: only the left side has {threshold}, "
            + "only the right side has {endpoint, model_version}; write \"on (model_name)\" or \"ignoring (endpoint, model_version, threshold)\", "
            + "or aggregate both sides with sum by (model_name) (1:41)",
            result.Infos);
        Assert.Single(data.Vector("rate(ml_low_confidence_predictions[1h]) / on (model_name) rate(ml_requests_total[1h])", Minute));
    }

    [Theory]
    [InlineData("m", 300_000, false, 0)]
    [InlineData("m", 299_999, false, 3)]
    [InlineData("m", 300_000, true, 3)]
    [InlineData("count_over_time(m[5m])", 300_000, false, 0)]
    [InlineData("count_over_time(m[5m])", 300_000, true, 3)]
    public void The_left_edge_is_open_unless_the_option_closes_it(string text, long timeMs, bool closed, int series) =>
        Assert.Equal(series, Data.Vector(text, timeMs, TestData.Everything with { AsPrometheus2 = closed }).Length);

    [Fact]
    public void A_stale_marker_ends_a_series_and_stays_out_of_windows()
    {
        TestData data = new TestData().Add("s", Minute, 1, Heed.Model.Samples.StaleMarker.Value, 3);

        Assert.Empty(data.Vector("s", Minute));
        Assert.Equal(2, data.Value("count_over_time(s[5m])", 2 * Minute));
    }

    [Fact]
    public void Names_go_at_once_or_at_the_end_by_option()
    {
        const string Text = "label_replace(rate(c_total[5m]), \"was\", \"$0\", \"__name__\", \".+\")";
        TestData data = new TestData().Add("c_total", Minute, 0, 60);

        Assert.Equal(["{} 1"], data.Vector("rate(c_total[1m1s])", Minute)[..1].Select(s => s.Split(' ')[0] + " 1"));
        Assert.StartsWith("{} ", Assert.Single(data.Vector(Text, Minute)), StringComparison.Ordinal);
        Assert.StartsWith(
            "{was=\"c_total\"}", Assert.Single(data.Vector(Text, Minute, TestData.Everything with { DelayedNameRemoval = true })), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_evaluates_once_what_is_the_same_at_every_step() => Assert.Equal(
        """
        binary / [3 steps]
          aggregate sum [3 steps]
            call rate [3 steps]
              windows of 5m over m [3 steps]
          repeat [3 steps]
            aggregate max [1 steps]
              select o @ 0.000 [1 steps]

        """,
        Data.Engine().Explain(Syntax.PromqlParser.Parse("sum(rate(m[5m])) / max(o @ 0)").Value, 0, 2 * Minute, Minute));
}
