using Heed.Model.Records;

using Microsoft.Extensions.Logging.Abstractions;

namespace Heed.Server.Hosting;

/// <summary>
/// Runs recorded events through the whole pipeline on their own clock, as fast as the machine goes. The same events give the same
/// bytes of notifications, and the same as live ingestion at the same times.
/// </summary>
public static class Replay
{
    private const int RefusalLimit = 1000;

    /// <param name="inventory">What <c>heed.yml</c> reaches.</param>
    /// <param name="events">In order of time.</param>
    /// <param name="fromMs">Earlier events are passed over; null for the first one.</param>
    /// <param name="toMs">Later ones are not read, and the engine ends there; null for the last one's time.</param>
    /// <param name="notifications">Takes one JSON line each.</param>
    /// <param name="progress">The share of the files that was read.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static ReplaySummary Run(
        Inventory inventory, RecordedEvents events, long? fromMs, long? toMs, Stream notifications, IProgress<double>? progress, CancellationToken cancellation)
    {
        while (events.NextTimeMs < fromMs) events.Next();
        long startMs = fromMs ?? events.NextTimeMs ?? 0;
        ReplayOutbox? outbox = null;
        StationOptions options = new()
        {
            DataDirectory = null,
            StartMs = startMs,
            RecordsItself = false,
            KeepsJournal = false,
            LookAhead = ReplayPipeline.StretchOf(inventory.Options.Global.EvaluationInterval),
        };
        Station station = new StationBuilder(inventory.WithReceiver(), options, TimeProvider.System, NullLogger.Instance)
            .Build(state => outbox = new ReplayOutbox(notifications, state));

        using ReplayPipeline pipeline = new(station, cancellation);
        RecordBatch batch = new(station.Schemas);
        List<string> refusals = [];
        long accepted = 0;
        long refused = 0;
        while (events.NextTimeMs is long nextMs && (toMs is null || nextMs <= toMs) && events.Next())
        {
            cancellation.ThrowIfCancellationRequested();
            pipeline.AdvanceTo(events.TimeMs);
            batch.Clear();
            if (batch.Models != station.Schemas) batch = new RecordBatch(station.Schemas);
            if (station.Parser.TryRead(events.Json.Span, pipeline.NowMs, batch) is { } refusal)
            {
                refused++;
                if (refusals.Count < RefusalLimit) refusals.Add($"{events.Place}: {refusal.Detail}");
                continue;
            }

            batch.Source = events.Json;
            pipeline.Accept(batch);
            accepted++;
            if (accepted % 1000 == 0) progress?.Report(events.Progress);
        }

        if (toMs is { } end) pipeline.AdvanceTo(end);
        pipeline.End();
        progress?.Report(1);
        ReplaySummary summary = new(
            accepted,
            refused + events.Problems.Count,
            [.. refusals, .. events.Problems],
            startMs,
            station.Engine.NowMs,
            outbox!.Written,
            station.Series.Store!.Report.Samples);
        station.Close();
        return summary;
    }
}
