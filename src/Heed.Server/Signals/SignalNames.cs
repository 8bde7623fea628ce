namespace Heed.Server.Signals;

/// <summary>The default alerts by name, in the order in which causes come before their effects.</summary>
public static class SignalNames
{
    public const string FeatureBroken = "FeatureBroken";
    public const string FeatureFrozen = "FeatureFrozen";
    public const string FeatureDrift = "FeatureDrift";
    public const string EmbeddingDrift = "EmbeddingDrift";
    public const string TrafficDrop = "TrafficDrop";
    public const string RequestsFailing = "RequestsFailing";
    public const string ErrorRateHigh = "ErrorRateHigh";
    public const string RequestsSlow = "RequestsSlow";
    public const string LatencyHigh = "LatencyHigh";
    public const string AnswersCollapsed = "AnswersCollapsed";
    public const string ScoreDrift = "ScoreDrift";
    public const string ConfidenceDrift = "ConfidenceDrift";
    public const string ClassMixShift = "ClassMixShift";
    public const string QualityDrop = "QualityDrop";
    public const string SegmentQualityDrop = "SegmentQualityDrop";

    public static IReadOnlyList<string> All { get; } =
    [
        FeatureBroken, FeatureFrozen, FeatureDrift, EmbeddingDrift, TrafficDrop, RequestsFailing, ErrorRateHigh, RequestsSlow, LatencyHigh,
        AnswersCollapsed, ScoreDrift, ConfidenceDrift, ClassMixShift, QualityDrop, SegmentQualityDrop,
    ];
}
