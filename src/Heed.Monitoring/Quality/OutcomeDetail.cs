namespace Heed.Monitoring.Quality;

/// <summary>What one labelled record adds to an <see cref="OutcomeTally"/>.</summary>
/// <param name="First">As <see cref="OutcomeTally.First"/>.</param>
/// <param name="Second">As <see cref="OutcomeTally.Second"/>.</param>
/// <param name="Cell">The position among the cells; −1 for none.</param>
/// <param name="CellSums">What the cell gets.</param>
/// <param name="ConfidenceCell">The position of the cell of calibration where that is another one; else −1.</param>
/// <param name="ConfidenceSums">What that cell gets.</param>
/// <param name="Figures">What <see cref="OutcomeTally.Means"/> get, one each; null where there are none.</param>
/// <param name="Weight">Of the figures.</param>
internal readonly record struct OutcomeDetail(
    WeightedMean First,
    WeightedMean Second,
    int Cell = -1,
    OutcomeCell CellSums = default,
    int ConfidenceCell = -1,
    OutcomeCell ConfidenceSums = default,
    float[]? Figures = null,
    double Weight = 0);
