using Heed.Model.Records;
using Heed.Server.Configuration;

namespace Heed.Server.Baselines;

/// <summary>How far a model has come in learning its baseline. It follows from the model's events and their arrival alone.</summary>
internal sealed class ModelLearning(BaselineLearning plan)
{
    private const long FutureToleranceMs = 3_600_000;

    private long? _firstMs;
    private long _newestMs;
    private long _predictions;

    /// <summary>Times that it had to go on because what it had seen made no baseline.</summary>
    private int _extensions;

    public LearningRows Rows { get; } = new();

    /// <summary>Why the last attempt made no baseline; null before one.</summary>
    public string? Problem { get; private set; }

    /// <summary>From 0 to 1, by time or by predictions.</summary>
    public double Progress => Math.Clamp(_firstMs is { } first && plan.Duration is { } duration
        ? (_newestMs - first) / (duration.TotalMilliseconds * (1 + _extensions))
        : _predictions / ((plan.Records ?? double.PositiveInfinity) * (1 + _extensions)), 0, 1);

    /// <summary>Whether the time to learn is over when this record comes, which is then the first one to be compared.</summary>
    public bool EndsBefore(in EventRecord record, long acceptedAtMs)
    {
        if (record.Kind != RecordKind.Prediction || IsFuture(record, acceptedAtMs)) return false;
        if (plan.Records is { } records) return _predictions >= records * (1 + _extensions);
        return _firstMs is { } first && record.TimeMs - first >= (long)plan.Duration!.Value.TotalMilliseconds * (1 + _extensions);
    }

    public void Observe(in EventRecord record, ReadOnlySpan<byte> json, long acceptedAtMs)
    {
        if (record.Kind == RecordKind.Deployment || IsFuture(record, acceptedAtMs)) return;
        if (record.Kind == RecordKind.Prediction)
        {
            if (_firstMs is null) _firstMs = _newestMs = record.TimeMs;
            _newestMs = Math.Max(_newestMs, record.TimeMs);
            _predictions++;
        }

        Rows.Add(record, json);
    }

    /// <summary>What was seen makes no baseline: it learns for as long again.</summary>
    public void Extend(string problem)
    {
        Problem = problem;
        _extensions++;
    }

    private static bool IsFuture(in EventRecord record, long acceptedAtMs) => record.TimeMs - FutureToleranceMs > acceptedAtMs;
}
