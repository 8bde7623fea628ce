namespace Heed.Monitoring.Evidence;

/// <summary>What a piece of evidence is about: the label <c>kind</c>.</summary>
public enum EvidenceKind
{
    /// <summary>More missing, invalid, not finite, out-of-range or unseen values of a feature than in the baseline.</summary>
    DataQuality = 0,

    /// <summary>The usable values of a feature lie elsewhere than in the baseline.</summary>
    Distribution,

    /// <summary>A feature repeats its last value more often than in the baseline.</summary>
    Frozen,

    /// <summary>The shares of the predicted classes.</summary>
    ClassMix,

    /// <summary>The distribution of <c>score</c>, or of the predicted number for regression.</summary>
    Score,

    /// <summary>The distribution of the answers' confidence.</summary>
    Confidence,

    /// <summary>Fewer records than the stream itself had at like hours.</summary>
    Volume,

    /// <summary>More wrong answers, or larger or one-sided errors, than in the baseline.</summary>
    Quality,

    /// <summary>Embeddings lie elsewhere than in the baseline, or are missing or of another length.</summary>
    Embedding,

    /// <summary>More requests fail than in the model's own past.</summary>
    Errors,

    /// <summary>More requests are slow than in the baseline and in the model's own past.</summary>
    Latency,
}
