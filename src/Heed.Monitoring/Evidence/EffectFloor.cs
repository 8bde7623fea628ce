namespace Heed.Monitoring.Evidence;

/// <summary>The smallest effect of a kind that matters, and the part of the model's budget that the kind has.</summary>
/// <param name="Share">A difference of shares.</param>
/// <param name="Logit">A difference of logits: for large shares more than <paramref name="Share"/>.</param>
/// <param name="OnlyMore">Whether a smaller share is no change.</param>
/// <param name="Weight">Relative to the other kinds; split evenly within the kind.</param>
internal readonly record struct EffectFloor(double Share, double Logit, bool OnlyMore, double Weight)
{
    // A shift of 0.075 standard deviations moves a normal distribution's median by 0.03, and its logit by 0.12.
    private const double SmallShift = 0.12;

    public static EffectFloor Of(EvidenceKind kind) => kind switch
    {
        EvidenceKind.DataQuality => new EffectFloor(0.005, 0.25, true, 4),
        EvidenceKind.Distribution => new EffectFloor(0.015, SmallShift, false, 4),
        EvidenceKind.Frozen => new EffectFloor(0.3, 0, true, 1),
        EvidenceKind.ClassMix => new EffectFloor(0.02, SmallShift, false, 2),
        EvidenceKind.Score => new EffectFloor(0.015, SmallShift, false, 2),
        EvidenceKind.Confidence => new EffectFloor(0.015, SmallShift, false, 2),
        EvidenceKind.Volume => new EffectFloor(0, 0, false, 2),
        EvidenceKind.Errors or EvidenceKind.Latency => new EffectFloor(0, 0, true, 1),
        EvidenceKind.Quality => new EffectFloor(0.01, SmallShift / 2, true, 8),
        EvidenceKind.Embedding => new EffectFloor(0.015, SmallShift, false, 2),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "expected a kind of evidence"),
    };

    /// <summary>The difference from <paramref name="share"/> from which on it matters.</summary>
    public double Around(double share) => Math.Max(Share, Logit * share * (1 - share));
}
