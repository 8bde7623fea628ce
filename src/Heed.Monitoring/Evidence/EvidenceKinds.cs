namespace Heed.Monitoring.Evidence;

/// <summary>The names of kinds.</summary>
public static class EvidenceKinds
{
    /// <summary>As in the label <c>kind</c>.</summary>
    public static string Label(this EvidenceKind kind) => kind switch
    {
        EvidenceKind.DataQuality => "data_quality",
        EvidenceKind.Distribution => "distribution",
        EvidenceKind.Frozen => "frozen",
        EvidenceKind.ClassMix => "class_mix",
        EvidenceKind.Score => "score",
        EvidenceKind.Confidence => "confidence",
        EvidenceKind.Volume => "volume",
        EvidenceKind.Quality => "quality",
        EvidenceKind.Embedding => "embedding",
        EvidenceKind.Errors => "errors",
        EvidenceKind.Latency => "latency",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "expected a kind of evidence"),
    };
}
