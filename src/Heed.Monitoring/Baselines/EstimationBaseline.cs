using Heed.Monitoring.Estimation;

namespace Heed.Monitoring.Baselines;

/// <summary>What the baseline's labelled rows teach about quality without labels.</summary>
/// <param name="Curve">From scores to probabilities, or from confidence to accuracy; null for regression.</param>
/// <param name="Errors">Of a regression the absolute error to expect; else null.</param>
/// <param name="Deviations">How far estimates were off on blocks that were left out, one a metric.</param>
internal sealed record EstimationBaseline(CalibrationCurve? Curve, ErrorModel? Errors, IReadOnlyList<EstimatorDeviation> Deviations);
