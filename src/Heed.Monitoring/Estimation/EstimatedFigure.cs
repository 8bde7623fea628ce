namespace Heed.Monitoring.Estimation;

/// <summary>One figure of quality that was estimated without labels, and how the estimator did where there are labels.</summary>
/// <param name="Metric">As of the quality with labels.</param>
/// <param name="Value">Over the predictions of the window; NaN with too few.</param>
/// <param name="Lower">Of the 95 % band.</param>
/// <param name="Upper">Of the 95 % band.</param>
/// <param name="N">Predictions that it rests on.</param>
/// <param name="Error">
/// Estimate less truth over the labelled predictions of the window, both over the same ones; NaN with too few.
/// </param>
/// <param name="Tolerated">
/// The error that the estimator had on the baseline, times <see cref="QualityEstimator.FailureDeviations"/>.
/// </param>
public readonly record struct EstimatedFigure(
    string Metric, double Value, double Lower, double Upper, long N, double Error, double Tolerated)
{
    /// <summary>
    /// Whether the labels contradict the estimator: the relation of inputs and outcomes is not the baseline's any more. Null where there
    /// are too few labels to tell.
    /// </summary>
    public bool? Failed => double.IsNaN(Error) ? null : Math.Abs(Error) > Tolerated;
}
