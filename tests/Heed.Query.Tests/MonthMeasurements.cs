using System.Buffers;

using Heed.Load;
using Heed.Model.Labels;
using Heed.Query.Execution;
using Heed.Query.Printing;
using Heed.Query.Results;
using Heed.Storage;

namespace Heed.Query.Tests;

/// <summary>
/// Time of queries in process, printing included, over a store with a month of 192 monitoring series on disk; each repetition asks for
/// another time.
/// </summary>
public sealed class MonthMeasurements(ITestOutputHelper output)
{
    private const int Steps = HistorySeries.Days * 86_400 / HistorySeries.StepSeconds;
    private const int Repetitions = 40;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);

    private static readonly TimeProvider Clock = TimeProvider.System;

    private static readonly (string Text, int RangeSeconds, int StepSeconds)[] Queries =
    [
        (Ratio("5m"), 0, 0),
        (Ratio("6h"), 0, 0),
        (Ratio("3d"), 0, 0),
        (Ratio("30d"), 0, 0),
        (Quantile("5m"), 0, 0),
        (Quantile("30d"), 0, 0),
        ("sum by (model_name)(rate(ml_requests_total[5m]))", 86_400, 60),
        (Ratio("1h"), 86_400, 60),
        (Quantile("5m"), 86_400, 60),
        (Ratio("1h"), (HistorySeries.Days * 86_400) - 3_600, 3_600),
        ("avg_over_time(ml_data_drift_score[30d])", 0, 0),
        ("stddev_over_time(ml_data_drift_score[1h])", 86_400, 60),
    ];

    [Fact(Explicit = true)]
    public void Time_of_queries_over_a_month()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("heed-month-");
        try
        {
            using SeriesStore store = SeriesStore.Open(new StoreOptions { Directory = directory.FullName });
            Fill(store);
            long bytes = directory.EnumerateFiles("*.*", SearchOption.AllDirectories).Sum(f => f.Length);
            output.WriteLine($"{bytes / (192.0 * Steps):0.000} bytes a sample on disk, log and index included");
            foreach ((string text, int range, int step) in Queries)
            {
                foreach (int threads in (int[])[1, QueryOptions.Default.MaxParallelism])
                {
                    Measure(new QueryEngine(store, new QueryOptions { MaxParallelism = threads }), text, range, step);
                }
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static string Ratio(string window) => $"sum(rate(ml_errors_total[{window}])) / sum(rate(ml_requests_total[{window}]))";

    private static string Quantile(string window) =>
        $"histogram_quantile(0.99, sum by (le) (rate(ml_request_duration_seconds_bucket[{window}])))";

    private void Fill(SeriesStore store)
    {
        HistorySeries history = new();
        LabelSet[] labels = [.. history.Labels.Select(pairs => pairs.Aggregate(new LabelSetBuilder(), (b, p) => b.Set(p.Name, p.Value)).Build())];
        long started = Clock.GetTimestamp();
        for (int step = 0; step < Steps; step++)
        {
            long seconds = HistorySeries.StartSeconds + ((long)step * HistorySeries.StepSeconds);
            history.MoveTo(seconds);
            for (int i = 0; i < labels.Length; i++) store.Append(labels[i], seconds * 1000, history.Values[i]);
            if (step % 480 != 479) continue;
            store.Commit();
            Settle(store);
        }

        store.Checkpoint();
        Settle(store);
        store.Checkpoint();
        output.WriteLine($"filled in {Clock.GetElapsedTime(started).TotalSeconds:0.0} s");
    }

    private static void Settle(SeriesStore store)
    {
        while (store.Maintain(CancellationToken.None) != MaintenanceOutcome.Idle) Assert.Null(store.Report.LastFailure);
    }

    private void Measure(QueryEngine engine, string text, int rangeSeconds, int stepSeconds)
    {
        ArrayBufferWriter<byte> target = new(1 << 20);
        List<double> times = [];
        long begun = Clock.GetTimestamp();
        for (int i = 0; times.Count < Repetitions; i++)
        {
            bool isWarm = Clock.GetElapsedTime(begun) > WarmUp;
            long end = (HistorySeries.EndSeconds - 15 - (i % 240 * 15)) * 1000L;
            target.ResetWrittenCount();
            long started = Clock.GetTimestamp();
            QueryResult result = rangeSeconds == 0
                ? engine.Instant(text, end)
                : engine.Range(text, end - (rangeSeconds * 1000L), end, stepSeconds * 1000L);
            PrometheusJson.Write(result, target);
            if (isWarm) times.Add(Clock.GetElapsedTime(started).TotalMilliseconds);
            Assert.Null(result.Error);
        }

        times.Sort();
        string kind = rangeSeconds == 0 ? "instant" : $"range {rangeSeconds / 3600} h at {stepSeconds} s";
        output.WriteLine($"{engine.Options.MaxParallelism} threads\t{kind}\t{text}\tp50 {times[Repetitions / 2]:0.00} ms, best {times[0]:0.00} ms");
    }
}
