using Heed.Model.Records;

namespace Heed.Monitoring.Windows;

/// <summary>One prediction as the monitors see it.</summary>
internal readonly ref struct PredictionView(RecordBatch batch, ref readonly EventRecord record, long acceptedAtMs)
{
    private readonly ref readonly EventRecord _record = ref record;

    public RecordBatch Batch => batch;

    public ref readonly EventRecord Record => ref _record;

    public long AcceptedAtMs => acceptedAtMs;

    /// <summary>A request that failed has no answer and is in no window: its error is counted instead.</summary>
    public bool IsError => !_record.Error.IsEmpty;

    /// <summary>False for a record from the future: it is counted, and in no window and no quality.</summary>
    public bool IsPresent { get; init; } = true;

    /// <summary>Whether the record tells a latency that can be one.</summary>
    public bool HasLatency => _record.LatencySeconds >= 0 && double.IsFinite(_record.LatencySeconds);

    /// <summary>The position of the version in the model's table of versions.</summary>
    public int Version { get; init; }

    /// <summary>The position of the answered class in the model's table of classes; -1 without a class.</summary>
    public int Class { get; init; } = -1;

    /// <summary>
    /// What the distribution of answers is of: the predicted number, the score of the positive class, how popular the items of a ranked
    /// list are; NaN where there is none.
    /// </summary>
    public double Number { get; init; } = double.NaN;

    /// <summary>The keys of the first places of a ranked list; empty for other models.</summary>
    public ReadOnlySpan<uint> Shown { get; init; }

    /// <summary>The probability that the model gives to its answer; NaN where it tells none.</summary>
    public double Confidence { get; init; } = double.NaN;
}
