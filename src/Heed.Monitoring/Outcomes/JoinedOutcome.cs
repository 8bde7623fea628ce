namespace Heed.Monitoring.Outcomes;

/// <summary>
/// A prediction beside its label, as <see cref="OutcomeJoin"/> hands it to its observers. A withdrawal tells the same values, bit by
/// bit, as the joining that it takes back. Valid during the call alone.
/// </summary>
internal readonly ref struct JoinedOutcome
{
    /// <summary>A position that does not exist: of a class of a regression model, of a segment that a record does not name.</summary>
    public const ushort NoPosition = ushort.MaxValue;

    /// <summary>Event time of the prediction.</summary>
    public required long PredictionTimeMs { get; init; }

    /// <summary>Event time of the label.</summary>
    public required long LabelTimeMs { get; init; }

    /// <summary>
    /// Whether the answered class is the labelled one, also where both share the position of <c>__other__</c>; of numbers, whether
    /// they are the same; of a ranking, whether it is better than a poor one of the baseline.
    /// </summary>
    public required bool IsCorrect { get; init; }

    /// <summary>The position in the model's table of classes; <see cref="NoPosition"/> for a regression model.</summary>
    public required ushort PredictedClass { get; init; }

    /// <summary>As <see cref="PredictedClass"/>; of a ranking none.</summary>
    public required ushort LabelledClass { get; init; }

    /// <summary>NaN for a class.</summary>
    public required double PredictedNumber { get; init; }

    /// <summary>NaN for a class.</summary>
    public required double LabelledNumber { get; init; }

    /// <summary>What the event's <c>score</c> says of the positive class; NaN where it says nothing.</summary>
    public required double Score { get; init; }

    /// <summary>The probability that the model gave to its answer; NaN where it told none.</summary>
    public required double Confidence { get; init; }

    /// <summary>How many predictions this one stands for: the inverse of its chance of being labelled; 1 without sampling.</summary>
    public required double Weight { get; init; }

    /// <summary>Whether it was chosen for review and a person gave the label.</summary>
    public required bool IsReviewed { get; init; }

    /// <summary>The position in the model's table of versions.</summary>
    public required ushort Version { get; init; }

    /// <summary>The position of the record's value of each declared segment key, or <see cref="NoPosition"/>.</summary>
    public required ReadOnlySpan<ushort> Segments { get; init; }

    /// <summary>
    /// The scores of the baseline's classes, in their order; NaN where the event gives none. Empty for regression and for models of
    /// more than <see cref="OutcomeLayout.MostScores"/> classes.
    /// </summary>
    public required ReadOnlySpan<float> Scores { get; init; }

    /// <summary>Of a ranking its figures, as <see cref="Rankings.RankingFigures"/> orders them; else empty.</summary>
    public ReadOnlySpan<float> Figures { get; init; }

    /// <summary>Whether it is a predicted number beside the true one.</summary>
    public bool IsNumber => PredictedClass == NoPosition && Figures.IsEmpty;

    /// <summary>
    /// The cell of each of the first <see cref="OutcomeLayout.MostCells"/> features, as <see cref="FeatureCells"/> numbers them.
    /// </summary>
    public required ReadOnlySpan<byte> Cells { get; init; }
}
