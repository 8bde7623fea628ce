using Heed.Model.Records;

namespace Heed.Monitoring;

/// <summary>What the configuration says of one model. Everything but the name has a default.</summary>
public sealed record ModelOptions
{
    public const double DefaultLowConfidence = 0.7;
    public const int DefaultClassLimit = 100;
    public const int DefaultSegmentLimit = 50;
    public const int DefaultOutcomeLimit = 20_000_000;
    public static readonly TimeSpan DefaultJoinWithin = TimeSpan.FromDays(30);

    public static readonly TimeSpan DefaultFalseAlarmInterval = TimeSpan.FromDays(90);

    /// <summary>The upper bounds of latency buckets, in seconds: those of Prometheus' clients.</summary>
    public static readonly IReadOnlyList<double> DefaultLatencyBoundsSeconds =
        [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <value>The <c>model</c> member of its events and the label <c>model_name</c> of its series.</value>
    public required string Name { get; init; }

    /// <value>Null, the default, to infer it from the baseline.</value>
    public ModelType? Type { get; init; }

    /// <value>Who owns the model; null, the default, for nobody.</value>
    public string? Team { get; init; }

    /// <value>The segment keys that quality is split by. None by default.</value>
    public IReadOnlyList<string> Segments { get; init; } = [];

    /// <value>The class whose probability <c>score</c> is; null, the default, to infer it from the baseline.</value>
    public string? PositiveClass { get; init; }

    /// <value>Answers with a lower confidence count as unsure. The default value is 0.7; inside (0, 1).</value>
    public double LowConfidence { get; init; } = DefaultLowConfidence;

    public WindowOptions Windows { get; init; } = new();

    /// <value>How long a prediction waits for its label, and a label for its prediction. The default value is 30d; above 0s.</value>
    public TimeSpan JoinWithin { get; init; } = DefaultJoinWithin;

    /// <value>
    /// Classes, and categories of a feature, that have a figure of their own; the rest share <c>__other__</c>. The default value
    /// is 100; from 2 to 10,000.
    /// </value>
    public int ClassLimit { get; init; } = DefaultClassLimit;

    /// <value>Values of a segment key, endpoints, versions and error types likewise. The default value is 50; from 1 to 1,000.</value>
    public int SegmentLimit { get; init; } = DefaultSegmentLimit;

    /// <value>
    /// Predictions kept for their labels, in files where there is a folder for them. Labels kept for their predictions are in memory,
    /// and at most 1,000,000. The default value is 20,000,000; from 1 to 100,000,000.
    /// </value>
    public int OutcomeLimit { get; init; } = DefaultOutcomeLimit;

    /// <value>The share of predictions that people are asked to label; above 0, at most 1. Null, the default, for none.</value>
    public double? ReviewShare { get; init; }

    /// <value>By feature name. None by default.</value>
    public IReadOnlyDictionary<string, FeatureOptions> Features { get; init; } = new Dictionary<string, FeatureOptions>();

    /// <value>Bounds of latency buckets beside the default ones, in seconds: one for each latency objective. None by default.</value>
    public IReadOnlyList<double> LatencyBoundsSeconds { get; init; } = [];

    /// <value>By its objectives. Nothing by default.</value>
    public ServicePromise Promise { get; init; } = ServicePromise.None;

    /// <value>The mean time between two false alarms of all default evidence together. The default value is 90d; above 0s.</value>
    public TimeSpan FalseAlarmInterval { get; init; } = DefaultFalseAlarmInterval;

    /// <summary>What is wrong with the values, one sentence each; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> errors = [.. Windows.Validate()];
        if (Name.Length == 0) errors.Add("an empty name: expected at least one character");
        if (LowConfidence is not (> 0 and < 1)) errors.Add($"a low confidence of {LowConfidence}: expected a ratio inside (0, 1)");
        if (JoinWithin <= TimeSpan.Zero) errors.Add($"labels joined within {JoinWithin}: expected more than 0s");
        if (FalseAlarmInterval <= TimeSpan.Zero) errors.Add($"a false alarm every {FalseAlarmInterval}: expected more than 0s");
        if (ClassLimit is < 2 or > 10_000) errors.Add($"a class limit of {ClassLimit}: expected 2 to 10000");
        if (SegmentLimit is < 1 or > 1000) errors.Add($"a segment limit of {SegmentLimit}: expected 1 to 1000");
        if (OutcomeLimit is < 1 or > 100_000_000) errors.Add($"an outcome limit of {OutcomeLimit}: expected 1 to 100000000");
        if (ReviewShare is not (null or (> 0 and <= 1))) errors.Add($"a share of reviews of {ReviewShare}: expected above 0, at most 1");
        foreach (double bound in LatencyBoundsSeconds)
        {
            bool positive = bound is > 0 and < double.PositiveInfinity;
            if (!positive) errors.Add($"a latency bound of {bound}: expected a positive number of seconds");
        }

        return errors;
    }
}
