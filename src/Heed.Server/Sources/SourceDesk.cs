using System.Collections.Concurrent;

using Heed.Ingest.Sources;
using Heed.Ingest.Sources.CloudEvents;
using Heed.Ingest.Sources.Mapping;
using Heed.Server.Hosting;

namespace Heed.Server.Sources;

/// <summary>
/// Takes messages of serving systems and is done with them at once: their senders do not send again, and the model waits for some of
/// them. The events are on their way to the gate then, where they become durable a moment later. Safe to use from any thread.
/// </summary>
internal sealed class SourceDesk
{
    /// <summary>Events that may be on their way, in bytes: seconds of a fast stream.</summary>
    public const int MaxOutgoingBytes = 64 << 20;

    private readonly Station _station;
    private readonly TimeProvider _clock;
    private readonly InferenceMessages _messages = new(new JoinLimits());
    private readonly ConcurrentBag<(InferenceWriter Writer, SourceLines Lines)> _idle = [];
    private volatile SourceModels _models;

    public SourceDesk(Station station, TimeProvider clock)
    {
        _station = station;
        _clock = clock;
        _models = Read(station);
        station.Figures.Add(Figures);
        station.Figures.Add("heed_ingest_source_messages_total", () => Figures.Messages.Value);
        station.Figures.Add("heed_ingest_source_events_total", () => Outgoing.Taken);
        station.Figures.Add("heed_ingest_source_dropped_events_total", () => Outgoing.Dropped);
        station.Figures.Add("heed_ingest_source_waiting_messages", () => _messages.Waiting.Count);
        station.Figures.Add("heed_ingest_source_waiting_bytes", () => _messages.Waiting.WaitingBytes);
        station.Figures.Add("heed_ingest_source_evicted_requests_total", () => _messages.Waiting.EvictedRequests);
        station.Figures.Add("heed_ingest_source_evicted_answers_total", () => _messages.Waiting.EvictedAnswers);
        station.Figures.Add("heed_ingest_source_repeated_messages_total", () => _messages.Waiting.Repeated);
    }

    public SourceFigures Figures { get; } = new();

    public OutgoingLines Outgoing { get; } = new(MaxOutgoingBytes);

    public InferenceJoin Waiting => _messages.Waiting;

    /// <summary>As of now: a model that has learned its baseline has columns that it had not before.</summary>
    public SourceModels Models
    {
        get
        {
            SourceModels models = _models;
            if (models.Schemas != _station.Schemas) _models = models = Read(_station);
            return models;
        }
    }

    public void Take(in CloudEvent message, bool isComplete)
    {
        Figures.Messages.Increment();
        long nowMs = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (!isComplete)
        {
            Figures.Refuse(SourceRefusal.MissingAttribute, "cloudevents", message.Type, nowMs);
            return;
        }

        if (!_idle.TryTake(out (InferenceWriter Writer, SourceLines Lines) tools)) tools = (new InferenceWriter(), new SourceLines());
        try
        {
            tools.Lines.Clear();
            SourceRefusal refusal = _messages.Take(in message, nowMs, Models, tools.Writer, tools.Lines);
            if (refusal == SourceRefusal.None) Outgoing.Add(tools.Lines);
            else Figures.Refuse(refusal, "cloudevents", $"{message.Type} of {message.Service ?? message.ModelId}, id {message.Id}", nowMs);
        }
        finally
        {
            _idle.Add(tools);
        }
    }

    public void Refuse(SourceRefusal refusal, string source, string what) =>
        Figures.Refuse(refusal, source, what, _clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Lets go of halves that have waited too long, though nothing comes any more.</summary>
    public void Expire() => Waiting.Expire(_clock.GetUtcNow().ToUnixTimeMilliseconds());

    private static SourceModels Read(Station station) =>
        ConfiguredSources.Of(station.Options.Models, station.Monitors.Select(m => m.Baseline), station.Schemas);
}
