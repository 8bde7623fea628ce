using FsCheck;
using FsCheck.Fluent;

using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Reports;

namespace Heed.Monitoring.Tests;

/// <summary>Windows made of slices, beside the slow twin: a tumbling monitor that is given the records of one window and nothing else.</summary>
public sealed class SlidingWindowTests
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Start = Models.Start - (Models.Start % (24 * Hour));

    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(20).WithReplay(20261121, 7);

    private static readonly ModelOptions Timed = new()
    {
        Name = "m",
        Windows = new WindowOptions
        {
            DriftDuration = TimeSpan.FromHours(6),
            EveryDuration = TimeSpan.FromHours(1),
            Lateness = TimeSpan.FromMinutes(10),
            MinimumRecords = 50,
            RevisedWithin = TimeSpan.FromHours(20),
        },
    };

    private static readonly Baseline Reference = Models.Classifier(Timed, 600);

    [Fact]
    public void The_first_window_is_a_whole_one_and_each_step_closes_the_next()
    {
        ModelMonitor monitor = new(Timed, Reference);
        List<(long Closed, long N)> seen = [];
        foreach (Row row in Rows(1, 0, 10 * 60))
        {
            row.AcceptBy(monitor);
            WindowReport window = monitor.Report(0).Window;
            if (window.Closed > 0 && (seen.Count == 0 || seen[^1].Closed != window.Closed)) seen.Add((window.Closed, window.N));
        }

        Assert.Equal([(1, 360), (2, 360), (3, 360), (4, 360)], seen);
    }

    [Fact]
    public void A_sliding_window_says_what_its_records_alone_say()
    {
        Prop.ForAll<int>(seed =>
        {
            // Times that jump back by less than the lateness: no record is late.
            Row[] rows = [.. Rows(seed, 5 * Minute, 9 * 60)];
            ModelMonitor sliding = Fed(Timed, rows);
            Assert.Equal(0, sliding.Report(0).Counters["late_records"]);
            long newestMs = rows.Max(r => r.TimeMs);
            AssertIsWindowOf(sliding, rows, ((newestMs - (10 * Minute)) / Hour * Hour));
        }).Check(Seeded);
    }

    [Fact]
    public void Late_records_give_the_same_figures_in_any_order()
    {
        Prop.ForAll<int>(seed =>
        {
            Row[] rows = [.. Rows(seed, 0, 12 * 60)];
            Row[] shuffled = rows.AsSpan(400).ToArray();
            new Random(seed).Shuffle(shuffled);
            Row closing = new("closing", Start + (12 * Hour) + (15 * Minute), 0.5, "blue", 0.7);
            ModelMonitor inOrder = Fed(Timed, [.. rows, closing]);
            ModelMonitor late = Fed(Timed, [.. rows.Take(400), closing, .. shuffled]);
            Assert.Equal(720 - 400, late.Report(0).Counters["late_records"]);
            Assert.Equal(0, late.Report(0).Counters["expired_records"]);
            AssertSame(inOrder, late);
            AssertIsWindowOf(late, rows, Start + (12 * Hour));
        }).Check(Seeded);
    }

    [Fact]
    public void The_series_follow_late_records()
    {
        Row[] rows = [.. Rows(3, 0, 8 * 60)];
        ModelMonitor monitor = Fed(Timed, rows);
        double before = SampleList.Of(monitor, 0).Find("ml_data_drift_score", ("feature_name", "x0"))!.Value;
        long within = rows[^1].TimeMs - (3 * Hour);
        for (int i = 0; i < 300; i++) new Row($"late{i}", within, 0.999, "blue", 0.5).AcceptBy(monitor);
        double after = SampleList.Of(monitor, 0).Find("ml_data_drift_score", ("feature_name", "x0"))!.Value;
        Assert.InRange(before, 0, 0.15);
        Assert.InRange(after, 0.4, 1);
        Assert.Equal(FeatureVerdict.Drift, monitor.Feature("x0").State);
    }

    [Fact]
    public void A_sliding_window_of_records_says_what_its_records_alone_say()
    {
        ModelOptions sliding = new() { Name = "m", Windows = new WindowOptions { DriftRecords = 200, EveryRecords = 50 } };
        ModelOptions tumbling = sliding with { Windows = new WindowOptions { DriftRecords = 200 } };
        Row[] rows = [.. Rows(9, 0, 470)];
        ModelMonitor monitor = Fed(sliding, rows);
        Assert.Equal(6, monitor.Report(0).Window.Closed);
        AssertSame(Fed(tumbling, rows.Skip(250).Take(200)), monitor);
    }

    [Fact]
    public void A_pause_of_days_closes_what_was_open_and_starts_anew()
    {
        Row[] before = [.. Rows(4, 0, 7 * 60)];
        Row[] after = [.. Rows(5, 0, 8 * 60).Select(r => r with { Id = "n" + r.Id, TimeMs = r.TimeMs + (100 * 24 * Hour) })];
        ModelMonitor monitor = Fed(Timed, [.. before, .. after]);
        AssertIsWindowOf(monitor, after, Start + (100 * 24 * Hour) + (7 * Hour));

        // One while records came, six more that hold the last hour before the pause, and two whole ones after it.
        Assert.Equal(1 + 6 + 2, monitor.Report(0).Window.Closed);
    }

    [Theory]
    [InlineData(1000, 300, null, null, null)]
    [InlineData(1000, 5, null, null, null)]
    [InlineData(1000, null, null, 60, null)]
    [InlineData(1000, null, null, null, 60)]
    [InlineData(1000, null, 60, 7, null)]
    [InlineData(1000, null, 1440, 1, null)]
    [InlineData(1000, null, 1440, 60, 10_080)]
    [InlineData(1000, 10, 1440, null, null)]
    public void Steps_that_do_not_fit_the_window_are_refused(int records, int? every, int? minutes, int? everyMinutes, int? revisedMinutes)
    {
        WindowOptions options = new()
        {
            DriftRecords = records,
            EveryRecords = every,
            DriftDuration = Of(minutes),
            EveryDuration = Of(everyMinutes),
            RevisedWithin = Of(revisedMinutes),
        };
        Assert.Single(options.Validate());

        static TimeSpan? Of(int? minutes) => minutes is { } m ? TimeSpan.FromMinutes(m) : null;
    }

    private static void AssertIsWindowOf(ModelMonitor monitor, Row[] rows, long endMs)
    {
        Row[] inside = [.. rows.Where(r => r.TimeMs >= endMs - (6 * Hour) && r.TimeMs < endMs)];
        ModelOptions alone = Timed with { Windows = new WindowOptions { DriftRecords = Math.Max(50, inside.Length) } };
        Assert.True(inside.Length >= 50);
        AssertSame(Fed(alone, inside), monitor);
    }

    private static void AssertSame(ModelMonitor expected, ModelMonitor actual)
    {
        Assert.Equal(expected.Report(0).Window.N, actual.Report(0).Window.N);
        Assert.Equal(expected.Report(0).Window.PredictionPsi, actual.Report(0).Window.PredictionPsi);
        Assert.Equal(expected.Report(0).Classes, actual.Report(0).Classes);
        foreach ((FeatureReport a, FeatureReport b) in expected.Features().Zip(actual.Features()))
        {
            Assert.Equal((a.Name, a.State, a.Score, a.PValue, a.Psi, a.Sentence), (b.Name, b.State, b.Score, b.PValue, b.Psi, b.Sentence));
            Assert.Equal((a.MissingRatio, a.OutOfRangeRatio, a.UnseenRatio), (b.MissingRatio, b.OutOfRangeRatio, b.UnseenRatio));
            Assert.Equal(a.Distribution.Current, b.Distribution.Current);
        }
    }

    private static ModelMonitor Fed(ModelOptions options, IEnumerable<Row> rows)
    {
        ModelMonitor monitor = new(options, Reference);
        foreach (Row row in rows) row.AcceptBy(monitor);
        return monitor;
    }

    /// <summary>A record a minute from the start, each moved back by up to <paramref name="jitterMs"/>.</summary>
    private static IEnumerable<Row> Rows(int seed, long jitterMs, int count)
    {
        Random random = new(seed);
        for (int i = 0; i < count; i++)
        {
            object? x0 = random.Next(20) == 0 ? null : random.Next(30) == 0 ? double.NaN : random.NextDouble() * 1.1;
            string color = random.Next(10) switch { 0 => "green", < 4 => "red", _ => "blue" };
            yield return new Row($"p{i}", Start + (i * Minute) + jitterMs - random.NextInt64(jitterMs + 1), x0, color, random.NextDouble());
        }
    }

    private sealed record Row(string Id, long TimeMs, object? X0, string Color, double Score)
    {
        public void AcceptBy(ModelMonitor monitor)
        {
            EventWriter writer = new(monitor.Schema);
            Dictionary<string, object?> features = new() { ["x0"] = X0, ["color"] = Color };
            EventRecord record = writer.Prediction(Id, TimeMs, Score > 0.5 ? "yes" : "no", features, Score);
            monitor.Accept(writer.Batch, record, Math.Max(TimeMs, Start));
        }
    }
}
