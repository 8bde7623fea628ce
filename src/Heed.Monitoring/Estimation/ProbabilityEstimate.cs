using Heed.Monitoring.Quality;

namespace Heed.Monitoring.Estimation;

/// <summary>
/// Quality that follows from calibrated probabilities without any label. A tally of records without labels has them in the cells of one
/// label; the estimate of labelled records ignores their labels.
/// </summary>
internal abstract class ProbabilityEstimate
{
    /// <summary>The metrics that are estimated, the chief one first.</summary>
    public abstract IReadOnlyList<string> Metrics { get; }

    /// <summary>Cells that answers without labels fall into.</summary>
    public abstract int Observed { get; }

    /// <summary>Null where the model's kind of answer tells no probability.</summary>
    public static ProbabilityEstimate? Of(QualityFamily family) => family switch
    {
        BinaryQuality binary => new BinaryEstimate(binary),
        ClassQuality several => new ConfidenceEstimate(several),
        _ => null,
    };

    /// <summary>What is calibrated: NaN where the answer tells none.</summary>
    public abstract double ScoreOf(in LabelledAnswer answer);

    /// <summary>What the calibrated probability is the probability of.</summary>
    public abstract bool Happened(in LabelledAnswer answer);

    /// <summary>The cell of an answer without a label; −1 where it tells no probability.</summary>
    public abstract int ObservedCellOf(in LabelledAnswer answer);

    /// <summary>The cell of a tally that stands for one of the observed ones.</summary>
    public abstract int TallyCellOf(int observed);

    /// <summary>Overwrites one value a metric; NaN where the records do not tell it.</summary>
    /// <param name="tally">Of the model's family.</param>
    /// <param name="curve">From scores to probabilities.</param>
    /// <param name="values">As many as metrics.</param>
    public abstract void Estimate(OutcomeTally tally, CalibrationCurve curve, Span<double> values);
}
