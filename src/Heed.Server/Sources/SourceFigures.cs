using Heed.Ingest.Sources;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Server.Hosting;
using Heed.Server.SelfMonitoring;

namespace Heed.Server.Sources;

/// <summary>What came from foreign sources, and what could not be made events of.</summary>
internal sealed class SourceFigures : ISampleSource
{
    private const int MostRefusals = 50;

    private readonly Lock _gate = new();
    private readonly Queue<RefusedMessage> _last = [];

    /// <summary>Messages and lines that were refused, by reason.</summary>
    public CounterFamily Refused { get; } = new("heed_ingest_source_refused_messages_total", "reason");

    /// <summary>Messages and lines that came.</summary>
    public Counter Messages { get; } = new();

    /// <summary>The newest refusals, oldest first.</summary>
    public IReadOnlyList<RefusedMessage> Last
    {
        get
        {
            lock (_gate) return [.. _last];
        }
    }

    public void Refuse(SourceRefusal refusal, string source, string what, long nowMs)
    {
        Refused.Of(SourceRefusals.Word(refusal)).Increment();
        lock (_gate)
        {
            if (_last.Count == MostRefusals) _last.Dequeue();
            _last.Enqueue(new RefusedMessage(nowMs, source, what, refusal));
        }
    }

    public void Collect(long nowMs, ISampleSink sink)
    {
        foreach ((LabelSet labels, long value) in Refused.Read()) sink.Append(labels, nowMs, value);
    }
}
