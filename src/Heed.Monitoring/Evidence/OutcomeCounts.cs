using System.Numerics;

namespace Heed.Monitoring.Evidence;

/// <summary>The labelled answers of one pane, of the whole or of one segment.</summary>
/// <param name="Labelled">Answers whose label came.</param>
/// <param name="Wrong">Of a class: another one than the label. Of a number: off by more than <see cref="PaneLayout.LargeError"/>.</param>
/// <param name="Over">Numbers above their label; 0 for classes.</param>
public readonly record struct OutcomeCounts(long Labelled, long Wrong, long Over)
    : IAdditionOperators<OutcomeCounts, OutcomeCounts, OutcomeCounts>, ISubtractionOperators<OutcomeCounts, OutcomeCounts, OutcomeCounts>
{
    public static OutcomeCounts OfAnswer(bool correct) => new(1, correct ? 0 : 1, 0);

    /// <param name="error">Predicted minus actual; nothing is counted where it is NaN.</param>
    /// <param name="largeError"><see cref="PaneLayout.LargeError"/>.</param>
    public static OutcomeCounts OfError(double error, double largeError) =>
        double.IsNaN(error) ? default : new OutcomeCounts(1, Math.Abs(error) > largeError ? 1 : 0, error > 0 ? 1 : 0);

    public static OutcomeCounts operator +(OutcomeCounts a, OutcomeCounts b) =>
        new(a.Labelled + b.Labelled, a.Wrong + b.Wrong, a.Over + b.Over);

    public static OutcomeCounts operator -(OutcomeCounts a, OutcomeCounts b) =>
        new(a.Labelled - b.Labelled, a.Wrong - b.Wrong, a.Over - b.Over);
}
