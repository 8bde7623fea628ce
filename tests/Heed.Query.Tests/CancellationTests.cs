using Heed.Model.Labels;
using Heed.Query.Execution;
using Heed.Query.Results;
using Heed.Query.Syntax;
using Heed.Storage;

namespace Heed.Query.Tests;

/// <summary>How long a query goes on once nobody wants it, printed on demand.</summary>
public sealed class CancellationTests(ITestOutputHelper output)
{
    private const int Series = 100_000;
    private const int Tries = 3;

    [Fact(Explicit = true)]
    public void Every_family_of_operators_stops_within_50_ms()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions { MaxSeriesPerMetric = Series });
        for (int i = 0; i < Series; i++)
        {
            LabelSet labels = LabelSet.Of(("__name__", "m"), ("a", $"{i}"), ("b", $"{i % 1000}"), ("le", i % 2 == 0 ? "1" : "+Inf"));
            for (int t = 0; t < 4; t++) store.Append(labels, t * 15_000, i + t);
        }

        QueryEngine engine = new(store, new QueryOptions { MaxSamples = long.MaxValue });
        List<string> late = [];
        foreach (string text in (string[])
            [
                "m", "-m", "rate(m[1m])", "sum by (b) (m)", "count_values(\"v\", m)", "topk by (b) (2, m)", "quantile(0.5, m)",
                "m / on (a) m", "m and on (b) m", "label_replace(m, \"c\", \"$1\", \"a\", \"(.*)\")", "sort(m)",
                "max_over_time(m[1m:15s])", "histogram_quantile(0.5, m)", "absent(m)", "m / ignoring (a) m", "sum(m) + on () group_right m",
            ])
        {
            Expression expression = PromqlParser.Parse(text).Value;
            TimeSpan whole = Run(engine, expression, CancellationToken.None).Elapsed;
            TimeSpan worst = TimeSpan.Zero;
            for (double share = 0.05; share < 1; share += 0.05) worst = Max(worst, Lateness(engine, expression, whole * share));
            output.WriteLine($"{text}\t{whole.TotalMilliseconds:0} ms whole\t{worst.TotalMilliseconds:0.0} ms after the end was asked for");
            if (worst > TimeSpan.FromMilliseconds(50)) late.Add(text);
        }

        Assert.Empty(late);
    }

    /// <summary>
    /// How long the query goes on from the moment at which the token says so; the least of several tries, since what a busy machine or a
    /// collection adds differs from try to try and a stretch of work without a look at the token does not.
    /// </summary>
    private static TimeSpan Lateness(QueryEngine engine, Expression expression, TimeSpan after)
    {
        TimeSpan least = TimeSpan.MaxValue;
        for (int i = 0; i < Tries; i++)
        {
            long askedAt = 0;
            using CancellationTokenSource source = new();
            using CancellationTokenRegistration told = source.Token.Register(() => Volatile.Write(ref askedAt, TimeProvider.System.GetTimestamp()));
            source.CancelAfter(after);
            (QueryResult result, _) = Run(engine, expression, source.Token);
            long endedAt = TimeProvider.System.GetTimestamp();
            if (result.Error?.Kind != QueryErrorKind.Canceled) return TimeSpan.Zero;
            long asked = Volatile.Read(ref askedAt);
            TimeSpan late = asked == 0 ? TimeSpan.Zero : TimeProvider.System.GetElapsedTime(asked, endedAt);
            if (late < least) least = late;
        }

        return least;
    }

    private static (QueryResult Result, TimeSpan Elapsed) Run(QueryEngine engine, Expression expression, CancellationToken cancellation)
    {
        long started = TimeProvider.System.GetTimestamp();
        QueryResult result = engine.Range(expression, 30_000, 60_000, 15_000, cancellation);
        return (result, TimeProvider.System.GetElapsedTime(started));
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
