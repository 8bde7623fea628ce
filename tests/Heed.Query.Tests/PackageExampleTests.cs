using Heed.Model.Labels;
using Heed.Query.Execution;
using Heed.Query.Printing;
using Heed.Query.Results;
using Heed.Query.Syntax;
using Heed.Storage;

namespace Heed.Query.Tests;

/// <summary>How the engine is used alone, as a package: the example that <c>docs/promql.md</c> shows.</summary>
public sealed class PackageExampleTests
{
    [Fact]
    public void A_store_in_memory_answers_an_instant_and_a_range_query()
    {
        // Anything that implements ISeriesReader can be queried; this one is the embedded store, in memory.
        using SeriesStore store = SeriesStore.Open(new StoreOptions());
        LabelSet series = LabelSet.Of(("__name__", "requests_total"), ("path", "/"));
        for (int i = 0; i <= 10; i++) store.Append(series, timeMs: i * 15_000, value: i * 30);

        QueryEngine engine = new(store, new QueryOptions { Timeout = TimeSpan.FromSeconds(10) });

        QueryResult now = engine.Instant("sum(rate(requests_total[1m]))", timeMs: 150_000);
        VectorSample sample = Assert.Single(((VectorValue)now.Value!).Samples);
        Assert.Equal(2, sample.Sample.Value, 12);

        QueryResult graph = engine.Range("requests_total > 100", startMs: 0, endMs: 150_000, stepMs: 30_000);
        MatrixSeries line = Assert.Single(((MatrixValue)graph.Value!).Series);
        Assert.Equal([60_000, 90_000, 120_000, 150_000], line.TimesMs);
        Assert.Equal([120, 180, 240, 300], line.Values);
    }

    [Fact]
    public void The_documentation_names_every_function()
    {
        string page = File.ReadAllText(Heed.Testing.RepositoryFiles.Path("docs", "promql.md"));

        Assert.All(Heed.Query.Functions.FunctionTable.Names, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Errors_are_values_and_say_what_to_do()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions());

        QueryResult result = new QueryEngine(store).Instant("rate(requests_total)", timeMs: 0);

        Assert.Null(result.Value);
        Assert.Equal(QueryErrorKind.BadData, result.Error!.Kind);
        Assert.Equal(
            "1:6: parse error: expected type range vector in call to function \"rate\", got instant vector; did you mean \"requests_total[5m]\"?",
            result.Error.Message);
    }

    [Fact]
    public void An_expression_is_parsed_once_and_may_be_printed_explained_and_written_as_JSON()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions());
        store.Append(LabelSet.Of(("__name__", "up"), ("job", "api")), timeMs: 0, value: 1);
        Expression expression = PromqlParser.Parse("count  by(job)(up==1)").Value;
        QueryEngine engine = new(store);

        QueryResult result = engine.ExplainInstant(expression, timeMs: 0);

        Assert.Equal("count by (job) (up == 1)", expression.ToString());
        Assert.Equal("aggregate count", result.Explanation!.Root!.Title);
        Assert.Equal(
            """{"status":"success","data":{"resultType":"vector","result":[{"metric":{"job":"api"},"value":[0,"1"]}]}}""",
            PrometheusJson.ToText(result with { Explanation = null }));
    }
}
