namespace Heed.Statistics.Quality;

/// <summary>Precision, recall and F1 of one class or of an average; each 0 to 1, 0/0 is 0.</summary>
/// <param name="Precision">Hits among what was predicted.</param>
/// <param name="Recall">Hits among what is true.</param>
/// <param name="F1">Their harmonic mean; of an average, the average of the classes' F1.</param>
/// <param name="Actual">True records.</param>
public readonly record struct ClassScores(double Precision, double Recall, double F1, long Actual)
{
    internal static ClassScores Of(long hits, long actual, long predicted) => new(
        predicted == 0 ? 0 : hits / (double)predicted,
        actual == 0 ? 0 : hits / (double)actual,
        actual + predicted == 0 ? 0 : 2.0 * hits / (actual + predicted),
        actual);
}
