using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Server.Hosting;

namespace Heed.Server.SelfMonitoring;

/// <summary>Heed's own health: what it took in, refused, sent, and what it costs the machine. Live servers only: none of it is a function of the events.</summary>
public sealed class ServerFigures : ISampleSource
{
    private readonly List<(LabelSet Labels, Func<double> Read)> _figures = [];
    private readonly List<ISampleSource> _sources = [];
    private readonly CounterFamily[] _families;

    public ServerFigures()
    {
        _families = [Rejected, Requests, SampleRequests, Notices, SlackRequests];
        Add("heed_ingest_accepted_events_total", () => Accepted.Value);
        Add("heed_ingest_refused_requests_total", () => Overloaded.Value);
        Add("heed_engine_failures_total", () => EngineFailures.Value);
        Add("heed_checkpoint_failures_total", () => CheckpointFailures.Value);
        Add("heed_alerting_record_failures_total", () => RecordFailures.Value);
        Add("heed_engine_skipped_seconds_total", () => SkippedMs.Value / 1000.0);
        Add("heed_rules_reloads_total", () => Reloads.Value);
        Add("heed_rules_refused_reloads_total", () => FailedReloads.Value);
        Add("process_cpu_seconds_total", () => Environment.CpuUsage.TotalTime.TotalSeconds);
        Add("process_resident_memory_bytes", () => Environment.WorkingSet);
        Add("heed_process_managed_heap_bytes", () => GC.GetTotalMemory(forceFullCollection: false));
        Add("heed_process_gc_pause_seconds_total", () => GC.GetTotalPauseDuration().TotalSeconds);
    }

    public Counter Accepted { get; } = new();

    /// <summary>Requests that were told to come back because the queue was full.</summary>
    public Counter Overloaded { get; } = new();

    public Counter EngineFailures { get; } = new();

    public Counter CheckpointFailures { get; } = new();

    /// <summary>Tries to record a delivery that the state's database did not take.</summary>
    public Counter RecordFailures { get; } = new();

    /// <summary>Time that a live engine left out because the machine had stood still.</summary>
    public Counter SkippedMs { get; } = new();

    /// <summary>Reloads of the rules that took.</summary>
    public Counter Reloads { get; } = new();

    /// <summary>Reloads that were refused for mistakes in the files.</summary>
    public Counter FailedReloads { get; } = new();

    /// <summary>Events that were refused, by reason.</summary>
    public CounterFamily Rejected { get; } = new("heed_ingest_rejected_events_total", "reason");

    /// <summary>HTTP requests to Heed's own ingest, by status code.</summary>
    public CounterFamily Requests { get; } = new("heed_ingest_requests_total", "code");

    /// <summary>HTTP requests with samples, by status code.</summary>
    public CounterFamily SampleRequests { get; } = new("heed_ingest_sample_requests_total", "code");

    /// <summary>Notices by what became of them.</summary>
    public CounterFamily Notices { get; } = new("heed_alerting_notices_total", "outcome");

    /// <summary>Requests that say that they are Slack's, by what they were found to be.</summary>
    public CounterFamily SlackRequests { get; } = new("heed_oncall_slack_requests_total", "outcome");

    /// <summary>Notices that came to their end, by kind of receiver.</summary>
    public DeliveryCounts Deliveries { get; } = new();

    /// <summary>Adds a figure that is read at each collection.</summary>
    public void Add(string metric, Func<double> read) => _figures.Add((LabelSet.Of((LabelNames.MetricName, metric), ("job", "heed")), read));

    /// <summary>Adds figures that are read together.</summary>
    public void Add(ISampleSource source) => _sources.Add(source);

    public void Collect(long nowMs, ISampleSink sink)
    {
        foreach (ISampleSource source in _sources) source.Collect(nowMs, sink);
        foreach ((LabelSet labels, Func<double> read) in _figures) sink.Append(labels, nowMs, read());
        foreach (CounterFamily family in _families)
        {
            foreach ((LabelSet labels, long value) in family.Read()) sink.Append(labels, nowMs, value);
        }
    }
}
