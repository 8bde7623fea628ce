using Heed.Model.Labels;
using Heed.Query.Execution;
using Heed.Query.Syntax;
using Heed.Storage;

namespace Heed.Server.Tests.Hosting;

/// <summary>What a thousand threshold rules cost, each over its ten of 10,000 series: the least of many evaluations.</summary>
public sealed class RuleQueryMeasurement(ITestOutputHelper output)
{
    private const int Rules = 1000;
    private const int Evaluations = 30;
    private const long NowMs = 1_700_000_000_000;

    [Fact(Explicit = true)]
    public void A_thousand_selectors_of_ten_series()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions());
        for (int i = 0; i < 10 * Rules; i++)
        {
            LabelSet labels = LabelSet.Of(
                (LabelNames.MetricName, "ml_feature_mean"), ("model_name", $"model_{i / 10}"), ("feature", $"f{i % 10}"));
            store.Append(labels, NowMs, i);
        }

        QueryEngine queries = new(store);
        Expression[] rules = [.. Enumerable.Range(0, Rules)
            .Select(i => PromqlParser.Parse($"ml_feature_mean{{model_name=\"model_{i}\"}} > 1e9").Value)];
        double least = double.PositiveInfinity;
        for (int i = 0; i < Evaluations; i++)
        {
            long begin = TimeProvider.System.GetTimestamp();
            foreach (Expression rule in rules) Assert.Null(queries.Instant(rule, NowMs + i).Error);
            least = Math.Min(least, TimeProvider.System.GetElapsedTime(begin).TotalMilliseconds);
        }

        output.WriteLine($"{Rules} rules over {10 * Rules} series: {least:F2} ms at the least of {Evaluations} evaluations");
    }
}
