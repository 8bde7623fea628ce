using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Estimation;
using Heed.Monitoring.Segments;

namespace Heed.Monitoring.Reports;

/// <summary>One model as it is now. Times are milliseconds since the Unix epoch; null is "does not exist".</summary>
public sealed record ModelReport
{
    public required string Name { get; init; }

    public required ModelType Type { get; init; }

    public required string? Team { get; init; }

    public ReferenceReport ReferenceWeeks { get; init; } = new(0, 0);

    public required Baseline Baseline { get; init; }

    public required WindowOptions Windows { get; init; }

    public required WindowReport Window { get; init; }

    /// <summary>The newest event time minus the lateness.</summary>
    public required long? WatermarkMs { get; init; }

    public required long? LastEventMs { get; init; }

    public required long RequestsTotal { get; init; }

    public required long ErrorsTotal { get; init; }

    /// <summary>Over the last 60 s of arrival.</summary>
    public required double RequestsPerSecond { get; init; }

    /// <summary>Failed requests among the last 1,000; null before the first.</summary>
    public required double? ErrorRatio { get; init; }

    /// <summary>Over the last 1,000 requests that tell their latency; null before the first.</summary>
    public required double? LatencyP95Seconds { get; init; }

    public required double? LatencyP99Seconds { get; init; }

    /// <summary>The chief figure of the whole; null without enough labels.</summary>
    public required QualityReport? Quality { get; init; }

    /// <summary>Why there is no figure of the whole, and since when; null where there is one.</summary>
    public required string? QualityCause { get; init; }

    /// <summary>Every figure of the whole and of each segment that has enough labels.</summary>
    public required IReadOnlyList<QualityReport> Qualities { get; init; }

    /// <summary>Quality estimated before labels arrive; empty where the baseline has too few labelled rows to teach it.</summary>
    public IReadOnlyList<EstimatedFigure> Estimates { get; init; } = [];

    /// <summary>Where the model does worst, found by search, worst first; empty where no part of its predictions stands out.</summary>
    public IReadOnlyList<SegmentFinding> WorstSegments { get; init; } = [];

    /// <summary>Of the current window; empty for regression.</summary>
    public required IReadOnlyList<ClassReport> Classes { get; init; }

    /// <summary>Null where no answer has a confidence.</summary>
    public required ConfidenceReport? Confidence { get; init; }

    /// <summary>The threshold below which an answer counts as unsure.</summary>
    public required double LowConfidence { get; init; }

    /// <summary>Unsure answers among those of the current window that have a confidence; null where none has, or when the window is outdated.</summary>
    public required double? LowConfidenceRatio { get; init; }

    public required LabelReport Labels { get; init; }

    /// <summary>The last 20, oldest first.</summary>
    public required IReadOnlyList<DeploymentReport> Deployments { get; init; }

    public required IReadOnlyList<VersionReport> Versions { get; init; }

    /// <summary>Worst first.</summary>
    public required IReadOnlyList<string> DriftingFeatures { get; init; }

    /// <summary>What was received and what was refused or lost, by snake_case name.</summary>
    public required IReadOnlyDictionary<string, long> Counters { get; init; }
}
