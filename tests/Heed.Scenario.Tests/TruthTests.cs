using Heed.Model.Records;
using Heed.Query.Results;
using Heed.Server.Hosting;
using Heed.Testing;

using Microsoft.Extensions.Logging.Abstractions;

namespace Heed.Scenario.Tests;

/// <summary>
/// The demo models' figures, asked of the whole engine in PromQL, against the truth tables in <c>examples/README.md</c>. A quality
/// window of exactly one month, asked when the month's last label has come, holds that month.
/// </summary>
public sealed class TruthTests
{
    /// <summary>Year, month, accuracy: months of 30 days, and October with 31.</summary>
    public static TheoryData<int, int, double> HousingMonths => new()
    {
        { 2021, 6, 0.8472 }, { 2021, 9, 0.5167 }, { 2021, 10, 0.2836 }, { 2021, 11, 0.5667 }, { 2022, 2, 0.5967 }, { 2022, 4, 0.6583 },
    };

    [Theory]
    [MemberData(nameof(HousingMonths))]
    public void The_accuracy_of_a_month_is_the_truth_table_s(int year, int month, double accuracy)
    {
        using TemporaryFolder folder = new();
        int days = DateTime.DaysInMonth(year, month);
        string config = folder.Write("heed.yml", $$"""
            global: { sample_interval: 30m, evaluation_interval: 1h, lookback_delta: 1h, metric_aliases: false }
            signals: { off: all }
            models:
              - name: housing
                baseline: {{RepositoryFiles.Path("examples", "housing", "baseline.ndjson.gz")}}
                segments: [region]
                labels: { join_within: 60d }
                windows: { drift: 30d, quality: {{days}}d, lateness: 1h }
            """);

        // The last label of the month comes 14 days behind the month's last hour; the collection half an hour later has it.
        DateTimeOffset asked = new DateTimeOffset(year, month, 1, 0, 0, 0, TimeSpan.Zero).AddDays(days + 14).AddMinutes(-30);
        Station station = Run(config, "housing", asked);
        QueryResult result = station.Queries.Instant("ml_accuracy_by_segment{segment=\"ground_truth_sample\"}", asked.ToUnixTimeMilliseconds());
        VectorSample only = Assert.Single(Assert.IsType<VectorValue>(result.Value).Samples);
        Assert.Equal(accuracy, only.Sample.Value, 5e-5);
        station.Close();
    }

    [Fact]
    public void The_bikes_of_march_are_missed_by_as_much_as_the_truth_table_says()
    {
        using TemporaryFolder folder = new();
        string config = folder.Write("heed.yml", $$"""
            global: { sample_interval: 30m, evaluation_interval: 1h, lookback_delta: 1h, metric_aliases: false }
            signals: { off: all }
            models:
              - name: bikes
                baseline: {{RepositoryFiles.Path("examples", "bikes", "baseline.ndjson.gz")}}
                windows: { drift: 30d, quality: 31d, lateness: 1h }
            """);

        // Labels come an hour behind: the last of March comes at the very beginning of April.
        DateTimeOffset asked = new(2012, 4, 1, 0, 30, 0, TimeSpan.Zero);
        Station station = Run(config, "bikes", asked);
        Assert.Equal(109.44, Value(station, "ml_model_quality{metric=\"mae\", segment=\"ground_truth_sample\"}", asked), 0.005);
        Assert.Equal(-108.94, Value(station, "ml_model_quality{metric=\"bias\", segment=\"ground_truth_sample\"}", asked), 0.005);
        station.Close();
    }

    private static double Value(Station station, string expression, DateTimeOffset time)
    {
        QueryResult result = station.Queries.Instant(expression, time.ToUnixTimeMilliseconds());
        return Assert.Single(Assert.IsType<VectorValue>(result.Value).Samples).Sample.Value;
    }

    private static Station Run(string config, string model, DateTimeOffset until)
    {
        Inventory inventory = RunningServer.Read(config);
        using RecordedEvents events = new([new RecordedFile(RepositoryFiles.Path("examples", model, "production.ndjson.gz"), TimeSpan.Zero)]);
        StationOptions options = new() { DataDirectory = null, StartMs = events.NextTimeMs!.Value, RecordsItself = false };
        Station station = new StationBuilder(inventory, options, TimeProvider.System, NullLogger.Instance).Build(state => new SilentOutbox(state));
        RecordBatch batch = new(station.Schemas);
        while (events.NextTimeMs <= until.ToUnixTimeMilliseconds() && events.Next())
        {
            batch.Clear();
            Assert.Null(station.Parser.TryRead(events.Json.Span, events.TimeMs, batch));
            station.Engine.Accept(batch, events.TimeMs);
        }

        station.Engine.AdvanceTo(until.ToUnixTimeMilliseconds());
        return station;
    }
}
