using Heed.Monitoring.Baselines;
using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Quality;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Estimation;

/// <summary>Quality over a sliding window of predictions before any of them has a label.</summary>
internal abstract class QualityEstimator
{
    /// <summary>
    /// An error of that many deviations contradicts the estimator: 99 % of a normal law. As the deviation itself is known from a dozen
    /// blocks at most, a good estimator is contradicted about once in forty independent looks (Student's t with 12 degrees of freedom).
    /// </summary>
    public const double FailureDeviations = 2.576;

    /// <summary>With fewer predictions there is no estimate, and with fewer labels no error of one.</summary>
    public const long LeastRecords = 100;

    /// <summary>The metrics that are estimated, the chief one first.</summary>
    public abstract IReadOnlyList<string> Metrics { get; }

    /// <summary>Null where the baseline has too few labelled rows to teach one.</summary>
    public static QualityEstimator? Of(Baseline baseline, RollingQuality quality, TimeSpan window)
    {
        if (baseline.Estimation is not { } estimation) return null;
        if (estimation.Curve is null) return new ErrorEstimator(baseline, quality, window);
        return ProbabilityEstimate.Of(quality.Family) is { } estimate
            ? new ProbabilityEstimator(estimate, estimation, quality, window)
            : null;
    }

    /// <summary>Takes an answered prediction of the present.</summary>
    public abstract void Observe(in PredictionView prediction);

    /// <summary>The age of the figures of a window with that end, as <see cref="Series.KeptFigures"/> means it.</summary>
    public abstract long AgeAt(long endMs);

    /// <summary>One figure a metric; numbers that do not exist are NaN.</summary>
    public abstract IReadOnlyList<EstimatedFigure> Figures(long endMs);

    /// <summary>
    /// What the baseline taught to expect of one record: the probability that the answer is wrong, or the absolute error. NaN where the
    /// record does not tell it.
    /// </summary>
    public abstract double ExpectedLoss(in JoinedOutcome outcome);

    public abstract void Save(BinaryWriter writer);

    public abstract void Load(BinaryReader reader);
}
