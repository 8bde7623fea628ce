using System.Text;
using System.Text.Json;

using Heed.Query.Execution;
using Heed.Query.Printing;
using Heed.Query.Results;
using Heed.Query.Syntax;
using Heed.Testing;

namespace Heed.Query.Tests;

public sealed class ExplainTests
{
    private const long Minute = 60_000;

    private static readonly TestData Data = new TestData()
        .Add("m_total{a=\"1\"}", Minute, 1, 2, 3, 4, 5).Add("m_total{a=\"2\"}", Minute, 1, 2, 3, 4, 5).Add("o", Minute, 7, 8, 9);

    private static readonly QueryEngine Engine = new(Data.Reader, TestData.Everything, new ManualClock(DateTimeOffset.UnixEpoch));

    [Fact]
    public void A_range_query_tells_what_each_operator_answers_and_reads()
    {
        QueryResult result = Engine.ExplainRange(Parse("sum(rate(m_total[2m])) / scalar(o @ 0)"), 0, 4 * Minute, Minute);

        Assert.Null(result.Error);
        Assert.Equal(
            [
                "binary /: 1 series x 5 steps, 11 samples",
                "  aggregate sum: 1 series x 5 steps, 10 samples",
                "    call rate: 2 series x 5 steps, 10 samples",
                "      windows of 2m over m_total: 2 series x 5 steps, 0 samples",
                "  repeat: 1 series x 5 steps, 1 samples",
                "    call scalar: 1 series x 1 steps, 1 samples",
                "      select o @ 0.000: 1 series x 1 steps, 1 samples",
            ],
            Lines(result.Explanation!.Root!, 0));
        Assert.Equal((3, 11), (result.Explanation.SeriesSelected, result.Explanation.SamplesRead));
    }

    [Fact]
    public void Time_and_memory_of_an_operator_contain_those_of_its_inputs()
    {
        QueryEngine engine = new(Data.Reader, TestData.Everything);

        QueryExplanation explanation = engine.ExplainRange(Parse("max(sum by (a) (rate(m_total[2m])))"), 0, 4 * Minute, Minute).Explanation!;

        Assert.True(explanation.Root!.AllocatedBytes > 0);
        Assert.True(explanation.AllocatedBytes >= explanation.Root.AllocatedBytes);
        Assert.True(explanation.Elapsed >= explanation.Root.Elapsed);
        for (OperatorReport at = explanation.Root; at.Inputs.Count > 0; at = at.Inputs[0])
        {
            Assert.True(at.AllocatedBytes >= at.Inputs[0].AllocatedBytes);

            // A TimeSpan counts in tenths of a microsecond.
            Assert.InRange((at.Elapsed - at.OwnElapsed - at.Inputs[0].Elapsed).Ticks, -1, 1);
        }
    }

    [Fact]
    public void An_explained_query_has_the_same_answer()
    {
        foreach (string text in (string[])["topk(1, m_total)", "sort_desc(m_total)", "m_total + on (a) m_total", "count_values(\"v\", m_total)", "m_total[2m]", "\"x\""])
        {
            QueryResult plain = Engine.Instant(text, 4 * Minute);
            QueryResult explained = Engine.ExplainInstant(Parse(text), 4 * Minute);

            Assert.Null(plain.Explanation);
            Assert.NotNull(explained.Explanation);
            Assert.Equal(PrometheusJson.ToText(plain), PrometheusJson.ToText(explained with { Explanation = null }));
        }
    }

    [Fact]
    public void A_query_that_fails_tells_what_was_done_before()
    {
        QueryResult result = Engine.ExplainInstant(Parse("m_total / on () m_total"), 4 * Minute);

        Assert.Equal(QueryErrorKind.Execution, result.Error!.Kind);
        Assert.Equal(["select m_total", "select m_total"], result.Explanation!.Root!.Inputs.Select(i => i.Title));
        Assert.Equal(4, result.Explanation.SeriesSelected);
    }

    [Fact]
    public void The_tree_prints_as_text()
    {
        QueryResult result = Engine.ExplainInstant(Parse("-o"), 0);

        string text = ExplanationText.Print(result.Explanation!);

        Assert.Matches(
            """
            ^0 us, 1 series selected, 1 samples read, 1 held at most, .* allocated
            negate: 1 series x 1 steps, 0 us \(0 us own\), .*B, 1 samples
              select o: 1 series x 1 steps, 0 us \(0 us own\), .*B, 1 samples
            $
            """,
            text);
    }

    [Fact]
    public void The_tree_stands_in_the_stats_of_an_answer()
    {
        QueryResult result = Engine.ExplainInstant(Parse("abs(o)"), 0);

        using JsonDocument answer = JsonDocument.Parse(Encoding.UTF8.GetBytes(PrometheusJson.ToText(result)));
        JsonElement stats = answer.RootElement.GetProperty("data").GetProperty("stats");
        JsonElement root = stats.GetProperty("operators");
        Assert.Equal(1, stats.GetProperty("samples").GetProperty("totalQueryableSamples").GetInt64());
        Assert.Equal("abs(o)", root.GetProperty("expression").GetString());
        Assert.Equal("select o", root.GetProperty("inputs")[0].GetProperty("operator").GetString());
    }

    private static Expression Parse(string text) => PromqlParser.Parse(text, ParserOptions.Experimental).Value;

    private static IEnumerable<string> Lines(OperatorReport report, int depth)
    {
        yield return $"{new string(' ', depth * 2)}{report.Title}: {report.Series} series x {report.Steps} steps, {report.SamplesRead} samples";
        foreach (OperatorReport input in report.Inputs)
        {
            foreach (string line in Lines(input, depth + 1)) yield return line;
        }
    }
}
