using Heed.Documents;
using Heed.Ingest.Events;
using Heed.Model.Records;
using Heed.Monitoring;
using Heed.Server.Baselines;
using Heed.Server.Configuration;
using Heed.Server.Hosting;

namespace Heed.SignalBench;

/// <summary>
/// Shows when each piece of evidence begins to hold, in hours since the incident's onset: without rules and notices, which takes a tenth of
/// the time. An incident's deadline stands beside it; what comes outside of an incident is false.
/// </summary>
internal static class EvidenceRun
{
    private const long LookMs = 300_000;

    public static void Run(List<StreamFolder> streams, BenchOptions options)
    {
        string[] lines = new string[streams.Count];
        Parallel.For(0, streams.Count, new ParallelOptions { MaxDegreeOfParallelism = options.Jobs }, i => lines[i] = Look(streams[i], options));
        foreach (string line in lines) Console.Out.Write(line);
    }

    private static string Look(StreamFolder stream, BenchOptions options)
    {
        (HeedOptions? read, Diagnostics diagnostics) = HeedConfiguration.Load(Path.Combine(stream.Path, "heed.yml"));
        Inventory inventory = Inventory.Read(read!, new BaselineFiles(Path.Combine(options.Work, "baselines")), diagnostics)!;
        ModelMonitor monitor = new(inventory.Options.Models[0].Options, inventory.Baselines[0]);
        EventParser parser = new(new SchemaRegistry([monitor.Schema]), new EventLimits());
        RecordBatch batch = new(parser.Models);
        using RecordedEvents events = new([new RecordedFile(Path.Combine(stream.Path, "events.ndjson.gz"), TimeSpan.Zero)]);
        EvidenceLog log = new(stream);
        long nextMs = 0;
        while (events.NextTimeMs is not null && events.Next())
        {
            for (nextMs = nextMs == 0 ? events.TimeMs : nextMs; nextMs <= events.TimeMs; nextMs += LookMs)
            {
                monitor.PassTime(nextMs);
                log.Look(monitor, nextMs);
            }

            batch.Clear();
            if (parser.TryRead(events.Json.Span, events.TimeMs, batch) is null) monitor.Accept(batch, batch.Records[0], events.TimeMs);
        }

        return log.ToString();
    }
}
