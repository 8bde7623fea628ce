namespace Heed.Server.Endpoints;

/// <summary>The list of <c>GET /v1/models</c>, worst first.</summary>
internal sealed record ModelList(IReadOnlyList<ModelSummary> Models);

/// <summary>One model at a glance. Ratios are from 0 to 1; what does not exist is null.</summary>
internal record ModelSummary
{
    public required string Name { get; init; }

    public required string Type { get; init; }

    public string? Team { get; init; }

    /// <summary><c>critical</c>, <c>warning</c>, <c>healthy</c> or <c>not_enough_data</c>.</summary>
    public required string State { get; init; }

    /// <summary>One sentence that says why, for any state but healthy.</summary>
    public string? Cause { get; init; }

    public DateTimeOffset? Since { get; init; }

    public long RequestsTotal { get; init; }

    public double? RequestsPerSecond { get; init; }

    public double? ErrorRatio { get; init; }

    public double? LatencyP95Seconds { get; init; }

    public double? LatencyP99Seconds { get; init; }

    public QualityFigure? Quality { get; init; }

    public required ObjectiveFigures Objectives { get; init; }

    public IReadOnlyList<string> DriftingFeatures { get; init; } = [];

    public int FiringAlerts { get; init; }

    /// <summary>Null where the model has its baseline.</summary>
    public LearningFigure? Learning { get; init; }
}

/// <summary>How far a model has come in learning its baseline, from 0 to 1, and why it has to go on for longer than configured.</summary>
internal sealed record LearningFigure(double ProgressRatio, string First, string? Problem);

/// <summary>A quality figure over the quality window with its 95 % interval.</summary>
internal sealed record QualityFigure(string Metric, double? Value, double? Lower, double? Upper, double? Baseline, long N);

/// <summary>What <c>slo</c> of the model says; null where it says nothing.</summary>
internal sealed record ObjectiveFigures(double? LatencyP95Seconds, double? LatencyP99Seconds, double? ErrorRate, double? Accuracy);

/// <summary><c>GET /v1/models/{name}</c>.</summary>
internal sealed record ModelDetail : ModelSummary
{
    public required BaselineFigures Baseline { get; init; }

    /// <summary>Null where the baseline alone is the reference.</summary>
    public ReferenceFigure? Reference { get; init; }

    public required WindowFigures Windows { get; init; }

    public DateTimeOffset? Watermark { get; init; }

    public DateTimeOffset? LastEventAt { get; init; }

    public IReadOnlyList<SegmentFigure> Segments { get; init; } = [];

    public IReadOnlyList<EstimateFigure> Estimates { get; init; } = [];

    public IReadOnlyList<WorstSegmentFigure> WorstSegments { get; init; } = [];

    public IReadOnlyList<ClassFigure> Classes { get; init; } = [];

    public HistogramFigure? Confidence { get; init; }

    public LowConfidenceFigure? LowConfidence { get; init; }

    public required LabelFigures Labels { get; init; }

    public IReadOnlyList<DeploymentFigure> Deployments { get; init; } = [];

    public IReadOnlyList<VersionFigure> Versions { get; init; } = [];

    public IReadOnlyDictionary<string, long> Counters { get; init; } = new Dictionary<string, long>();
}

/// <summary>The same hours of earlier weeks as the reference: how many are looked back on, and how many were seen at this hour.</summary>
internal sealed record ReferenceFigure(int Weeks, int Seen);

internal sealed record BaselineFigures(string Version, long Records, DateTimeOffset? From, DateTimeOffset? To, int Features, long SizeBytes);

/// <summary>In words: <c>1000 records</c>, <c>30d</c>.</summary>
internal sealed record WindowFigures(string Drift, string Quality);

/// <summary>Quality estimated before labels arrive; <paramref name="Failed"/> is null where there are too few labels to tell.</summary>
internal sealed record EstimateFigure(string Metric, double? Value, double? Lower, double? Upper, long N, double? Error, bool? Failed);

/// <summary>A part of the labelled predictions on which the model does worse than on the rest by <paramref name="Excess"/>.</summary>
internal sealed record WorstSegmentFigure(string Segment, long N, double? Excess, double? Lower, double? Upper, double? PValue);

internal sealed record SegmentFigure(string Segment, string Metric, double? Value, double? Lower, double? Upper, long N, double? Baseline);

internal sealed record ClassFigure(string Class, double Share, double? BaselineShare);

/// <summary>Shares of the same bins, now and in the baseline; one edge more than bins.</summary>
internal sealed record HistogramFigure(IReadOnlyList<double> Edges, IReadOnlyList<double> Current, IReadOnlyList<double> Baseline, long N);

internal sealed record LowConfidenceFigure(double Threshold, double? Ratio);

internal sealed record LabelFigures(double? CoverageRatio, double? MedianDelaySeconds, long Waiting, string JoinWithin);

internal sealed record DeploymentFigure(DateTimeOffset Time, string Version, string Note);

internal sealed record VersionFigure(string Version, long Requests);
