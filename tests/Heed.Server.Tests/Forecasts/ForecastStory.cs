using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Execution;
using Heed.Query.Results;
using Heed.Query.Syntax;
using Heed.Server.Forecasts;
using Heed.Statistics.Forecasts;
using Heed.Testing;

namespace Heed.Server.Tests.Forecasts;

/// <summary>A store with a sample a minute, and forecasts over it. Times are minutes since the start.</summary>
internal sealed class ForecastStory
{
    public const long Minute = 60_000;
    public const long StartMs = 1_700_000_040_000;

    private readonly ListSeriesReader _store = new();
    private readonly QueryEngine _queries;
    private readonly ForecastOptions _options;

    public ForecastStory(ForecastOptions? options = null)
    {
        _options = options ?? Disk();
        _queries = new QueryEngine(_store, new QueryOptions { Timeout = Timeout.InfiniteTimeSpan });
        Schedule = Restarted(0);
    }

    public ForecastSchedule Schedule { get; private set; }

    /// <summary>Free bytes that are not to reach 0: an hour's line, half an hour ahead.</summary>
    public static ForecastOptions Disk() => new()
    {
        Name = "disk",
        Expression = PromqlParser.Parse("free").Value,
        Limit = 0,
        Side = ThresholdSide.Below,
        Range = TimeSpan.FromHours(1),
        Horizon = TimeSpan.FromMinutes(30),
    };

    /// <summary>The schedule of a server that starts again.</summary>
    public ForecastSchedule Restarted(int minute) =>
        Schedule = new ForecastSchedule([_options], _queries, _store, TimeSpan.FromMinutes(1), StartMs + (minute * Minute));

    public void Write(int minute, double value, string device = "sda") =>
        _store.Append(LabelSet.Of((LabelNames.MetricName, "free"), ("device", device)), StartMs + (minute * Minute), value);

    /// <summary>One value and one evaluation a minute.</summary>
    public ForecastStory Live(int from, int to, Func<int, double> value)
    {
        for (int minute = from; minute <= to; minute++)
        {
            if (!double.IsNaN(value(minute))) Write(minute, value(minute));
            Assert.Equal(StartMs + (minute * Minute), Schedule.NextDueMs);
            Schedule.Run(Schedule.NextDueMs);
        }

        return this;
    }

    /// <summary>What a rule sees at a time; null for nothing.</summary>
    public double? Read(string expression, int minute)
    {
        VectorValue vector = Assert.IsType<VectorValue>(_queries.Instant(expression, StartMs + (minute * Minute)).Value);
        return vector.Samples.Count == 0 ? null : Assert.Single(vector.Samples).Sample.Value;
    }

    public IReadOnlyList<Sample> Samples(string metric, int to) =>
        _queries.Instant($"{metric}[{to}m]", StartMs + (to * Minute)).Value is MatrixValue { Series: [var only] }
            ? [.. only.TimesMs.Zip(only.Values, (time, value) => new Sample(time, value))]
            : [];
}
